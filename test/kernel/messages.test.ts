import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, type Connection } from "../../src/kernel/jupyter/connection";
import { Codec } from "../../src/kernel/jupyter/message";
import { Outbox } from "../../src/kernel/jupyter/outbox";
import { StreamBuffer } from "../../src/kernel/jupyter/stream-buffer";

const connection: Connection = {
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: 1,
  control_port: 2,
  iopub_port: 3,
  stdin_port: 4,
  hb_port: 5,
  key: "secret",
  signature_scheme: "hmac-sha256",
};

test("a channel has an address of TCP, or a path for ipc", () => {
  assert.equal(addressOf(connection, 5555), "tcp://127.0.0.1:5555");
  const ipc = { ...connection, transport: "ipc", ip: "folder/kernel-ipc" } as const;
  assert.equal(addressOf(ipc, 1), "ipc://folder/kernel-ipc-1");
});

const content = { code: "1 + ü", silent: false };
const peer = Buffer.from("peer");

function frames(codec = new Codec(connection)): Buffer[] {
  const message = { type: "execute_request", content, parent: undefined };
  return codec.encode(message, [peer]).map((frame) => Buffer.from(frame));
}

test("a message is read as it was written, with whom it came from", () => {
  const message = new Codec(connection).decode(frames());
  assert.deepEqual(message.identities, [peer]);
  assert.deepEqual(message.content, content);
  assert.equal(message.header.msg_type, "execute_request");
  assert.equal(message.header.version, "5.3");
});

test("a message names its parent", () => {
  const codec = new Codec(connection);
  const parent = codec.decode(frames());
  const reply = codec.encode({ type: "status", content: {}, parent }, []);
  assert.equal(JSON.parse(String(reply[3])).msg_id, parent.header.msg_id);
});

test("a message that was changed, or signed with another key, is refused", () => {
  const changed = frames();
  changed[6] = Buffer.from('{"code":"steal()"}');
  const wrong = { message: "a message with a wrong signature" };
  assert.throws(() => new Codec(connection).decode(changed), wrong);
  const other = new Codec({ ...connection, key: "guess" });
  assert.throws(() => other.decode(frames()), wrong);
  assert.throws(() => other.decode([Buffer.from("x")]), {
    message: "not a Jupyter message",
  });
});

test("without a key nothing is signed", () => {
  const open = new Codec({ ...connection, key: "" });
  assert.equal(frames(open)[2]!.toString(), "");
  assert.deepEqual(open.decode(frames(open)).content, content);
});

test("an outbox sends all in their order, however many come at once", async () => {
  const sent: string[] = [];
  let inTurn = 0;
  let most = 0;
  const socket = {
    closed: false,
    async send([text]: (Buffer | string)[]) {
      inTurn++;
      most = Math.max(most, inTurn);
      setImmediate(() => {
        inTurn = 0;
      });
      sent.push(String(text));
    },
  };
  const outbox = new Outbox(socket);
  const texts = Array.from({ length: 3000 }, (_, i) => String(i));
  for (const text of texts) outbox.send([text]);
  await outbox.flushed();
  outbox.send(["last"]);
  await outbox.flushed();
  assert.deepEqual(sent, [...texts, "last"]);
  assert.ok(most <= 512, `${most} in one turn`);
});

test("an outbox offers again what a busy socket refuses, and keeps the order", async () => {
  const sent: unknown[] = [];
  let offers = 0;
  const outbox = new Outbox({
    closed: false,
    send: ([text]) => {
      if (++offers % 3 === 0) throw Object.assign(new Error("busy"), { code: "EBUSY" });
      sent.push(text);
      return Promise.resolve();
    },
  });
  const texts = Array.from({ length: 20 }, (_, i) => String(i));
  for (const text of texts) outbox.send([text]);
  await outbox.flushed();
  assert.deepEqual(sent, texts);
});

test("an outbox lets go of a socket that is closed", async () => {
  const outbox = new Outbox({
    closed: true,
    send: () => assert.fail("nobody is there"),
  });
  outbox.send(["x"]);
  await outbox.flushed();
});

function gathering() {
  const sent: string[] = [];
  const buffer = new StreamBuffer((name, text) => sent.push(`${name} ${text}`));
  return { sent, buffer };
}

test("what is printed is gathered, and the streams keep their order", () => {
  const { sent, buffer } = gathering();
  for (const text of ["a", "b"]) buffer.write("stdout", text);
  buffer.write("stderr", "c");
  buffer.write("stdout", "d");
  buffer.flush();
  buffer.flush();
  assert.deepEqual(sent, ["stdout ab", "stderr c", "stdout d"]);
});

test("a character whose bytes come in two pieces is one", () => {
  const { sent, buffer } = gathering();
  const bytes = Buffer.from("ü");
  buffer.write("stdout", bytes.subarray(0, 1));
  buffer.write("stdout", bytes.subarray(1));
  buffer.flush();
  assert.deepEqual(sent, ["stdout ü"]);
});

test("what is printed is sent at the latest with 64 KB, and soon by itself", async () => {
  const { sent, buffer } = gathering();
  buffer.write("stdout", "x".repeat(70_000));
  assert.equal(sent.length, 1);
  buffer.write("stdout", "y");
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.deepEqual(sent.slice(1), ["stdout y"]);
});
