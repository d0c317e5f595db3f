import type { EventRow, FactSink, PhaseKind, RunRow, Status } from "../store/facts";
import { nowMs } from "../util/clock";
import { uuidv7 } from "../util/uuid";
import type { BatchTraining } from "./batches";
import type { Guard } from "./guard";
import { reasonOf } from "./notes";
import { Phase, type PhaseStart } from "./phase";
import { flatten } from "./values";

/** What a run may be told when it starts. */
export interface RunOptions {
  /** The run's name; a readable one is made up unless told, and a taken one numbered. */
  name?: string;
  /** The group of runs that it belongs to; the notebook's stem unless told. */
  experiment?: string;
  /** Values of the user's own, nested as they like. */
  params?: object;
}

/** What a call left: tfjs' history of a fit, the value of anything else. */
export interface Outcome {
  history?: unknown;
  result?: unknown;
  /** Settles when the call ends, which may be before its run does. */
  done?: Promise<unknown>;
}

type EndStatus = Exclude<Status, "running">;

const finished = { status: "finished", reason: null } as const;
const training: readonly PhaseKind[] = ["fit", "fitDataset", "trainOnBatch", "loop"];

/** The facts of one run; the `Run` that a user holds looks at it. */
export class RunRecord {
  readonly id = uuidv7();
  readonly name: string;
  readonly experiment: string;
  readonly startedAt = nowMs();
  /** The cell run that started it, where a kernel tells. */
  readonly cellRunId: string | null;
  /** Settles when the run ends; rejects with the very error that made it fail. */
  readonly done: Promise<void>;
  /** Phases started so far. */
  phases = 0;
  /** The last phase that trained, or trains. */
  trained: Phase | null = null;
  /** Ids of the models whose description was added. */
  readonly models = new Set<string>();
  /** Names that `log()` was given wrong values for. */
  readonly wrongNames = new Set<string>();
  /** What the last call of the run left. */
  outcome: Outcome = {};
  status: Status = "running";
  reason: string | null = null;
  endedAt: number | null = null;
  /** Epochs of all phases so far. */
  epochs = 0;
  /** The next phase's first `run_epoch`. */
  nextRunEpoch = 0;
  /** The last epoch, and the phase that it counts in. */
  lastEpoch: number | null = null;
  epochsIn: Phase | null = null;
  /** The phase that takes what is logged outside any other, once there is one. */
  looping: Phase | null = null;
  /** What trainOnBatch trains inside this run, until its end. */
  readonly batches = new Map<object, BatchTraining>();
  readonly #sink: FactSink;
  readonly #guard: Guard;
  #settle!: { resolve(): void; reject(error: unknown): void };
  #last: { status: EndStatus; reason: string | null } = finished;

  constructor(
    sink: FactSink,
    guard: Guard,
    options: RunOptions & { parentId?: string | null; cellRunId?: string | null } = {},
  ) {
    this.cellRunId = options.cellRunId ?? null;
    this.#sink = sink;
    this.#guard = guard;
    this.experiment = options.experiment ?? sink.experiment;
    this.name = sink.freeName(this.experiment, options.name);
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever does not await a run must not crash by its failure.
    this.done.catch(() => {});
    sink.add("runs", rowOf(this, options.parentId ?? null));
    if (options.params) this.params(options.params);
  }

  /** Add params of the user's. */
  params(values: object): void {
    const where = { run_id: this.id, phase_id: null, source: "user" } as const;
    for (const [name, value] of flatten(values)) {
      this.#sink.add("params", { ...where, name, value });
    }
  }

  /** Start a phase. */
  phase(start: PhaseStart): Phase {
    const phase = new Phase(this, this.#sink, this.#guard, start);
    this.phases += 1;
    if (training.includes(phase.kind)) this.trained = phase;
    return phase;
  }

  /**
   * Start the phase that takes what is logged outside any other, open until the run's
   * end; what is logged after that goes on in a phase of its own.
   */
  loop(): Phase {
    this.looping = this.phase({ kind: "loop" });
    if (this.endedAt !== null) this.looping.end({ status: "finished" });
    return this.looping;
  }

  /** Add an event. */
  event(event: Pick<EventRow, "kind" | "name"> & Partial<EventRow>): void {
    this.#sink.add("events", {
      event_id: uuidv7(),
      run_id: this.id,
      phase_id: null,
      recorded_at: nowMs(),
      epoch: null,
      step: null,
      old_value: null,
      new_value: null,
      cause: null,
      message: null,
      ...event,
    });
  }

  /** Take note that a phase ended; the last one that trained decides the status. */
  phaseEnded(phase: Phase, status: EndStatus, reason: string | null): void {
    if (training.includes(phase.kind)) this.#last = { status, reason };
  }

  /** End the run as its last training phase ended. */
  end(at: number = nowMs()): void {
    this.#closeAll("finished", null);
    const { status, reason } = this.#last;
    this.#close(status, reason, at);
    this.#settle.resolve();
  }

  /** End the run as failed, and reject `done` with the error. */
  fail(error: unknown, at: number = nowMs()): void {
    const reason = reasonOf(error);
    this.#closeAll("failed", reason);
    this.#close("failed", reason, at);
    this.#settle.reject(error);
  }

  #closeAll(status: EndStatus, reason: string | null): void {
    for (const batches of this.batches.values()) batches.end();
    this.looping?.end({ status, reason });
    this.looping = null;
  }

  #close(status: EndStatus, reason: string | null, at: number): void {
    if (this.endedAt !== null) return;
    this.endedAt = at;
    this.status = status;
    this.reason = reason;
    this.#guard.attempt("the end of a run", () =>
      this.#sink.endRun(this.id, { status, status_reason: reason, ended_at: at }),
    );
  }
}

function rowOf(run: RunRecord, parentId: string | null): RunRow {
  return {
    run_id: run.id,
    parent_run_id: parentId,
    experiment: run.experiment,
    name: run.name,
    started_at: run.startedAt,
    cell_run_id: run.cellRunId,
  };
}
