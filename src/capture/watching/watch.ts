import type { PhaseKind, Status } from "../../store/facts";

/** What is shown of a training while it goes on. */
export interface WatchOptions {
  /** `false` shows no line of progress; neither does tfjs' own `verbose: 0`. */
  progress?: boolean;
  /**
   * Draw the curves of the runs of this cell while they train: of the metric named, or,
   * with `true`, of `val_loss` where there is validation, else of `loss`.
   */
  live?: boolean | string;
}

/** A run as who watches it meets it. */
export interface WatchedRun {
  readonly id: string;
  readonly name: string;
}

/** A phase that trains, as it begins. */
export interface WatchedPhase extends WatchOptions {
  readonly kind: PhaseKind;
  /** The epoch that it begins with, 0-based. */
  readonly firstEpoch: number;
  /** The epoch that it ends before, where that is planned. */
  readonly endEpoch: number | undefined;
  /** Batches an epoch, where that is known. */
  readonly batches: number | undefined;
  /** Whether it measures on validation data too. */
  readonly validates: boolean;
}

/** How a run that was watched ended. */
export interface WatchedEnd {
  readonly status: Exclude<Status, "running">;
  readonly reason: string | null;
}

/** Numbers by name. */
export type Numbers = readonly (readonly [name: string, value: number])[];

/** Who watches one run; each method returns at once. */
export interface Watcher {
  began(phase: WatchedPhase): void;
  /** A batch begins, 0-based in its epoch; told some hundred times a second at most. */
  batch(epoch: number | null, batch: number): void;
  /** An epoch ended, with what was measured in it. */
  epoch(epoch: number, numbers: Numbers): void;
  /** Values were logged; what the object holds may change later. */
  logged(values: object, step: number, epoch: number | null): void;
  /** The run ended; a promise is awaited before its caller goes on. */
  ended(end: WatchedEnd): Promise<unknown> | undefined;
}

/** Return who watches a run from its first phase that trains, if anybody does. */
export type Watch = (run: WatchedRun) => Watcher | undefined;
