import type { DatasetUseRow } from "../../store/data-facts";
import type {
  EpochRow,
  EventRow,
  FactSink,
  ParamRow,
  PhaseKind,
  Status,
} from "../../store/facts";
import { nowMs } from "../../util/clock";
import { uuidv7 } from "../../util/uuid";
import type { Guard } from "../guard";
import type { Origin } from "../origin/origin";
import { type Param, splitOf } from "../values";
import { type OfPhase, PhaseWeights } from "../weights/phase-weights";
import { type LogAt, Logger, type LogValues } from "./log";
import { Metrics } from "./metrics";
import type { RunRecord } from "./record";

/** How a phase ended, or why. */
export interface PhaseEnd {
  status: Exclude<Status, "running">;
  reason?: string | null;
  at?: number;
}

/** What a phase is made from. */
export interface PhaseStart {
  kind: PhaseKind;
  name?: string;
  parent?: Phase | null;
  modelId?: string | null;
  environmentId?: string | null;
  /** The epoch that a training begins with. */
  initialEpoch?: number;
}

/** An event as a phase reports it; what is left out is null. */
export type Event = Pick<EventRow, "kind" | "name"> & Partial<EventRow>;

/** One fit, evaluate or loop of a run, writing its facts. */
export class Phase {
  readonly id = uuidv7();
  readonly kind: PhaseKind;
  readonly record: RunRecord;
  /** Its place in the run, from 0. */
  readonly position: number;
  readonly metrics: Metrics;
  readonly #sink: FactSink;
  readonly #guard: Guard;
  /** `run_epoch` of this phase's epoch 0. */
  readonly firstRunEpoch: number;
  readonly #log: Logger;
  /** When its last epoch was over, or it began. */
  #pacedAt = nowMs();
  /** Updates of the weights in the run so far; in a loop, the last step logged. */
  step: number;
  /** Epochs ended so far. */
  epochs = 0;
  /** The epoch that ended last, as tfjs counts. */
  lastEpoch: number | null = null;
  /** The weights of its model, where they are recorded. */
  weights: PhaseWeights | null = null;
  /** Tells where a number that is not finite began, where there is a model to ask. */
  origin: Origin | null = null;
  /** Settles when the state that its training led to is recorded. */
  ending: Promise<void> | undefined;
  /** Time spent in capture on the thread that trains, in ms. */
  captureMs = 0;
  /** Whether it has ended; what comes later is not recorded. */
  ended = false;

  constructor(record: RunRecord, sink: FactSink, guard: Guard, start: PhaseStart) {
    this.record = record;
    this.position = record.phases;
    this.kind = start.kind;
    this.#sink = sink;
    this.#guard = guard;
    this.firstRunEpoch = firstRunEpoch(record, start);
    this.step = record.trained?.step ?? 0;
    this.metrics = new Metrics(
      sink,
      { run_id: record.id, phase_id: this.id },
      (name, value, step, epoch) => this.#odd(name, { new_value: value, step, epoch }),
    );
    this.#log = new Logger(this, guard);
    sink.add("phases", {
      phase_id: this.id,
      run_id: record.id,
      parent_phase_id: start.parent?.id ?? null,
      position: this.position,
      kind: start.kind,
      name: start.name ?? start.kind,
      model_id: start.modelId ?? null,
      first_run_epoch: this.firstRunEpoch,
      started_at: this.#pacedAt,
      environment_id: start.environmentId ?? null,
    });
  }

  /** Do a piece of capture's work, guarded, its time counted. */
  spend<T>(what: string, body: () => T): T | undefined {
    const from = performance.now();
    try {
      return this.dare(what, body);
    } finally {
      this.captureMs += performance.now() - from;
    }
  }

  /** Do a piece of capture's work, guarded. */
  dare<T>(what: string, body: () => T): T | undefined {
    try {
      return body();
    } catch (error) {
      this.failed(what, error);
      return undefined;
    }
  }

  /** Report what capture could not do. */
  failed(what: string, error: unknown): void {
    this.#guard.failed(what, error, this.lost);
  }

  /** Note the weights of a model that it uses or trains. */
  begin(of: OfPhase): void {
    this.spend("a model's weights", () => {
      const weights = new PhaseWeights(this, of);
      const { id: state_id } = weights.begin();
      const where = { run_id: this.record.id, phase_id: this.id };
      this.#sink.add("state_uses", { ...where, state_id });
      this.weights = weights;
    });
  }

  readonly lost = (name: string, message: string): void => {
    this.event({ kind: "lost", name, message });
  };

  /** Add params of one source. */
  params(source: ParamRow["source"], params: readonly Param[]): void {
    const where = { run_id: this.record.id, phase_id: this.id, source };
    for (const [name, value] of params)
      this.#sink.add("params", { ...where, name, value });
  }

  /** Add a use of data. */
  used(use: Omit<DatasetUseRow, "run_id" | "phase_id">): void {
    const where = { run_id: this.record.id, phase_id: this.id };
    this.#sink.add("dataset_uses", { ...where, ...use });
  }

  /** Take values that a user logs. */
  log(values: LogValues, at?: LogAt): void {
    this.#log.take(values, at);
  }

  /** Add an epoch that ended. */
  epoch(epoch: Pick<EpochRow, "epoch" | "started_at" | "ended_at">): void {
    const { record } = this;
    const run_epoch = this.firstRunEpoch + epoch.epoch;
    this.epochs += 1;
    this.lastEpoch = epoch.epoch;
    record.epochs += 1;
    record.nextRunEpoch = Math.max(record.nextRunEpoch, run_epoch + 1);
    record.lastEpoch = epoch.epoch;
    record.epochsIn = this;
    this.#sink.add("epochs", {
      run_id: record.id,
      phase_id: this.id,
      run_epoch,
      step: this.step,
      ...epoch,
    });
  }

  /** Add an event of this phase. */
  event(event: Event): void {
    this.record.event({ phase_id: this.id, ...event });
  }

  /** Note a number that is not finite, and where it began. */
  #odd(name: string, at: Partial<EventRow>): void {
    const what = "where a number that is not finite began";
    const find = () => this.origin?.of(splitOf(name));
    const found = this.#guard.attempt(what, find, this.lost);
    this.event({ kind: "not a number", name, ...at, ...found });
  }

  /** Say that an epoch is over, a moment to write what waits. */
  pace(): void {
    const began = this.#pacedAt;
    this.#pacedAt = nowMs();
    this.#sink.pace(began);
  }

  /** The epoch that a loop is in, where its user tells. */
  get loopEpoch(): number | null {
    return this.#log.epoch;
  }

  /** End the phase; a second call does nothing. */
  end({ status, reason = null, at }: PhaseEnd): void {
    if (this.ended) return;
    this.ended = true;
    this.spend("the end of a phase", () => this.#log.close());
    this.ending = this.spend("a model's weights", () => this.weights?.end());
    this.record.phaseEnded(this, status, reason);
    this.#guard.attempt("the end of a phase", () => {
      const ended_at = at ?? nowMs();
      const capture_ms = this.captureMs;
      const ending = { status, status_reason: reason, ended_at, capture_ms };
      this.#sink.endPhase(this.id, ending);
      this.#sink.pace();
    });
  }
}

/**
 * Number epochs on from the phases before. An evaluate belongs to the last epoch, and
 * counts as that one's phase does.
 */
function firstRunEpoch(record: RunRecord, { kind, initialEpoch }: PhaseStart): number {
  const evaluates = kind === "evaluate" || kind === "evaluateDataset";
  if (evaluates && record.epochsIn) return record.epochsIn.firstRunEpoch;
  return record.nextRunEpoch - (initialEpoch ?? 0);
}
