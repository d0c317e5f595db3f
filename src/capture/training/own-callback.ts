import type { CallOptions } from "../calls/call";
import type { Recorder } from "../recorder";
import { scopes } from "../runs/scope";
import { isObject, type ModelLike, type TrainingArgs } from "../tfjs";
import type { Hook } from "./callback-names";
import { beginHeard, type HeardTraining } from "./heard-training";

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
  #heard: HeardTraining | undefined;

  constructor(recorder: Recorder, options: CallOptions) {
    this.#recorder = recorder;
    this.options = options;
  }

  /** Make the callback to pass; an instance of tfjs' class where that is known. */
  made(base: object = Object.prototype): TrainingCallback {
    const callback: TrainingCallback = Object.assign(Object.create(base), {
      setParams: (params: unknown) => {
        this.#told = isObject(params) ? params : {};
      },
      setModel: (model: unknown) => {
        this.#model = model as ModelLike;
      },
      onTrainBegin: this.#hook("onTrainBegin"),
      onTrainEnd: this.#hook("onTrainEnd"),
      onEpochBegin: this.#hook("onEpochBegin"),
      onEpochEnd: this.#hook("onEpochEnd"),
      onBatchBegin: this.#hook("onBatchBegin"),
      onBatchEnd: this.#hook("onBatchEnd"),
    });
    owns.set(callback, this);
    return callback;
  }

  #hook(hook: Hook) {
    const hear = (wrapper: unknown, given: unknown[]) =>
      this.#hear(hook, wrapper, given);
    return async function (this: unknown, ...given: unknown[]): Promise<void> {
      await hear(this, given);
    };
  }

  #hear(hook: Hook, wrapper: unknown, given: unknown[]): Promise<void> | undefined {
    if (hook === "onTrainBegin") {
      this.#recorder.refuse(scopes.getStore()?.record);
      this.#begin(wrapper);
    }
    const record = this.#heard?.training.phase.record;
    const reading = this.#heard?.training.before(hook, given);
    // A model that is not known can't be told to stop.
    const stopped = record?.interruption && hook === "onBatchEnd" && !this.#model;
    if (stopped || hook === "onTrainEnd") {
      this.#end();
      record?.refuse();
    }
    return reading;
  }

  #begin(wrapper: unknown): void {
    // tfjs tells callbacks nothing of a failure: only the next training shows it.
    this.#end(new Error("The training ended without onTrainEnd"));
    const told = paramsOf(wrapper) ?? this.#told;
    const heard = { options: this.options, model: this.#model, told };
    this.#heard = this.#recorder.guard.attempt("a training of callback()", () =>
      beginHeard(this.#recorder, { ...heard, target: scopes.getStore() }),
    );
  }

  #end(error?: Error): void {
    this.#heard?.end(error);
    this.#heard = undefined;
  }
}

/** Read what tfjs told the object that it made around a plain callback. */
function paramsOf(wrapper: unknown): TrainingArgs | undefined {
  const params = isObject(wrapper) ? wrapper.params : undefined;
  return isObject(params) ? params : undefined;
}
