import { createHash } from "node:crypto";
import type { TestContext } from "node:test";
import type { CellRow, CellRunRow } from "../../../src/store/cell-facts";
import type {
  EnvironmentRow,
  RunCommitRow,
} from "../../../src/store/environment-facts";
import type {
  Ending,
  EpochRow,
  EventRow,
  LayerRow,
  ModelRow,
  ParamRow,
  PhaseRow,
  RunRow,
  SeriesRow,
} from "../../../src/store/facts";
import { Store } from "../../../src/store/store";
import { nowMs } from "../../../src/util/clock";
import { uuidv7 } from "../../../src/util/uuid";

/** A store and what it said. */
export interface Told {
  store: Store;
  said: string[];
}

/** Make a store that is closed when the test ends. */
export function storeAt(t: TestContext, path: string): Told {
  const said: string[] = [];
  const store = new Store(path, {
    experiment: "tests",
    say: (text) => said.push(text),
  });
  t.after(() => store.close());
  return { store, said };
}

export function runRow(of: Partial<RunRow> = {}): RunRow {
  return {
    run_id: uuidv7(),
    parent_run_id: null,
    experiment: "tests",
    name: "calm-heron",
    started_at: nowMs(),
    cell_run_id: null,
    person: null,
    session_id: null,
    ...of,
  };
}

export function phaseRow(run: RunRow, of: Partial<PhaseRow> = {}): PhaseRow {
  return {
    phase_id: uuidv7(),
    run_id: run.run_id,
    parent_phase_id: null,
    position: 0,
    kind: "fit",
    name: "fit",
    model_id: null,
    first_run_epoch: 0,
    started_at: nowMs(),
    environment_id: null,
    ...of,
  };
}

export function epochRow(phase: PhaseRow, epoch: number): EpochRow {
  const { run_id, phase_id } = phase;
  const now = nowMs();
  const times = { started_at: now, ended_at: now };
  return {
    run_id,
    phase_id,
    epoch,
    run_epoch: epoch,
    step: 10 * (epoch + 1),
    ...times,
  };
}

export function seriesRow(phase: PhaseRow, of: Partial<SeriesRow> = {}): SeriesRow {
  const { run_id, phase_id } = phase;
  return { run_id, phase_id, metric: "loss", split: "train", per: "epoch", ...of };
}

export function paramRow(run: RunRow, of: Partial<ParamRow> = {}): ParamRow {
  const { run_id } = run;
  return { run_id, phase_id: null, source: "user", name: "note", value: null, ...of };
}

export function eventRow(phase: PhaseRow, of: Partial<EventRow> = {}): EventRow {
  const { run_id, phase_id } = phase;
  const at = { recorded_at: nowMs(), epoch: null, step: null };
  const told = { cause: null, message: null, cell_run_id: null };
  const began = { layer: null, found_in: null };
  const values = { old_value: null, new_value: null, ...told, ...began };
  const named = { kind: "changed" as const, name: "learningRate" };
  return { event_id: uuidv7(), run_id, phase_id, ...at, ...named, ...values, ...of };
}

export const modelRow: ModelRow = {
  model_id: "ab12",
  name: "sequential_1",
  class_name: "Sequential",
  summary: "Layer (type)",
  parameters: 42,
  trainable_parameters: 40,
};

export const layerRow: LayerRow = {
  model_id: "ab12",
  position: 0,
  name: "dense_1",
  kind: "Dense",
  units: 10,
  activation: "relu",
  rate: null,
  regularizer: null,
  trainable: true,
  parameters: 42,
  output_shape: "[null,10]",
  config: '{"units":10}',
};

export function cellRow(source: string): CellRow {
  return { cell_hash: createHash("sha256").update(source).digest("hex"), source };
}

export function cellRunRow(cell: CellRow, of: Partial<CellRunRow> = {}): CellRunRow {
  return {
    cell_run_id: uuidv7(),
    cell_hash: cell.cell_hash,
    cell_id: null,
    execution_count: 1,
    session_id: session,
    notebook: null,
    started_at: nowMs(),
    ...of,
  };
}

const session = uuidv7();

export const environmentRow: EnvironmentRow = {
  environment_id: "ef01",
  platform: "linux",
  arch: "x64",
  os: "Debian GNU/Linux 12",
  os_release: "6.1.0",
  cpu: "Intel(R) Xeon(R) Processor",
  cpus: 2,
  memory_bytes: 8 * 2 ** 30,
  in_container: true,
  gpu: null,
  node: "20.20.0",
  kernel: "tfjs-prov",
  backend: "cpu",
  device: "CPU",
  lockfile: "package-lock.json",
  lockfile_hash: "0a1b",
};

export const packageOf = { name: "@tensorflow/tfjs", version: "4.22.0" };

export function commitRow(
  run_id: string,
  of: Partial<RunCommitRow> = {},
): RunCommitRow {
  const state = { commit_hash: "c0ffee", branch: "main", dirty: true };
  return { run_id, seen_at: nowMs(), ...state, patch_hash: "beef", ...of };
}

/** Return how something ended, now. */
export function ending(status: Ending["status"] = "finished"): Ending {
  return { status, status_reason: null, ended_at: nowMs() };
}

/** Record a whole run of one phase with a loss an epoch. */
export function record(
  store: Store,
  { epochs = 3, run = runRow() }: { epochs?: number; run?: RunRow } = {},
): { run: RunRow; phase: PhaseRow } {
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  const loss = store.series(seriesRow(phase));
  for (let epoch = 0; epoch < epochs; epoch++) {
    const row = epochRow(phase, epoch);
    store.add("epochs", row);
    loss.push(1 / (epoch + 1), row.step, epoch, row.ended_at);
  }
  store.endPhase(phase.phase_id, { ...ending(), capture_ms: 0.5 });
  store.endRun(run.run_id, ending());
  return { run, phase };
}
