/**
 * The rows of the base tables, one type a table, their fields named as the columns.
 * Capture makes them, the store writes them; nobody else needs them.
 * Times are milliseconds since 1970 in UTC with microsecond digits.
 */

import type { CellTables } from "./cell-facts";
import type { DataTables } from "./data-facts";
import type {
  EnvironmentRow,
  PackageRow,
  RunCommitRow,
  TelemetryRow,
} from "./environment-facts";
import type { ImportedTables } from "./imported-facts";
import type { OriginFacts } from "./origin-facts";
import type { PlanTables } from "./plan-facts";
import type { SeedRow } from "./seed-facts";
import type { ShownTables } from "./shown-facts";
import type {
  ArtifactFileRow,
  ArtifactRow,
  ModelStateRow,
  StateLinkRow,
  StateUseRow,
} from "./state-facts";

/** A value with its type kept: UNION(bool, text, num) in the file; null is SQL NULL. */
export type Scalar = boolean | string | number | null;

/** What became of a run or a phase; the views also say `interrupted`. */
export type Status =
  | "running"
  | "finished"
  | "stopped early"
  | "failed"
  | "interrupted";

/** What a phase is: the tfjs call that made it, or a loop of the user's own. */
export type PhaseKind =
  | "fit"
  | "fitDataset"
  | "evaluate"
  | "evaluateDataset"
  | "trainOnBatch"
  | "loop";

/** Which data a metric was measured on. */
export type Split = "train" | "validation" | "test";

/** How often a metric was measured: once an epoch, or once a step. */
export type Per = "epoch" | "step";

export interface RunRow {
  run_id: string;
  parent_run_id: string | null;
  experiment: string;
  name: string;
  started_at: number;
  /** The cell run that started it, where a kernel tells. */
  cell_run_id: string | null;
  /** Who trains, where they said so. */
  person: string | null;
  /** The process that records it. */
  session_id: string | null;
}

export interface PhaseRow {
  phase_id: string;
  run_id: string;
  /** The phase that this one is part of, for nested phases. */
  parent_phase_id: string | null;
  /** 0-based place among the phases of its run. */
  position: number;
  kind: PhaseKind;
  name: string;
  model_id: string | null;
  /** `run_epoch` of this phase's epoch 0. */
  first_run_epoch: number;
  started_at: number;
  /** Where it runs; null where nobody looks. */
  environment_id: string | null;
}

/** How a run or a phase ended. */
export interface Ending {
  status: Exclude<Status, "running">;
  /** Why: `early stopping on val_loss`, the error's name and message. */
  status_reason: string | null;
  ended_at: number;
}

/** What only a phase's end can tell. */
export interface PhaseEnding extends Ending {
  /** Time spent inside capture on the thread that trains, in ms. */
  capture_ms: number;
}

export interface ParamRow {
  run_id: string;
  /** Null where the param belongs to the whole run. */
  phase_id: string | null;
  source: "optimizer" | "model" | "fit" | "user";
  name: string;
  value: Scalar;
}

export interface EpochRow {
  run_id: string;
  phase_id: string;
  /** 0-based, as tfjs gives it. */
  epoch: number;
  /** 0-based and going on across the phases of a run. */
  run_epoch: number;
  /** Updates of the weights made in the run up to the epoch's end. */
  step: number;
  started_at: number;
  ended_at: number;
}

export interface EventRow extends OriginFacts {
  event_id: string;
  run_id: string;
  phase_id: string | null;
  recorded_at: number;
  kind:
    | "changed"
    | "stopped early"
    | "interrupted"
    | "not a number"
    | "failed"
    | "lost"
    | "unseeded";
  /** What it happened to: `learningRate`, a metric's name, an error's name. */
  name: string;
  epoch: number | null;
  step: number | null;
  old_value: Scalar;
  new_value: Scalar;
  /** What made it happen: `callback ReduceLROnPlateau`, `schedule`, `user`. */
  cause: string | null;
  message: string | null;
  /** The cell run that asked for it, where a user steered. */
  cell_run_id: string | null;
}

export interface ModelRow {
  /** SHA-256 of the description, in hex: equal models have equal ids. */
  model_id: string;
  name: string;
  class_name: string;
  /** What `model.summary()` prints. */
  summary: string;
  parameters: number;
  trainable_parameters: number;
}

export interface LayerRow {
  model_id: string;
  /** 0-based place in the model; a layer inside a nested model follows its model. */
  position: number;
  name: string;
  /** The Keras class, such as `Dense`. */
  kind: string;
  units: number | null;
  activation: string | null;
  /** The rate of a dropout layer. */
  rate: number | null;
  regularizer: string | null;
  trainable: boolean;
  parameters: number;
  /** Such as `[null,10]`. */
  output_shape: string | null;
  /** The layer's Keras config as JSON. */
  config: string | null;
}

export interface SeriesRow {
  run_id: string;
  phase_id: string;
  metric: string;
  split: Split;
  per: Per;
}

/** The tables that rows are added to, by name. */
export interface FactTables
  extends CellTables,
    DataTables,
    ImportedTables,
    PlanTables,
    ShownTables {
  runs: RunRow;
  phases: PhaseRow;
  params: ParamRow;
  epochs: EpochRow;
  events: EventRow;
  models: ModelRow;
  layers: LayerRow;
  environments: EnvironmentRow;
  packages: PackageRow;
  run_commits: RunCommitRow;
  telemetry: TelemetryRow;
  model_states: ModelStateRow;
  state_links: StateLinkRow;
  state_uses: StateUseRow;
  artifacts: ArtifactRow;
  artifact_files: ArtifactFileRow;
  seeds: SeedRow;
}

/** One metric of one phase, ready to take points. */
export interface Series {
  /** Take one point; `epoch` null where the loop has none. */
  push(value: number, step: number, epoch: number | null, recordedAt: number): void;
  /** Take many points with steps `firstStep`, `firstStep + 1`, …. */
  pushMany(
    values: ArrayLike<number>,
    firstStep: number,
    epoch: number | null,
    recordedAt: number,
  ): void;
}

/**
 * Where capture puts facts. Every method returns at once and none throws: rows wait
 * in memory until they are written, and trouble with the file is said once by the
 * store, never thrown into a training.
 */
export interface FactSink {
  /** The experiment that runs belong to unless told. */
  experiment: string;
  /** Whether a reader waits for an answer, so that the event loop should turn soon. */
  readonly asked: boolean;
  /** Add a row. A model already in the file is added once only. */
  add<T extends keyof FactTables>(table: T, row: FactTables[T]): void;
  /** Set how a run ended, and let its lease go. */
  endRun(runId: string, ending: Ending): void;
  /** Set how a phase ended, and append the summaries of its series. */
  endPhase(phaseId: string, ending: PhaseEnding): void;
  /** Start a series of points; one for each metric, split and `per` of a phase. */
  series(of: SeriesRow): Series;
  /**
   * Open the file where it is not open yet; undefined when facts are written at once.
   * A training waits for it before it begins: some never let the event loop turn, and
   * opening needs that.
   */
  ready(): Promise<void> | undefined;
  /**
   * Say that an epoch or a phase ended, a good moment to write what waits.
   *
   * @param began when it began, in ms since 1970: what was over quickly waits for more;
   *   when something was written so last, unless told.
   */
  pace(began?: number): void;
  /** Return the wanted name or a readable one, unused in the experiment. */
  freeName(experiment: string, wanted?: string): string;
  /** Resolve when all that was added is on disk, or was said to be lost. */
  flush(): Promise<void>;
}
