import { inspect } from "node:util";
import type { Status } from "../../store/facts";
import { type Artifact, type ArtifactOptions, noteArtifact } from "../artifacts/note";
import { callOf, type Target } from "../calls/call";
import { evaluate } from "../calls/evaluations";
import { train } from "../calls/fits";
import type { Recorder } from "../recorder";
import { repeatStop } from "../steer/repeat";
import { type SteerOptions, steer } from "../steer/steer";
import { endingOf, stop } from "../steer/stop";
import type {
  EvaluateArgs,
  EvaluateDatasetArgs,
  Evaluates,
  EvaluatesDataset,
  FitArgs,
  FitDatasetArgs,
  Fits,
  FitsDataset,
  ModelLike,
} from "../tfjs";
import type { LogAt, LogValues } from "./log";
import { endFailed } from "./notes";
import type { Phase } from "./phase";
import type { RunRecord } from "./record";
import type { Outcome } from "./run-start";
import { scopes } from "./scope";

/**
 * One run: what a user holds of a training, while it runs and after.
 *
 * @example
 * const run = await prov.fit(model, xs, ys, { name: "base", epochs: 20 });
 * run.history.history.loss;
 */
export class Run<History = unknown> {
  readonly #record: RunRecord;
  readonly #recorder: Recorder;
  readonly #outcome: Outcome;

  /** Runs are made by the verbs of `prov`. */
  constructor(record: RunRecord, recorder: Recorder, outcome: Outcome = {}) {
    this.#record = record;
    this.#recorder = recorder;
    this.#outcome = outcome;
  }

  get id(): string {
    return this.#record.id;
  }

  get name(): string {
    return this.#record.name;
  }

  get experiment(): string {
    return this.#record.experiment;
  }

  get status(): Status {
    return this.#record.status;
  }

  /** Why it stopped early, failed or was interrupted; null otherwise. */
  get reason(): string | null {
    return this.#record.reason;
  }

  /** Id of the cell run that started it, where that is known. */
  get cellRunId(): string | null {
    return this.#record.cellRunId;
  }

  get startedAt(): Date {
    return new Date(this.#record.startedAt);
  }

  /** What `fit` of tfjs returned; undefined until it ended. */
  get history(): History {
    return (this.#outcome.history ?? this.#record.outcome.history) as History;
  }

  /** What the callback of `prov.run`, or the evaluate, returned. */
  get result(): unknown {
    return this.#outcome.result;
  }

  /** Resolves to this run at its end; rejects with the error that made it fail. */
  get done(): Promise<Run<Exclude<History, undefined>>> {
    this.#recorder.attend(this.#record);
    const ended = this.#outcome.done ?? this.#record.done;
    const done = ended.then(() => this as Run<Exclude<History, undefined>>);
    // Who takes the promise and never awaits it must not crash by a failed training.
    done.catch(() => {});
    return done;
  }

  /** Add params of your own, nested as you like. */
  params(values: object): void {
    const { guard } = this.#recorder;
    guard.attempt("params", () => this.#record.params(values));
  }

  /**
   * Log metrics of a loop: numbers, arrays of consecutive steps, or tensors.
   *
   * @throws Interrupted when the run was stopped by its user.
   *
   * @example
   * run.log({ loss, val_loss }, { step });
   */
  log(values: LogValues, at?: LogAt): void {
    const scope = scopes.getStore();
    const record = this.#record;
    const inside = scope?.record === record ? scope.phase : null;
    const before = inside ?? record.looping;
    if (before) record.reached(before);
    // Where a fit goes on around this, it stops by itself after its batch.
    if (record.interruption && !scope?.training) record.refuse();
    const phase = inside ?? this.#loose();
    phase?.log(values, at);
    if (phase) repeatStop(phase);
  }

  /** Train a model in this run; the same as `model.fit`. */
  fit<M extends Fits>(
    model: M,
    x: Parameters<M["fit"]>[0],
    y: Parameters<M["fit"]>[1],
    args?: FitArgs<M>,
  ): ReturnType<M["fit"]> {
    const call = callOf(model as ModelLike, "fit", [x, y, args]);
    const target = this.#target();
    return train(this.#recorder, call, { target }) as ReturnType<M["fit"]>;
  }

  /** Train a model on a dataset in this run; the same as `model.fitDataset`. */
  fitDataset<M extends FitsDataset>(
    model: M,
    dataset: Parameters<M["fitDataset"]>[0],
    args: FitDatasetArgs<M>,
  ): ReturnType<M["fitDataset"]> {
    const call = callOf(model as ModelLike, "fitDataset", [dataset, args]);
    const target = this.#target();
    return train(this.#recorder, call, { target }) as ReturnType<M["fitDataset"]>;
  }

  /** Evaluate a model in this run; the same as `model.evaluate`. */
  evaluate<M extends Evaluates>(
    model: M,
    x: Parameters<M["evaluate"]>[0],
    y: Parameters<M["evaluate"]>[1],
    args?: EvaluateArgs<M>,
  ): ReturnType<M["evaluate"]> {
    const call = callOf(model as ModelLike, "evaluate", [x, y, args]);
    const target = this.#target();
    return evaluate(this.#recorder, call, { target }) as ReturnType<M["evaluate"]>;
  }

  /** Evaluate a model on a dataset in this run; the same as `model.evaluateDataset`. */
  evaluateDataset<M extends EvaluatesDataset>(
    model: M,
    dataset: Parameters<M["evaluateDataset"]>[0],
    args?: EvaluateDatasetArgs<M>,
  ): ReturnType<M["evaluateDataset"]> {
    const call = callOf(model as ModelLike, "evaluateDataset", [dataset, args]);
    const target = this.#target();
    return evaluate(this.#recorder, call, { target }) as ReturnType<
      M["evaluateDataset"]
    >;
  }

  /**
   * Name a part of the run; phases may be nested. Resolves to what `body` returns.
   *
   * @example
   * await run.phase("warm-up", async () => { … });
   */
  async phase<T>(name: string, body: () => T | Promise<T>): Promise<T> {
    const { record, phase: parent } = this.#target();
    const { guard } = this.#recorder;
    this.#recorder.refuse(record);
    const start = { kind: "loop", name, parent } as const;
    const phase = guard.attempt("a phase", () => record.phase(start));
    if (!phase) return body();
    const scope = { record, phase, training: null, expected: null };
    try {
      const value = await scopes.run(scope, body);
      phase.end(endingOf(phase));
      return value;
    } catch (error) {
      endFailed(phase, error, null);
      throw error;
    }
  }

  /**
   * Set numbers that its trainings read, while they go on: any of the optimizer, by the
   * names of its params, and `patience` and `minDelta` of an early stopping. They count from
   * the next batch on; the promise resolves then, and may be left alone.
   *
   * @throws ProvError where nothing of it trains, or a name is not known.
   *
   * @example
   * run.set({ learningRate: 1e-4 }, { reason: "the loss jumps" });
   */
  set(
    changes: Readonly<Record<string, number>>,
    options: SteerOptions = {},
  ): Promise<void> {
    return steer(this.#recorder, this.#record, changes, options);
  }

  /**
   * Stop what it trains now after the batch that goes on: no error, the phase ends as
   * `stopped early`, and the code around it goes on.
   *
   * @example
   * run.stop({ reason: "it overfits" });
   */
  stop(options: SteerOptions = {}): void {
    const { guard } = this.#recorder;
    guard.attempt("a stop", () => stop(this.#recorder, this.#record, options));
  }

  /** Whether `stop` was called: a loop of your own looks at it and leaves. */
  get stopping(): boolean {
    return this.#record.stopping !== null;
  }

  /**
   * Note a file, or bytes, as part of the run: by its hash and its place, and with `keep`
   * its content too.
   *
   * @throws ProvError where there is no such file.
   *
   * @example
   * await run.artifact("confusion.png");
   */
  artifact(
    from: string | Uint8Array,
    options: ArtifactOptions = {},
  ): Promise<Artifact> {
    return noteArtifact(this.#recorder, this.#target(), from, options);
  }

  toJSON(): object {
    const { id, name, experiment, status, startedAt } = this;
    return { id, name, experiment, status, startedAt };
  }

  /** Print as one line. */
  [inspect.custom](): string {
    const { name, experiment, status } = this;
    const { epochs, startedAt, endedAt } = this.#record;
    const seconds = ((endedAt ?? Date.now()) - startedAt) / 1000;
    const counted = epochs === 1 ? "1 epoch" : `${epochs} epochs`;
    return `Run ${name} (${experiment}): ${status}, ${counted}, ${seconds.toFixed(1)} s`;
  }

  /** Return the phase for what is logged outside any other: the run's own loop. */
  #loose(): Phase | undefined {
    const record = this.#record;
    return record.looping ?? this.#recorder.guard.attempt("log()", () => record.loop());
  }

  #target(): Target {
    const record = this.#record;
    const scope = scopes.getStore();
    return { record, phase: scope?.record === record ? scope.phase : null };
  }
}

/** Runs that are being stopped. */
export interface Interrupting {
  readonly runs: readonly Run[];
  /** Resolves when all of them have ended. */
  readonly ended: Promise<unknown>;
}

/** A run and the value that its callback returned. */
export type RunWith<T> = Run & { readonly result: T };
