import assert from "node:assert/strict";
import { test } from "node:test";
import { historyOf } from "../../src/kernel/history";
import type { CellRun } from "../../src/kernel/host";
import type { Json, Message } from "../../src/kernel/jupyter/message";
import { Queue } from "../../src/kernel/queue";

function request(code: string, more: Json = {}): Message {
  const header = { msg_id: code, msg_type: "execute_request" } as Message["header"];
  return { identities: [], header, metadata: {}, content: { code, ...more } };
}

/** Fails at cells that say so. */
function queue() {
  const ran: unknown[] = [];
  const run = async ({ content }: Message): Promise<Json> => {
    ran.push(content.code);
    await new Promise((resolve) => setTimeout(resolve, 2));
    return { status: content.code === "fail" ? "error" : "ok" };
  };
  return { ran, queue: new Queue({ run }) };
}

test("cells run one after the other", async () => {
  const { ran, queue: cells } = queue();
  const replies = await Promise.all(
    ["a", "b", "c"].map((code) => cells.add(request(code))),
  );
  assert.deepEqual(ran, ["a", "b", "c"]);
  assert.deepEqual(
    replies.map(({ status }) => status),
    ["ok", "ok", "ok"],
  );
});

test("after a failed cell those that waited are aborted, and new ones run", async () => {
  const { ran, queue: cells } = queue();
  const waiting = ["fail", "b", "c"].map((code) => cells.add(request(code)));
  const replies = await Promise.all(waiting);
  assert.deepEqual(
    replies.map(({ status }) => status),
    ["error", "aborted", "aborted"],
  );
  assert.equal((await cells.add(request("d"))).status, "ok");
  assert.deepEqual(ran, ["fail", "d"]);
});

test("a cell that is sent when the failed one is answered runs", async () => {
  const { ran, queue: cells } = queue();
  const waiting = cells.add(request("fail"));
  const behind = cells.add(request("b"));
  const next = waiting.then(() => cells.add(request("c")));
  assert.equal((await behind).status, "aborted");
  assert.equal((await next).status, "ok");
  assert.deepEqual(ran, ["fail", "c"]);
});

test("with stop_on_error false the cells behind a failed one run", async () => {
  const { ran, queue: cells } = queue();
  const goOn = { stop_on_error: false };
  await Promise.all([cells.add(request("fail", goOn)), cells.add(request("b"))]);
  assert.deepEqual(ran, ["fail", "b"]);
});

const cells = ["a", "b 1", "a", "b 2"].map(
  (source, i) => ({ source, executionCount: i + 1 }) as CellRun,
);

const asks: [asked: Json, lines: number[]][] = [
  [{ hist_access_type: "tail", n: 2 }, [3, 4]],
  [{ hist_access_type: "tail" }, [1, 2, 3, 4]],
  [{ hist_access_type: "range", session: 0, start: 2, stop: 4 }, [2, 3]],
  [{ hist_access_type: "search", pattern: "b*" }, [2, 4]],
  [{ hist_access_type: "search", pattern: "b ?", n: 1 }, [4]],
  [{ hist_access_type: "search", pattern: "*", unique: true }, [3, 2, 4]],
];

for (const [asked, lines] of asks) {
  test(`history: ${JSON.stringify(asked)}`, () => {
    const { history } = historyOf(cells, asked) as {
      history: [number, number, string][];
    };
    assert.deepEqual(
      history.map(([, line]) => line),
      lines,
    );
  });
}
