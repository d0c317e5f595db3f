import assert from "node:assert/strict";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { uuidv7 } from "../../src/util/uuid";
import { readFrom } from "./database";
import { child } from "./support/child";
import { rowOf, rowsFrom, rowsOf, withFile } from "./support/database";
import { folder } from "./support/folder";
import { python } from "./support/python";
import {
  cellRow,
  cellRunRow,
  commitRow,
  ending,
  environmentRow,
  eventRow,
  layerRow,
  modelRow,
  packageOf,
  paramRow,
  phaseRow,
  record,
  runRow,
  seriesRow,
  storeAt,
  type Told,
} from "./support/recording";
import { recordData } from "./support/recording-data";
import { until } from "./support/until";

/** Record that a run was promoted and then withdrawn, and drawn in a chart. */
function recordShown(store: Told["store"], run_id: string): void {
  const [at, none] = [Date.now(), { state_id: null, artifact_id: null }];
  const told = { ...none, stage: "production", reason: null, person: "Ada" };
  for (const [i, id] of [run_id, null].entries()) {
    const of = { promotion_id: uuidv7(), run_id: id, cell_run_id: null };
    store.add("promotions", { ...told, ...of, recorded_at: at + i });
  }
  const chart_id = uuidv7();
  store.add("chart_runs", { chart_id, run_id });
  store.add("charts", {
    ...{ chart_id, cell_run_id: null, recorded_at: at, verb: "compare" },
    ...{ title: "loss", summary: "loss, 1 run", query: "FROM runs", bound: "[]" },
    ...{ rows: 1, rows_hash: "ab".repeat(32), spec_hash: "cd".repeat(32) },
  });
}

/** Record a run with rows in every table. */
function recordAll({ store }: Told): void {
  const cell = cellRow("train();");
  const { cell_run_id, ...ran } = cellRunRow(cell, { notebook: "study.ipynb" });
  store.add("cells", cell);
  store.add("cell_runs", { cell_run_id, ...ran });
  store.add("cell_uses", { cell_run_id, name: "xs", used_cell_run_id: cell_run_id });
  store.endCell(cell_run_id, { status: "ok", error_name: null, ended_at: Date.now() });
  const { run, phase } = record(store, { run: runRow({ cell_run_id }) });
  store.add("params", paramRow(run, { name: "learningRate", value: 0.5 }));
  store.add("params", paramRow(run, { name: "optimizer", value: "adam" }));
  store.add("params", paramRow(run, { name: "shuffle", value: true }));
  store.add("events", eventRow(phase, { old_value: 0.1, new_value: 0.05 }));
  const { environment_id } = environmentRow;
  const about = { position: 1, model_id: modelRow.model_id, environment_id };
  const later = phaseRow(run, about);
  store.add("phases", later);
  store.add("models", modelRow);
  store.add("layers", layerRow);
  store.add("environments", environmentRow);
  store.add("packages", { environment_id, ...packageOf });
  store.add("run_commits", commitRow(run.run_id));
  const of = { run_id: run.run_id, phase_id: later.phase_id, recorded_at: Date.now() };
  for (const value of [1e8, 3e8]) {
    store.add("telemetry", { ...of, name: "rss_bytes", gpu: null, value });
  }
  recordData(store, phase);
  recordShown(store, run.run_id);
  store.series(seriesRow(later)).push(Number.NaN, 7, 0, Date.now());
  store.endPhase(later.phase_id, { ...ending("failed"), capture_ms: 1 });
}

const views = [
  ..."experiments,runs,phases,epochs,metrics,params,events,models,layers".split(","),
  ..."compare,cells,cell_uses,environments,telemetry,telemetry_samples".split(","),
  ..."datasets,dataset_uses,dataset_columns,dataset_classes,dataset_rows".split(","),
  ..."derivations,code,traits,promotions,charts,workers".split(","),
];
const counts = views.map((view) => `(SELECT count(*) FROM ${view}) AS ${view}`);
const all = { experiments: 1, runs: 1, phases: 2, epochs: 3, metrics: 4, params: 3 };
const expected = {
  ...all,
  events: 1,
  models: 1,
  layers: 1,
  compare: 1,
  cells: 1,
  cell_uses: 1,
  environments: 1,
  telemetry: 1,
  telemetry_samples: 2,
  ...{ datasets: 1, dataset_uses: 1, dataset_columns: 2, dataset_classes: 1 },
  ...{ dataset_rows: 2, derivations: 1, code: 2, traits: 30 },
  ...{ promotions: 1, charts: 1, workers: 1 },
};

test("250 ms after its last use the file is whole, free and alone", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const told = storeAt(t, path);
  recordAll(told);
  await told.store.flush();
  await until(() => !existsSync(`${path}.wal`));
  const copy = path.replace("study", "copy");
  copyFileSync(path, copy);
  const other = child(t, "hold.js", [path]);
  assert.equal(await other.line(), "held");
  await other.kill();
  const numbers = Object.fromEntries(
    Object.entries(await rowOf(copy, `SELECT ${counts}`)).map(([view, count]) => [
      ...[view, Number(count)],
    ]),
  );
  assert.deepEqual(numbers, expected);
  record(told.store);
  await told.store.close();
  assert.equal((await rowsOf(path, "FROM runs")).length, 2);
  assert.deepEqual(told.said, []);
});

test("the file stays open while a run records, and while a query runs", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store } = storeAt(t, path);
  const run = runRow();
  store.add("runs", run);
  await store.flush();
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.ok(existsSync(`${path}.wal`));
  store.endRun(run.run_id, ending());
  await readFrom(store, async (connection) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.equal((await rowsFrom(connection, "FROM runs")).length, 1);
  });
  await until(() => !existsSync(`${path}.wal`));
});

test("close() writes what waits and lets go at once, also while it opens", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store } = storeAt(t, path);
  void store.ready();
  await store.close();
  assert.ok(existsSync(path));
  record(store);
  await store.close();
  assert.equal(existsSync(`${path}.wal`), false);
  assert.equal((await rowsOf(path, "FROM runs")).length, 1);
});

test("the views answer in a copy of another name, alone and attached", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const told = storeAt(t, path);
  recordAll(told);
  await told.store.close();
  const copy = path.replace("study", "another name");
  copyFileSync(path, copy);
  assert.equal((await rowsOf(copy, "FROM runs")).length, 1);
  const rows = await withFile(":memory:", async (connection) => {
    await connection.run(`ATTACH '${copy}' AS mine (READ_ONLY)`);
    for (const view of views) await connection.run(`FROM mine.${view}`);
    return rowsFrom(connection, "SELECT name FROM mine.runs");
  });
  assert.deepEqual(rows, [{ name: "calm-heron" }]);
});

const ask = `
def count(c, prefix=''):
  return {v: c.execute('SELECT count(*) FROM ' + prefix + v).fetchone()[0] for v in views.split(',')}
found = {'opened': count(duckdb.connect(path, read_only=True))}
c = duckdb.connect()
c.execute("ATTACH '" + path + "' AS mine (READ_ONLY)")
try:
  found['attached'] = count(c, 'mine.')
except Exception as error:
  found['attached'] = str(type(error).__name__)
c.execute('USE mine')
found['used'] = count(c)
print(json.dumps(found))
`;

for (const [version, attached] of [
  ["1.1.3", "CatalogException"],
  ["2.0.0", expected],
] as const) {
  test(`a copy answers in DuckDB ${version}: opened, attached and used`, async (t) => {
    const path = join(folder(t), "study.duckdb");
    const told = storeAt(t, path);
    recordAll(told);
    await told.store.close();
    const found = python(t, version, ask, { path, views: views.join(",") });
    if (found === undefined) return;
    assert.deepEqual(JSON.parse(found), { opened: expected, attached, used: expected });
  });
}

// DuckDB 1.5 kept metadata of 2.0 where it stood, and 1.1 to 1.3 could not open the file.
test("a file that DuckDB 2.0 wrote into is recorded into, and 1.1.3 reads it", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const told = storeAt(t, path);
  record(told.store);
  await told.store.close();
  for (const round of [1, 2, 3]) {
    const note = `duckdb.connect(path).execute('CREATE TABLE mine${round} AS SELECT 42 AS x')`;
    if (python(t, "2.0.0", note, { path }) === undefined) return;
    record(told.store);
    await told.store.close();
    const read = `print(duckdb.connect(path, read_only=True).execute(
      'SELECT (SELECT x FROM mine${round}), (SELECT count(*) FROM runs)').fetchall())`;
    const found = python(t, "1.1.3", read, { path });
    if (found === undefined) return;
    assert.equal(found, `[(42, ${round + 1})]\n`);
  }
  assert.deepEqual(told.said, []);
});
