import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { readStatement, startReading } from "../../src/store/reader";
import { Store } from "../../src/store/store";
import { temporary } from "./database";
import { temporaryFolderAt } from "./support/folder";

const run = (run_id: string) => ({
  run_id,
  parent_run_id: null,
  experiment: "study",
  name: run_id,
  started_at: Date.now(),
  cell_run_id: null,
  person: null,
  session_id: null,
});
const id = (n: number) => `0193a5f0-0000-7000-8000-${String(n).padStart(12, "0")}`;

function makeStore(path: string): Store {
  return new Store(path, { experiment: "study", say: (text) => assert.fail(text) });
}

const count = (store: Store, values: readonly unknown[] = []) =>
  store.read((connection, written) =>
    startReading(connection, "SELECT count(*) FROM runs", values, { written }),
  );

test("a reading sees all that was taken before it", async (t) => {
  const store = makeStore(join(temporary(t), "study.duckdb"));
  for (let n = 1; n <= 20; n++) {
    store.add("runs", run(id(n)));
    const [one, other] = await Promise.all([count(store), count(store)]);
    assert.equal(one.columns[0]!.values[0], n);
    assert.equal(other.columns[0]!.values[0], n);
  }
  await store.close();
});

test("a plan is made after what it reads was written", async (t) => {
  // DuckDB plans by statistics: a plan made before the row finds nothing
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const other = await instance.connect();
  t.after(() => {
    for (const opened of [connection, other, instance]) opened.closeSync();
  });
  await other.run("CREATE TABLE t AS SELECT i FROM range(10) r(i)");
  const written = sleep(20).then(async () => {
    await other.run("INSERT INTO t VALUES (2000)");
  });
  const text = "SELECT count(*) FROM t WHERE i > 1000";
  const { result, free } = startReading(connection, text, [], { written });
  assert.equal((await result).columns[0]!.values[0], 1);
  await free;
});

test("no training waits again for a file that can't be opened", async (t) => {
  const folder = temporary(t);
  temporaryFolderAt(t, join(folder, "no temporary folder"));
  const said: string[] = [];
  const say = (text: string) => void said.push(text);
  const path = join(folder, "no folder", "study.duckdb");
  const store = new Store(path, { experiment: "study", say });
  await store.ready();
  assert.equal(store.ready(), undefined);
  assert.equal(said.length, 1);
});

test("close waits for what is read, and leaves the file free", async (t) => {
  const path = join(temporary(t), "study.duckdb");
  const store = makeStore(path);
  store.add("runs", run(id(1)));
  const reads = [count(store), count(store), count(store)];
  const failed = assert.rejects(count(store, [1]), /0 placeholders and was given 1/);
  await reads[0];
  await store.close();
  await Promise.all([...reads, failed]);
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  assert.equal((await readStatement(connection, "FROM runs")).rowCount, 1);
  connection.closeSync();
  instance.closeSync();
});
