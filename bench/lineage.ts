import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { document, open, type Prov } from "../src/index";
import { timedOften } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { type Measure, report } from "./lib/report";
import { median, middleHalf } from "./lib/statistics";

/** How long lineage and PROV documents take, in files of 1 and of 10,000 runs. */
void inFolder(async (folder) => {
  const measures: Measure[] = [];
  for (const runs of [1, 10_000]) {
    const path = join(folder, `of-${runs}.duckdb`);
    const made = await open(path);
    await made.run({ name: "a first run" }, () => undefined);
    await made.close();
    await fill(path, runs);
    const prov = await open(path);
    measures.push(...(await ask(prov, runs)));
    await prov.close();
  }
  measures.push(await imported(join(folder, "imported.duckdb")));
  report("lineage", measures);
});

/** Import a document of 100,000 statements: read, written, and found to be there. */
async function imported(path: string): Promise<Measure> {
  const made = document({ ex: "https://example.org/" });
  for (let i = 0; i < 20_000; i++) {
    made.entity(`ex:e${i}`).activity(`ex:a${i}`).wasGeneratedBy(`ex:e${i}`, `ex:a${i}`);
    made.used(`ex:a${i}`, `ex:e${i - 1}`).wasDerivedFrom(`ex:e${i}`, `ex:e${i - 1}`);
  }
  const text = made.toProvN();
  const prov = await open(path);
  await prov.run({ name: "a first run" }, () => undefined);
  const from = performance.now();
  await prov.import(text, { format: "provn" });
  const value = performance.now() - from;
  await prov.close();
  return { what: "import of 100,000 statements", value, unit: "ms", how: "once" };
}

/** Ids that grow with their number, as those of version 7 do. */
const id = (kind: number, n: string) =>
  `CAST(printf('019ab000-%04x-7000-8000-%012x', ${kind}, ${n}) AS UUID)`;
const at = "TIMESTAMP '2026-01-01' + to_seconds(i)";

/** Write runs of two phases, ten epochs, four data sets, three states and ten params each. */
async function fill(path: string, runs: number): Promise<void> {
  const instance = await DuckDBInstance.fromCache(path);
  const connection = await instance.connect();
  const phase = id(2, "i * 2 + j");
  const each = `range(${runs}) t(i)`;
  const both = `${each}, range(2) u(j)`;
  for (const [table, columns, values, from] of [
    [
      "cells",
      "cell_hash, source",
      "sha256('c' || i), 'train(' || i || ')'",
      "range(50) t(i)",
    ],
    [
      "cell_runs",
      "cell_run_id, cell_hash, execution_count, session_id, started_at, ended_at, status",
      `${id(3, "i")}, sha256('c' || i % 50), i, ${id(9, "0")}, ${at}, ${at}, 'ok'`,
      "range(1000) t(i)",
    ],
    [
      "cell_uses",
      "cell_run_id, name, used_cell_run_id",
      `${id(3, "i")}, 'xs', ${id(3, "i // 2")}`,
      "range(1, 1000) t(i)",
    ],
    [
      "models",
      "model_id, name, class_name, parameters",
      "sha256('m' || i), 'model ' || i, 'Sequential', 42",
      "range(200) t(i)",
    ],
    [
      "runs",
      "run_id, experiment, name, status, started_at, ended_at, cell_run_id",
      `${id(1, "i")}, 'study', 'run ' || i, 'finished', ${at}, ${at}, ${id(3, "i % 1000")}`,
      each,
    ],
    [
      "phases",
      "phase_id, run_id, position, kind, name, model_id, status, started_at, ended_at",
      `${phase}, ${id(1, "i")}, j, 'fit', 'fit', sha256('m' || i % 200), 'finished', ${at}, ${at}`,
      both,
    ],
    [
      "epochs",
      "run_id, phase_id, epoch, run_epoch, step, started_at, ended_at",
      `${id(1, "i")}, ${phase}, k, k, k, ${at}, ${at}`,
      `${both}, range(10) v(k)`,
    ],
    [
      "params",
      "run_id, phase_id, source, name, value",
      `${id(1, "i")}, ${phase}, 'fit', 'param' || k, union_value(num := k)`,
      `${both}, range(10) v(k)`,
    ],
    [
      "series",
      "run_id, series, phase_id, metric, split, per",
      `${id(1, "i")}, j * 3 + k, ${phase}, 'loss' || k, 'train', 'epoch'`,
      `${both}, range(3) v(k)`,
    ],
    [
      "summaries",
      "run_id, series, points, nans, last, min, max",
      `${id(1, "i")}, j, 10, 0, 0.1, 0.1, 1`,
      `${each}, range(6) u(j)`,
    ],
    [
      "datasets",
      "dataset_hash, dtype, shape, rows",
      "sha256('d' || i), 'float32', '[100,4]', 100",
      "range(20) t(i)",
    ],
    [
      "dataset_uses",
      "run_id, phase_id, dataset_hash, role, split, first_row, rows",
      `${id(1, "i")}, ${phase}, sha256('d' || i % 10 * 2 + k % 2), if(k % 2 = 0, 'x', 'y'), if(k < 2, 'train', 'validation'), 0, 80`,
      `${both}, range(4) v(k)`,
    ],
    [
      "model_states",
      "state_id, run_id, phase_id, model_id, origin, weights_hash, recorded_at",
      `${id(4, "i * 3 + j")}, ${id(1, "i")}, if(j > 0, ${id(2, "i * 2 + j - 1")}, NULL), sha256('m' || i % 200), 'trained', sha256('w' || i || '-' || j), ${at}`,
      `${each}, range(3) u(j)`,
    ],
    [
      "state_links",
      "state_id, source_state_id, relation, weights",
      `${id(4, "i * 3 + j")}, ${id(4, "i * 3 + j - 1")}, 'trained', 4`,
      `${each}, range(1, 3) u(j)`,
    ],
    [
      "state_uses",
      "run_id, phase_id, state_id",
      `${id(1, "i")}, ${phase}, ${id(4, "i * 3 + j")}`,
      both,
    ],
  ] as const) {
    await connection.run(
      `INSERT INTO tfjs_prov.${table} (${columns}) SELECT ${values} FROM ${from}`,
    );
  }
  connection.closeSync();
  instance.closeSync();
}

async function ask(prov: Prov, runs: number): Promise<Measure[]> {
  const of = `of ${runs.toLocaleString("en-US")} run${runs === 1 ? "" : "s"}`;
  const last = `run ${runs - 1}`;
  const [row] = await prov.query<{ weights: string; data: string; cell: string }>(
    `SELECT sha256('w${runs - 1}-2') AS weights, sha256('d0') AS data,
      CAST(${id(3, "1")} AS VARCHAR) AS cell`,
  );
  const { weights, data, cell } = row!;
  const measures: Measure[] = [];
  for (const [what, below, question] of [
    [`lineage of a run ${of}`, 50, () => prov.query(`FROM lineage('${last}')`)],
    [`lineage of weights ${of}`, 50, () => prov.query(`FROM lineage('${weights}')`)],
    [
      `lineage_down of weights ${of}`,
      50,
      () => prov.query(`FROM lineage_down('${weights}')`),
    ],
    [
      `runs made of a data set, by lineage_down ${of}`,
      undefined,
      () => prov.query(`SELECT DISTINCT run FROM lineage_down('${data}')`),
    ],
    [
      `all that came of a cell ${of}`,
      undefined,
      () => prov.query(`SELECT count(*) FROM lineage_down('${cell}')`),
    ],
    [`document of a run ${of}`, undefined, () => prov.document(last)],
  ] as const) {
    const taken = await timedOften(10, async () => question());
    const how = "median of 10, middle half";
    const spread = middleHalf(taken);
    measures.push({ what, value: median(taken), unit: "ms", spread, below, how });
  }
  return measures;
}
