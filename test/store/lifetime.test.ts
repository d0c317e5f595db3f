import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Lifetime } from "../../src/store/lifetime";
import { child } from "./support/child";
import { folder } from "./support/folder";

// A file that was closed because its disk was full was opened aside when another
// process had taken it meanwhile: ends were written where their runs were not.
test("a file closed in trouble is opened again under its own name only", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const said: string[] = [];
  const life = new Lifetime(
    path,
    (text) => said.push(text),
    () => true,
    async () => undefined,
  );
  await life.open();
  life.reset();
  const holder = child(t, "hold.js", [path]);
  await holder.line();
  const message = [
    "Can't record into study.duckdb: another process is writing it",
    `  it is open in the process ${holder.process.pid}`,
    '  to read it here: open("…", { readOnly: true })',
  ];
  await assert.rejects(life.open(), { message: message.join("\n") });
  await holder.kill();
  await life.open();
  life.close();
  assert.equal(life.path, path);
  assert.deepEqual(said, []);
});
