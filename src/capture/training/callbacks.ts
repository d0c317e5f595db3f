import { isObject } from "../tfjs";
import { type Hook, hooks } from "./callback-names";
import type { Training } from "./training";

/** Hooks by which tfjs tells what a training does; onBatchEnd costs a look at logs. */
const heard: readonly Hook[] = ["onEpochBegin", "onBatchBegin", "onEpochEnd"];

/** What tfjs tells a callback of its own classes, and that callback alone. */
const setters = ["setParams", "setModel"] as const;

type Callback = Record<string, unknown>;
type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Put a training's ears into a user's callbacks: the list that comes back has the same
 * length, order and kinds, and each entry stands before the user's own, which keeps its
 * `this`. The first entry records before
 * the user's code runs; each tells what its own callback did. Nothing given is changed.
 */
export function placed(callbacks: unknown, training: Training): unknown {
  const front = (callback: unknown, first: boolean) =>
    isObject(callback) ? new Front(callback, first, training).made() : callback;
  if (callbacks == null) return front({}, true);
  if (!Array.isArray(callbacks)) return front(callbacks, true);
  if (callbacks.length === 0) return [front({}, true)];
  return callbacks.map((callback: unknown, i) => front(callback, i === 0));
}

/** What stands before one callback; by prototype it stays an instance of its class. */
class Front {
  readonly #callback: Callback;
  readonly #first: boolean;
  readonly #training: Training;
  readonly #made: Callback;

  constructor(callback: Callback, first: boolean, training: Training) {
    this.#callback = callback;
    this.#first = first;
    this.#training = training;
    this.#made = Object.create(callback) as Callback;
  }

  /** Return the object to hand to tfjs. */
  made(): Callback {
    const has = (name: string) => typeof this.#callback[name] === "function";
    for (const name of setters) if (has(name)) this.#put(name, this.#passing(name));
    for (const name of hooks) {
      if (has(name)) this.#put(name, this.#hearing(name));
      else if (this.#needs(name)) this.#put(name, this.#listening(name));
    }
    return this.#made;
  }

  #needs(name: Hook): boolean {
    const batches = name === "onBatchEnd" && this.#training.every > 0;
    return this.#first && (heard.includes(name) || batches);
  }

  /** Define rather than assign: the user's own may be read-only. */
  #put(name: string, value: Method): void {
    const how = { value, writable: true, configurable: true };
    Object.defineProperty(this.#made, name, how);
  }

  #passing(name: string): Method {
    const call = (self: unknown, given: unknown[]) => this.#call(name, self, given);
    return function (...given) {
      return call(this, given);
    };
  }

  /** Nothing is awaited where nothing has to be: this runs with each batch. */
  #listening(name: Hook): Method {
    const training = this.#training;
    const { updates } = training;
    if (name === "onBatchBegin") return (batch) => updates.begin(batch as number);
    return (...given) => training.before(name, given);
  }

  #hearing(name: Hook): Method {
    const hear = (self: unknown, given: unknown[]) => this.#hear(name, self, given);
    return function (...given) {
      return hear(this, given);
    };
  }

  async #hear(name: Hook, self: unknown, given: unknown[]): Promise<unknown> {
    const reading = this.#first ? this.#training.before(name, given) : undefined;
    if (reading) await reading;
    this.#training.inside += 1;
    try {
      return await this.#call(name, self, given);
    } finally {
      this.#training.inside -= 1;
      this.#training.after(name, this.#callback);
    }
  }

  /** Call the user's own with the `this` that tfjs gives it. */
  #call(name: string, self: unknown, given: unknown[]): unknown {
    const own = this.#callback[name] as Method;
    return own.apply(self === this.#made ? this.#callback : self, given);
  }
}
