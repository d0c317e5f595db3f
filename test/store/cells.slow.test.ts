import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import type { CellRow, CellRunRow } from "../../src/store/cell-facts";

import { openSnapshot } from "../../src/store/snapshot";
import type { Store } from "../../src/store/store";
import { nowMs } from "../../src/util/clock";
import { uuidv7 } from "../../src/util/uuid";
import { asked } from "../magics/processes";
import { readFrom } from "./database";
import { child } from "./support/child";
import { rowsFrom, withFile } from "./support/database";
import { folder } from "./support/folder";
import { cellRow, cellRunRow, runRow, storeAt } from "./support/recording";
import { until } from "./support/until";

function begin(store: Store, cell: CellRow, of: Partial<CellRunRow> = {}): CellRunRow {
  const run = cellRunRow(cell, of);
  store.add("cells", cell);
  store.add("cell_runs", run);
  return run;
}

function end(store: Store, { cell_run_id }: CellRunRow): void {
  store.endCell(cell_run_id, { status: "ok", error_name: null, ended_at: nowMs() });
}

const statuses = (store: Store) =>
  readFrom(store, async (connection) => {
    const rows = await rowsFrom(connection, "SELECT source, status FROM cells");
    return rows.map(({ source, status }) => `${source} ${status}`);
  });

function newStore(t: TestContext) {
  const path = join(folder(t), "study.duckdb");
  return { path, ...storeAt(t, path) };
}

test("a cell run that is added again stays as it is, with its names", async (t) => {
  const { store, said } = newStore(t);
  const run = cellRunRow(cellRow("x = 1"));
  const used_cell_run_id = uuidv7();
  for (let times = 0; times < 3; times++) {
    store.add("cells", cellRow("x = 1"));
    store.add("cell_runs", run);
    for (const name of ["x", "y"]) {
      store.add("cell_uses", { cell_run_id: run.cell_run_id, name, used_cell_run_id });
    }
    if (times === 0) end(store, run);
    if (times !== 1) await store.flush();
  }
  assert.deepEqual(await statuses(store), ["x = 1 ok"]);
  const uses = await readFrom(store, (connection) =>
    rowsFrom(connection, "SELECT name FROM cell_uses ORDER BY name"),
  );
  assert.deepEqual(uses, [{ name: "x" }, { name: "y" }]);
  assert.deepEqual(said, []);
});

test("a cell whose lease is over was interrupted, and one before a later cell too", async (t) => {
  const { store } = newStore(t);
  const sessions = { a: uuidv7(), b: uuidv7(), c: uuidv7() };
  const study = { notebook: "study.ipynb" };
  begin(store, cellRow("killed"), { ...study, session_id: sessions.a, started_at: 1 });
  begin(store, cellRow("again"), { ...study, session_id: sessions.b, started_at: 2 });
  begin(store, cellRow("alone"), { session_id: sessions.c, started_at: 3 });
  assert.deepEqual(await statuses(store), [
    "killed interrupted",
    "again running",
    "alone running",
  ]);
  await store.close();
  await withFile(store.path, async (connection) => {
    const over = "epoch_us(now()) - 1";
    await connection.run(
      `UPDATE tfjs_prov.cell_runs SET lease_until = make_timestamp(${over})`,
    );
    const rows = await rowsFrom(
      connection,
      "SELECT status, ended_at, duration_s FROM cells",
    );
    const interrupted = { status: "interrupted", ended_at: null, duration_s: null };
    assert.deepEqual(rows, [interrupted, interrupted, interrupted]);
  });
});

/** Ask a process of its own whether any has the file open. */
function isHeldBySomebody(path: string): boolean {
  const probe = JSON.stringify(resolve("dist", "src", "store", "probe.js"));
  const program = `require(${probe}).isHeld(${JSON.stringify(path)}).then(console.log)`;
  const { stdout } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  return stdout.trim() === "true";
}

test("recording a cell lets the file go, and a long cell renews its lease meanwhile", async (t) => {
  const { store, path, said } = newStore(t);
  const started_at = nowMs() - 3600_000;
  const run = begin(store, cellRow("long"), { started_at });
  await store.flush();
  // By another process: one that opens its own file twice loses what it writes.
  const text = "SELECT epoch_ms(lease_until)::DOUBLE AS until FROM tfjs_prov.cell_runs";
  const lease = () => Number(asked(path, text)[0]!.until) - nowMs();
  await until(() => !isHeldBySomebody(path), { everyMs: 200 });
  assert.ok(lease() < 5000);
  // its lease of 5 s is renewed for a minute, as it runs for an hour
  await until(() => lease() > 50_000, { everyMs: 500 });
  end(store, run);
  assert.deepEqual(await statuses(store), ["long ok"]);
  assert.deepEqual(said, []);
});

test("in a copy of a file that is held, a cell runs until its process is killed", async (t) => {
  const { path } = newStore(t);
  const recorder = child(t, "recorder.js", [
    path,
    join(folder(t), "journal"),
    "epochs of 100 ms",
  ]);
  assert.equal(await recorder.line(), "ready");
  const seen = async () => {
    const { connection, held, close } = await openSnapshot(path);
    const rows = await rowsFrom(
      connection,
      "SELECT c.source, c.status, c.runs::INTEGER AS runs, r.status AS run " +
        "FROM cells c JOIN runs r USING (cell_run_id)",
    );
    close();
    return { rows, held };
  };
  const cell = { source: "train();", runs: 1 };
  assert.deepEqual(await seen(), {
    rows: [{ ...cell, status: "running", run: "running" }],
    held: true,
  });
  await recorder.kill();
  await until(async () => {
    const [row] = (await seen()).rows;
    assert.equal(row!.run, "interrupted");
    return row!.status === "interrupted";
  });
});

test("after close() cells wait for the next use of the file", async (t) => {
  const { store } = newStore(t);
  const run = begin(store, cellRow("closes"));
  await store.close();
  end(store, run);
  begin(store, cellRow("moves"), { execution_count: 2 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  await withFile(store.path, async (connection) => {
    const rows = await rowsFrom(connection, "SELECT status FROM cells");
    assert.deepEqual(rows, [{ status: "running" }]);
  });
  store.add("runs", runRow());
  assert.deepEqual(await statuses(store), ["closes ok", "moves running"]);
});
