import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type KernelHost, kernelHost, provideHost } from "../../src/kernel/host";
import { attach } from "../../src/kernel/stock/attach";
import type { TslabJupyter } from "../../src/kernel/stock/tslab";

const path = createRequire(__filename).resolve("tslab/dist/jupyter.js");

interface Executor {
  execute(code: string): Promise<boolean>;
}

/** What is used here of tslab's server, besides what is patched. */
interface Server {
  handleExecute(socket: unknown, message: object): Promise<void>;
}

/** A fresh copy of tslab's own jupyter.js, whose server sends into a list. */
function tslab(t: TestContext, code: Record<string, () => unknown>) {
  delete require.cache[path];
  const jupyter = require(path) as TslabJupyter & {
    ZmqServer: new (handler: object, config: string) => Server;
    JupyterHandlerImpl: new (executor: Executor, js: boolean) => object;
  };
  const { stdout, stderr } = process;
  const writes = [stdout.write, stderr.write] as const;
  const newest = { stdout: writes[0], stderr: writes[1] };
  /** Take what tslab puts in the place of the process' own, which the test runner needs. */
  const take = () => {
    Object.assign(newest, { stdout: stdout.write, stderr: stderr.write });
    [stdout.write, stderr.write] = writes;
  };
  t.after(() => {
    delete require.cache[path];
    provideHost(undefined);
  });
  const executor: Executor = {
    execute: async (source) => {
      take();
      try {
        await code[source]?.();
        return true;
      } catch (error) {
        newest.stderr(`evalmachine.<anonymous>:1\n${source}\n\n${error}\n`);
        return false;
      }
    },
  };
  const server = new jupyter.ZmqServer(
    new jupyter.JupyterHandlerImpl(executor, false),
    "",
  );
  const sent: Sent[] = [];
  Object.assign(server, { connInfo: { key: "" } });
  const run = (source: string, metadata: object = {}) =>
    server.handleExecute(undefined, message(source, metadata, sent));
  const print = (text: string) => void newest.stdout(text);
  return { jupyter, run, sent, print };
}

/** What was sent, with the source of the cell whose message it answers. */
type Sent = [cell: string, type: string, content: unknown];

/** A request that keeps what is sent in reply to it. */
function message(code: string, metadata: object, sent: Sent[]): object {
  const createReply = () => {
    const reply = {
      header: { msg_type: "" },
      content: undefined as unknown,
      signAndSend: () => void sent.push([code, reply.header.msg_type, reply.content]),
    };
    return reply;
  };
  return { content: { code }, metadata, createReply };
}

const bundle = (text: string) => ({ data: { "text/plain": text }, metadata: {} });

test("a cell of stock tslab is known from the one after the import on", async (t) => {
  const told: string[] = [];
  const { jupyter, run } = tslab(t, {
    import: () => {
      attach({ jupyter, path });
      kernelHost()!.onCell(({ source, status }, moment) =>
        told.push(`${source} ${moment} ${status}`),
      );
      assert.equal(kernelHost()!.currentCell(), undefined);
    },
    one: () => assert.equal(kernelHost()!.currentCell()?.source, "one"),
    fail: () => Promise.reject(new TypeError("no")),
    stop: () => Promise.reject(new Error("Interrupted asynchronously")),
    loop: () =>
      Promise.reject(new Error("Script execution was interrupted by `SIGINT`")),
  });
  await run("import");
  await run("one", { cellId: "9c19040e" });
  for (const failing of ["fail", "stop", "loop"]) {
    await run(failing);
    await sleep(250); // tslab drops what comes sooner
  }
  const host = kernelHost()!;
  assert.deepEqual(
    host.cells.map((cell) => [
      cell.executionCount,
      cell.source,
      cell.cellId,
      cell.status,
      cell.errorName,
    ]),
    [
      [2, "one", "9c19040e", "ok", undefined],
      [3, "fail", undefined, "error", "TypeError"],
      [4, "stop", undefined, "interrupted", undefined],
      [5, "loop", undefined, "interrupted", undefined],
    ],
  );
  assert.deepEqual(told, [
    "one start running",
    "one end ok",
    "fail start running",
    "fail end error",
    "stop start running",
    "stop end interrupted",
    "loop start running",
    "loop end interrupted",
  ]);
  assert.equal(host.kernel, "tslab");
  assert.equal(host.runningCell(), undefined);
});

test("what a cell prints and shows later goes into its own message", async (t) => {
  let background: Promise<void> | undefined;
  let mine: ReturnType<NonNullable<ReturnType<KernelHost["currentCell"]>>["live"]>;
  const { jupyter, run, sent, print } = tslab(t, {
    first: () => {
      mine = kernelHost()!.currentCell()!.live(bundle("0 %"));
      background = sleep(20).then(() => {
        print("late\n");
        kernelHost()!.currentCell()!.show(bundle("shown"));
        jupyter.lastWriteDisplayData!({ data: { "text/plain": "by tslab" } }, false);
        mine.update(bundle("100 %"));
      });
    },
    second: () => background?.then(() => print("now\n")),
  });
  attach({ jupyter, path });
  await run("first");
  await run("second");
  const display = (content: unknown) => content as { data: object; transient?: object };
  const texts = sent
    .filter(([, type]) => type !== "execute_reply")
    .map(([cell, type, content]) => [
      cell,
      type,
      type === "stream" ? content : display(content).data,
    ]);
  const text = (plain: string) => ({ "text/plain": plain });
  assert.deepEqual(texts, [
    ["first", "display_data", text("0 %")],
    ["first", "stream", { name: "stdout", text: "late\n" }],
    ["first", "display_data", text("shown")],
    ["first", "display_data", text("by tslab")],
    ["first", "update_display_data", text("100 %")],
    ["second", "stream", { name: "stdout", text: "now\n" }],
  ]);
  const live = sent.filter(([, type]) => type.includes("display_data"));
  const ids = [live[0]!, live.at(-1)!].map(
    ([, , content]) => display(content).transient,
  );
  assert.deepEqual(ids[0], ids[1]);
});

test("attaching again, or where a kernel is known, changes nothing", (t) => {
  const { jupyter } = tslab(t, {});
  attach({ jupyter, path });
  const host = kernelHost();
  const patched = jupyter.ZmqServer.prototype.handleExecute;
  attach({ jupyter, path });
  assert.equal(kernelHost(), host);
  assert.equal(jupyter.ZmqServer.prototype.handleExecute, patched);
});

test("a tslab of another shape is left alone", (t) => {
  const { jupyter } = tslab(t, {});
  const before = jupyter.ZmqServer.prototype.handleExecute;
  const noHandler = { ...jupyter, JupyterHandlerImpl: undefined } as unknown;
  attach({ jupyter: noHandler as TslabJupyter, path });
  attach({ jupyter, path: `${path}/../../x/dist/jupyter.js` });
  attach(undefined);
  assert.equal(jupyter.ZmqServer.prototype.handleExecute, before);
  assert.equal(kernelHost(), undefined);
});

test("an interrupt reaches its listeners with the cell that runs", async (t) => {
  const { jupyter, run } = tslab(t, { wait: () => sleep(50) });
  attach({ jupyter, path });
  const host = kernelHost()!;
  const before = process.listeners("SIGINT");
  const seen: (string | undefined)[] = [];
  const stop = host.onInterrupt((cell) => {
    seen.push(cell?.source);
    return undefined;
  });
  assert.deepEqual(process.listeners("SIGINT"), before);
  await new Promise(setImmediate);
  const [listener] = process.listeners("SIGINT").filter((one) => !before.includes(one));
  t.after(() => process.off("SIGINT", listener!));
  const waiting = run("wait");
  await sleep(10);
  listener!("SIGINT");
  await waiting;
  listener!("SIGINT");
  stop();
  listener!("SIGINT");
  assert.deepEqual(seen, ["wait", undefined]);
});
