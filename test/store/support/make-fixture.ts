import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { PhaseRow, RunRow } from "../../../src/store/facts";
import { Store } from "../../../src/store/store";
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
} from "./recording";

/**
 * Write a file of this version as a fixture, once a release that changes the schema:
 * `node dist/test/store/support/make-fixture.js test/store/fixtures/v2.duckdb.gz`.
 */
async function main(target: string): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "tfjs-prov-"));
  const path = join(home, "v1.duckdb");
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const store = new Store(path, { experiment: "penguins", say });
  recordTwo(store);
  await store.flush();
  await store.close();
  writeFileSync(target, gzipSync(readFileSync(path), { level: 9 }));
  rmSync(home, { recursive: true });
}

const start = Date.UTC(2026, 10, 23, 12);
const id = (n: number) => `019ab000-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Record a run that finished, with rows of every kind, and one whose process died. */
function recordTwo(store: Store): void {
  const finished = recordRun(store, 1, "calm-heron");
  const end = { ...ending(), ended_at: start + 20_000 };
  store.endPhase(finished.phase.phase_id, { ...end, capture_ms: 1.5 });
  store.endRun(finished.run.run_id, end);
  recordRun(store, 2, "it's 😀");
}

function recordRun(
  store: Store,
  n: number,
  name: string,
): { run: RunRow; phase: PhaseRow } {
  const common = { parent_run_id: null, experiment: "penguins", started_at: start + n };
  const cell_run_id = recordCell(store, n);
  const run: RunRow = {
    run_id: id(n),
    name,
    cell_run_id,
    person: "Ada",
    session_id: null,
    ...common,
  };
  const phase: PhaseRow = {
    ...{ phase_id: id(10 + n), run_id: run.run_id, parent_phase_id: null, position: 0 },
    ...{ kind: "fit", name: "fit", model_id: modelRow.model_id, first_run_epoch: 0 },
    started_at: start + n,
    environment_id: environmentRow.environment_id,
  };
  recordSurroundings(store, run, phase);
  store.add("runs", run);
  store.add("phases", phase);
  store.add("models", modelRow);
  store.add("layers", layerRow);
  for (const value of [0.001, "adam", true, null, Number.NaN]) {
    store.add("params", paramRow(run, { name: `p-${value}`, value }));
  }
  for (const [metric, split] of [
    ["loss", "train"],
    ["val_loss", "validation"],
  ] as const) {
    const of = { run_id: run.run_id, phase_id: phase.phase_id, metric, split };
    const series = store.series({ ...of, per: "epoch" });
    [0.5, 0.25, Number.NaN, Infinity, -0].forEach((value, epoch) => {
      series.push(value, 10 * (epoch + 1), epoch, start + 1000 * (epoch + 1));
    });
  }
  for (let epoch = 0; epoch < 5; epoch++) {
    store.add("epochs", {
      ...{ run_id: run.run_id, phase_id: phase.phase_id, epoch, run_epoch: epoch },
      ...{ step: 10 * (epoch + 1), started_at: start + 1000 * epoch },
      ended_at: start + 1000 * (epoch + 1),
    });
  }
  const changed = { old_value: 0.001, new_value: 0.0005, cause: "schedule", epoch: 3 };
  const event = { event_id: id(20 + n), recorded_at: start + 3500, ...changed };
  store.add("events", eventRow(phase, event));
  return { run, phase };
}

/** Record what a run was made in, from which commit, and what it took. */
function recordSurroundings(store: Store, { run_id }: RunRow, phase: PhaseRow): void {
  const { phase_id, environment_id } = phase;
  store.add("environments", environmentRow);
  store.add("packages", { environment_id: environment_id!, ...packageOf });
  store.add("run_commits", commitRow(run_id, { seen_at: start }));
  const reading = { phase_id, recorded_at: start + 1000, name: "rss_bytes" };
  store.add("telemetry", { run_id, gpu: null, value: 2.5e8, ...reading });
}

/** Record a cell that ended, or was cut off with its process. */
function recordCell(store: Store, n: number): string {
  const cell_run_id = id(30 + n);
  const cell = cellRow(`await train(${n}); // it's 😀`);
  const of = { cell_run_id, execution_count: n, session_id: id(40), started_at: start };
  store.add("cells", cell);
  store.add("cell_runs", cellRunRow(cell, { ...of, notebook: "study.ipynb" }));
  store.add("cell_uses", { cell_run_id, name: "xs", used_cell_run_id: id(30) });
  const end = { status: "ok", error_name: null, ended_at: start + 25_000 } as const;
  if (n === 1) store.endCell(cell_run_id, end);
  return cell_run_id;
}

void main(process.argv[2]!);
