import type { FactSink } from "../store/facts";
import { type CallOptions, callOf, divided } from "./calls/call";
import { begun, tested } from "./calls/explicit";
import { callbackPrototype, loadedTfjs, tfjsFrom } from "./calls/loaded";
import { Patches } from "./calls/patches";
import { DataVerbs } from "./data/verbs";
import type { Told } from "./environment/surroundings";
import type { TfState } from "./environment/tf";
import { Guard } from "./guard";
import { meetTfjs } from "./random/shuffles";
import { type Around, Recorder } from "./recorder";
import { type Interrupting, Run, type RunWith } from "./runs/run";
import type { Outcome, RunOptions } from "./runs/run-start";
import { scopes } from "./runs/scope";
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
  Tfjs,
} from "./tfjs";
import { OwnCallback, type TrainingCallback } from "./training/own-callback";
import type { Every } from "./training/training";
import type { WatchOptions } from "./watching/watch";
import {
  Checkpoint,
  type CheckpointCallback,
  type CheckpointOptions,
} from "./weights/checkpoint";

/** How capture talks to its user. */
export interface CaptureOptions extends Around {
  /** Called with each message, once; `console.warn` unless told. */
  say?: (message: string) => void;
}

/** What `autolog` may be told. */
export interface AutologOptions extends WatchOptions {
  /** Record the metrics of each batch, or of each n-th. */
  every?: Every;
}

type History<M extends Fits> = Awaited<ReturnType<M["fit"]>>;
type DatasetHistory<M extends FitsDataset> = Awaited<ReturnType<M["fitDataset"]>>;

/** The guest in a user's trainings: turns calls of tfjs into facts for a sink. */
export class Capture extends DataVerbs {
  readonly #recorder: Recorder;
  readonly #patches: Patches;
  #tf: Tfjs | undefined;

  constructor(sink: FactSink, options: CaptureOptions = {}) {
    const { say = console.warn, ...around } = options;
    const recorder = new Recorder(sink, new Guard(say), around);
    super(recorder);
    this.#recorder = recorder;
    this.#patches = new Patches(this.#recorder);
  }

  /**
   * Record every training call of a tfjs from here on; `false` stops that and puts
   * tfjs' own functions back. Calling it again changes nothing but the options.
   *
   * @example
   * prov.autolog(tf);
   */
  autolog(tf: Tfjs | false, { every, progress, live }: AutologOptions = {}): void {
    if (tf === false) {
      this.#patches.restore();
      return;
    }
    this.#tf = tfjsFrom(tf);
    if (this.#recorder.surroundings) this.#recorder.surroundings.tf = tf as TfState;
    meetTfjs(tf);
    this.#recorder.every = every;
    this.#recorder.wanted = { progress, live };
    this.#patches.patch(this.#tf);
    this.#patches.everything = true;
  }

  /** Who trains, where they said so. */
  get person(): string | null {
    return this.#recorder.surroundings?.person ?? null;
  }

  /** Whether every training call is recorded now. */
  get autologging(): boolean {
    return this.#patches.everything;
  }

  /**
   * Train a model and record it: `model.fit` with a run's options among its own.
   *
   * @example
   * const run = await prov.fit(model, xs, ys, { name: "base", epochs: 20 });
   */
  async fit<M extends Fits>(
    model: M,
    x: Parameters<M["fit"]>[0],
    y: Parameters<M["fit"]>[1],
    args?: FitArgs<M> & CallOptions,
  ): Promise<Run<History<M>>> {
    return this.start(model, x, y, args).done as Promise<Run<History<M>>>;
  }

  /** Train a model on a dataset and record it: `model.fitDataset` with a run's options. */
  async fitDataset<M extends FitsDataset>(
    model: M,
    dataset: Parameters<M["fitDataset"]>[0],
    args: FitDatasetArgs<M> & CallOptions,
  ): Promise<Run<DatasetHistory<M>>> {
    const run = this.startDataset(model, dataset, args);
    return run.done as Promise<Run<DatasetHistory<M>>>;
  }

  /**
   * Begin a training and return its run at once; `run.done` is for its end.
   *
   * @example
   * const run = prov.start(model, xs, ys, { epochs: 200 });
   */
  start<M extends Fits>(
    model: M,
    x: Parameters<M["fit"]>[0],
    y: Parameters<M["fit"]>[1],
    args?: FitArgs<M> & CallOptions,
  ): Run<History<M> | undefined> {
    const [options, rest] = divided(args);
    return begun(
      this.#recorder,
      callOf(model as ModelLike, "fit", [x, y, rest]),
      options,
    );
  }

  /** Begin a training on a dataset and return its run at once. */
  startDataset<M extends FitsDataset>(
    model: M,
    dataset: Parameters<M["fitDataset"]>[0],
    args: FitDatasetArgs<M> & CallOptions,
  ): Run<DatasetHistory<M> | undefined> {
    const [options, rest] = divided(args);
    return begun(
      this.#recorder,
      callOf(model as ModelLike, "fitDataset", [dataset, rest]),
      options,
    );
  }

  /** Evaluate a model in its last run; `run.result` is what `model.evaluate` returns. */
  async evaluate<M extends Evaluates>(
    model: M,
    x: Parameters<M["evaluate"]>[0],
    y: Parameters<M["evaluate"]>[1],
    args?: EvaluateArgs<M> & RunOptions,
  ): Promise<RunWith<ReturnType<M["evaluate"]>>> {
    const [options, rest] = divided(args);
    const call = callOf(model as ModelLike, "evaluate", [x, y, rest]);
    return tested(this.#recorder, call, options);
  }

  /** Evaluate a model on a dataset in its last run. */
  async evaluateDataset<M extends EvaluatesDataset>(
    model: M,
    dataset: Parameters<M["evaluateDataset"]>[0],
    args?: EvaluateDatasetArgs<M> & RunOptions,
  ): Promise<RunWith<Awaited<ReturnType<M["evaluateDataset"]>>>> {
    const [options, rest] = divided(args);
    const call = callOf(model as ModelLike, "evaluateDataset", [dataset, rest]);
    return tested(this.#recorder, call, options);
  }

  /**
   * Group what `body` does into one run; resolves to it, with `body`'s value as
   * `run.result`. A run within a run is its child unless `parent` says otherwise.
   *
   * @example
   * await prov.run({ name: "gan" }, async (run) => { run.log({ loss }); });
   */
  async run<T>(
    { parent, ...options }: RunOptions & WatchOptions & { parent?: Run | string },
    body: (run: Run) => T | Promise<T>,
  ): Promise<RunWith<T>> {
    const told = typeof parent === "string" ? parent : parent?.id;
    const parentId = told ?? scopes.getStore()?.record.id ?? null;
    this.#recorder.refuse(scopes.getStore()?.record);
    const record = this.#recorder.record({ ...options, parentId });
    const outcome: Outcome = {};
    const run = new Run(record, this.#recorder, outcome);
    const scope = { record, phase: null, training: null, expected: null };
    try {
      await this.#recorder.ready();
      outcome.result = await scopes.run(scope, () => body(run));
      record.refuse();
      record.end();
      return run as RunWith<T>;
    } catch (error) {
      record.fail(error);
      throw error;
    } finally {
      await record.watching?.shown;
    }
  }

  /**
   * Make a callback that records the training it is passed to.
   *
   * @example
   * await model.fit(xs, ys, { callbacks: [prov.callback({ name: "base" })] });
   */
  callback(options: CallOptions = {}): TrainingCallback {
    const own = new OwnCallback(this.#recorder, options);
    return own.made(callbackPrototype(this.#patched()));
  }

  /**
   * Make a callback that keeps the best weights of a training, and gives them back.
   *
   * @example
   * await model.fit(xs, ys, { callbacks: [prov.checkpoint({ restore: true })] });
   */
  checkpoint(options: CheckpointOptions = {}): CheckpointCallback {
    const made = new Checkpoint(this.#recorder, options);
    return made.made(callbackPrototype(this.#patched()));
  }

  /** The last run started. */
  get last(): Run | undefined {
    const { last } = this.#recorder;
    return last && new Run(last, this.#recorder);
  }

  /** List the runs that go on now. */
  running(): Run[] {
    return [...this.#recorder.running]
      .filter(({ status }) => status === "running")
      .map((record) => new Run(record, this.#recorder));
  }

  /**
   * Stop trainings after the batch that goes on; their promises reject with
   * `Interrupted`, and what they recorded is kept.
   *
   * @param cell only those that this cell run started or waits for; all unless told.
   * @returns the runs and a promise of their end, or nothing where there are none.
   */
  interrupt(cell?: string, reason = "by the user"): Interrupting | undefined {
    const records = this.#recorder.interrupt(cell, reason);
    if (records.length === 0) return undefined;
    const runs = records.map((record) => new Run(record, this.#recorder));
    return { runs, ended: Promise.allSettled(records.map(({ done }) => done)) };
  }

  /** End at once what an interrupt did not end in time; the process ends. */
  abandon(): void {
    this.#recorder.abandon();
  }

  /** Change who trains, or whether telemetry is taken, from here on. */
  tell(told: Told): void {
    this.#recorder.surroundings?.tell(told);
  }

  /** End the runs that only silence would end, and wait for what is still read. */
  async close(): Promise<void> {
    this.#recorder.close();
    await this.#recorder.surroundings?.settled();
    await this.#recorder.states?.settled();
    await this.settled();
  }

  /** Patch the tfjs that is known, for a callback to be seen by. */
  #patched(): Tfjs | undefined {
    const known = this.#tf ? [this.#tf] : loadedTfjs();
    for (const tf of known) this.#patches.patch(tf);
    return known[0];
  }
}
