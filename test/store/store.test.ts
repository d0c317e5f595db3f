import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { DuckDBConnection } from "@duckdb/node-api";
import { settleInterrupted } from "../../src/store/settle";
import { nowMs } from "../../src/util/clock";
import { readFrom } from "./database";
import { rowsFrom, withFile } from "./support/database";
import { folder } from "./support/folder";
import {
  ending,
  epochRow,
  layerRow,
  modelRow,
  phaseRow,
  record,
  runRow,
  seriesRow,
  storeAt,
} from "./support/recording";

/** Begin a run whose store only a clock of the test's own lets write by itself. */
function stopped(t: TestContext) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { store } = storeAt(t, join(folder(t), "study.duckdb"));
  const run = runRow();
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  return { store, run, phase };
}

/** Count the epochs in the file, once there are any. */
async function writtenEpochs(connection: DuckDBConnection): Promise<number> {
  const until = performance.now() + 20_000;
  let rows = 0;
  while (rows === 0 && performance.now() < until) {
    rows = (await rowsFrom(connection, "FROM epochs")).length;
  }
  return rows;
}

test("a store without facts makes no file", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store } = storeAt(t, path);
  await store.flush();
  await store.close();
  assert.equal(existsSync(path), false);
});

test("a query sees all that was added before it, also while a run records", async (t) => {
  const { store, said } = storeAt(t, join(folder(t), "study.duckdb"));
  const run = runRow();
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  const loss = store.series(seriesRow(phase));
  for (let epoch = 0; epoch < 5; epoch++) {
    loss.push(epoch, epoch, epoch, 1);
    store.add("epochs", epochRow(phase, epoch));
    const rows = await readFrom(store, (connection) =>
      rowsFrom(connection, "SELECT status, epochs, loss, last_step FROM runs"),
    );
    const last_step = BigInt(10 * (epoch + 1));
    const epochs = BigInt(epoch + 1);
    assert.deepEqual(rows, [{ status: "running", epochs, loss: epoch, last_step }]);
  }
  store.endRun(run.run_id, ending());
  assert.deepEqual(said, []);
});

// The timer that writes every 250 ms counted as a write for pace(): an epoch that ended
// up to 100 ms later stayed in memory, and a kill within 250 ms lost it.
test("pace() writes the first epoch that ends just after the timer wrote", async (t) => {
  const { store, run, phase } = stopped(t);
  await readFrom(store, async (connection) => {
    store.add("epochs", epochRow(phase, 0));
    store.pace();
    assert.equal(await writtenEpochs(connection), 1);
  });
  store.endRun(run.run_id, ending());
});

test("epochs that are over quickly are written together", async (t) => {
  const { store, run, phase } = stopped(t);
  await readFrom(store, async (connection) => {
    const written = async () => (await rowsFrom(connection, "FROM epochs")).length;
    const began = performance.now();
    let epochs = 0;
    let rows = 0;
    while (rows === 0 && performance.now() < began + 20_000) {
      store.add("epochs", epochRow(phase, epochs++));
      store.pace(nowMs() - 10);
      rows = await written();
    }
    assert.ok(performance.now() - began > 200, "not the first by itself");
    assert.ok(rows > 1 && rows <= epochs, `${rows} of ${epochs}`);
  });
  store.endRun(run.run_id, ending());
});

// The quick end of one training's epoch put off the long one of another.
test("an epoch that took long is written whatever ended just before", async (t) => {
  const { store, run, phase } = stopped(t);
  await readFrom(store, async (connection) => {
    store.pace();
    store.add("epochs", epochRow(phase, 0));
    store.pace(nowMs() - 100);
    assert.equal(await writtenEpochs(connection), 1);
  });
  store.endRun(run.run_id, ending());
});

// A command that asked just after a short training found no end of it, or no run at all.
test("the end of the last run waits for no other", async (t) => {
  const { store, run } = stopped(t);
  await readFrom(store, async (connection) => {
    store.pace();
    store.endRun(run.run_id, ending());
    const end = performance.now() + 100;
    while (performance.now() < end);
    t.mock.timers.tick(90);
    const until = performance.now() + 20_000;
    let status: unknown;
    while (status !== "finished" && performance.now() < until) {
      [{ status } = { status }] = await rowsFrom(connection, "SELECT status FROM runs");
    }
    assert.equal(status, "finished");
  });
});

// While its disk was full the file was closed; another process that opened it then took
// the run for dead and made its summaries, and the run's own came beside them.
test("a run that another process took for dead ends as it ends, summed up once", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store } = storeAt(t, path);
  const run = runRow();
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  const loss = store.series(seriesRow(phase));
  loss.push(1, 1, 0, 1);
  await readFrom(store, (connection) => settleInterrupted(connection));
  loss.push(0.5, 2, 1, 2);
  store.endPhase(phase.phase_id, { ...ending(), capture_ms: 0 });
  store.endRun(run.run_id, ending());
  const rows = await readFrom(store, (connection) =>
    rowsFrom(
      connection,
      "SELECT r.status, r.status_reason, s.points, s.last FROM runs r, tfjs_prov.summaries s",
    ),
  );
  assert.deepEqual(rows, [
    { status: "finished", status_reason: null, points: 2n, last: 0.5 },
  ]);
});

test("a model with its layers is in the file once, whoever adds it again", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const addTwice = async () => {
    const { store, said } = storeAt(t, path);
    for (let times = 0; times < 2; times++) {
      store.add("models", modelRow);
      store.add("layers", layerRow);
      store.add("layers", { ...layerRow, position: 1, units: null, config: null });
      // Before the file is open nobody knows what was added: each has names of its own.
      store.add("models", { ...modelRow, name: `another ${times}` });
      store.add("layers", { ...layerRow, name: `another ${times}` });
      store.pace();
      await store.flush();
    }
    await store.close();
    return said;
  };
  assert.deepEqual([await addTwice(), await addTwice()], [[], []]);
  await withFile(path, async (connection) => {
    const rows = await rowsFrom(
      connection,
      "SELECT position, units, config::VARCHAR AS config FROM tfjs_prov.layers ORDER BY 1",
    );
    assert.deepEqual(rows, [
      { position: 0, units: 10n, config: '{"units":10}' },
      { position: 1, units: null, config: null },
    ]);
    assert.equal((await rowsFrom(connection, "FROM tfjs_prov.models")).length, 1);
  });
});

test("many points wait for a file that is not open yet, without a try for each", async (t) => {
  const { store, said } = storeAt(t, join(folder(t), "study.duckdb"));
  const { phase } = record(store, { epochs: 0 });
  const loss = store.series(seriesRow(phase, { per: "step" }));
  for (let step = 0; step < 300_000; step++) loss.push(1, step, null, 1);
  const [row] = await readFrom(store, (connection) =>
    rowsFrom(connection, "SELECT count(DISTINCT step) AS steps FROM tfjs_prov.points"),
  );
  assert.deepEqual(row, { steps: 300_000n });
  assert.deepEqual(said, []);
});

test("names that are in the file are not given again", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const first = storeAt(t, path).store;
  record(first, { run: runRow({ name: "base" }) });
  await first.close();
  const { store } = storeAt(t, path);
  await store.ready();
  assert.equal(store.freeName("tests", "base"), "base-2");
});
