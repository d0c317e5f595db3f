import type { CallOptions } from "./call";
import type { Hook } from "./callback-names";
import type { Recorder } from "./recorder";
import { scopes } from "./scope";
import { isObject, type ModelLike, type TrainingArgs } from "./tfjs";
import { Training } from "./training";
import { flatten } from "./values";

/**
 * What `prov.callback()` makes: fit for a list of plain objects as well as for a list of
 * tfjs' own callbacks, to whose types its own are assignable.
 */
export interface TrainingCallback {
  readonly validationData: never;
  readonly params: never;
  setParams(params: unknown): void;
  setModel(model: unknown): void;
  onTrainBegin(logs?: unknown): Promise<void>;
  onTrainEnd(logs?: unknown): Promise<void>;
  onEpochBegin(epoch: number, logs?: unknown): Promise<void>;
  onEpochEnd(epoch: number, logs?: unknown): Promise<void>;
  onBatchBegin(batch: number, logs?: unknown): Promise<void>;
  onBatchEnd(batch: number, logs?: unknown): Promise<void>;
}

const owns = new WeakMap<object, OwnCallback>();

/** Return the first callback of ours in what a user passes as callbacks. */
export function ownIn(callbacks: unknown): OwnCallback | undefined {
  const list: unknown[] = Array.isArray(callbacks) ? callbacks : [callbacks];
  for (const one of list) {
    const own = isObject(one) ? owns.get(one) : undefined;
    if (own) return own;
  }
  return undefined;
}

/** Leave ours out: a call that is recorded as a whole needs none. */
export function withoutOwn(callbacks: unknown): unknown {
  if (!ownIn(callbacks)) return callbacks;
  if (!Array.isArray(callbacks)) return undefined;
  const rest = callbacks.filter((one: unknown) => !isObject(one) || !owns.has(one));
  return rest.length === 0 ? undefined : rest;
}

/** The recording behind `prov.callback()` where tfjs itself is not patched. */
export class OwnCallback {
  readonly options: CallOptions;
  readonly #recorder: Recorder;
  #model: ModelLike | undefined;
  #told: TrainingArgs = {};
  #training: Training | undefined;
  #end: () => void = () => {};

  constructor(recorder: Recorder, options: CallOptions) {
    this.#recorder = recorder;
    this.options = options;
  }

  /** Make the callback to pass; an instance of tfjs' class where that is known. */
  made(base: object = Object.prototype): TrainingCallback {
    const heard = (name: Hook) => this.#heard(name);
    const callback = Object.assign(Object.create(base) as TrainingCallback, {
      setParams: (params: unknown) => {
        this.#told = isObject(params) ? params : {};
      },
      setModel: (model: unknown) => {
        this.#model = model as ModelLike;
      },
      onTrainBegin: heard("onTrainBegin"),
      onTrainEnd: heard("onTrainEnd"),
      onEpochBegin: heard("onEpochBegin"),
      onEpochEnd: heard("onEpochEnd"),
      onBatchBegin: heard("onBatchBegin"),
    });
    // Hearing this one makes tfjs read a plain list's losses batch by batch.
    const every = this.options.every ?? this.#recorder.every;
    if (every) Object.assign(callback, { onBatchEnd: heard("onBatchEnd") });
    owns.set(callback, this);
    return callback;
  }

  #heard(hook: Hook) {
    const heard = (wrapper: unknown, given: unknown[]) => {
      if (hook === "onTrainBegin") this.#begin(wrapper);
      const reading = this.#training?.before(hook, given);
      if (hook === "onTrainEnd") this.#end();
      return reading;
    };
    return async function (this: unknown, ...given: unknown[]): Promise<void> {
      await heard(this, given);
    };
  }

  #begin(wrapper: unknown): void {
    this.#recorder.guard.attempt("a callback's training", () => {
      const target = scopes.getStore();
      const recorder = this.#recorder;
      const record = target?.record ?? recorder.record(this.options);
      const model = this.#model ?? {};
      const call = { kind: "fit", model, given: [], next: null, invoke() {} } as const;
      const phase = this.#model
        ? recorder.phase(call, record, target)
        : record.phase({ kind: "fit", parent: target?.phase });
      const told = paramsOf(wrapper) ?? this.#told;
      const { epochs = 1, initialEpoch } = told;
      recorder.describe(phase, model);
      phase.params("fit", flatten(known(told)));
      const planned = epochs - (initialEpoch ?? 0);
      const every = this.options.every ?? recorder.every;
      const training = new Training(phase, { model, planned, every });
      this.#training = training;
      recorder.runs.set(recorder.front(model), record);
      this.#end = () => {
        training.finished();
        if (!target) record.end();
        this.#training = undefined;
      };
    });
  }
}

/** Read what tfjs told the object that it made around a plain callback. */
function paramsOf(wrapper: unknown): TrainingArgs | undefined {
  const params = isObject(wrapper) ? wrapper.params : undefined;
  return isObject(params) ? params : undefined;
}

/** Name what tfjs tells its callbacks as the other calls name it. */
function known({ samples, steps, ...told }: TrainingArgs): object {
  const { epochs, initialEpoch, batchSize } = told;
  const all = { epochs, initialEpoch, batchSize };
  const given = { ...all, trainSamples: samples, batchesPerEpoch: steps };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
}
