import { type Hook, hooks } from "./callback-names";
import { isObject } from "./tfjs";
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
 * `this`. So tfjs waits and yields as it did without us. The first entry records before
 * the user's code runs; each tells what its own callback did. Nothing given is changed.
 */
export function placed(callbacks: unknown, training: Training): unknown {
  if (callbacks == null) return heardBy(training, {});
  if (!Array.isArray(callbacks)) return inFrontOf(callbacks, true, training);
  // With an empty list tfjs never yields; neither must the one that we add.
  if (callbacks.length === 0) {
    return [heardBy(training, { nextFrameFunc: () => Promise.resolve() })];
  }
  return callbacks.map((callback: unknown, i) =>
    inFrontOf(callback, i === 0, training),
  );
}

/** Give an entry of our own every hook that we need. */
function heardBy(training: Training, callback: Callback): unknown {
  return inFrontOf(callback, true, training);
}

/** Stand in front of one callback; by prototype it stays an instance of its class. */
function inFrontOf(callback: unknown, first: boolean, training: Training): unknown {
  if (!isObject(callback)) return callback;
  const front = Object.create(callback) as Callback;
  for (const name of setters) {
    if (typeof callback[name] === "function")
      put(front, name, passed(front, callback, name));
  }
  for (const name of hooks) {
    const own = typeof callback[name] === "function";
    const needed =
      first && (heard.includes(name) || (name === "onBatchEnd" && training.every > 0));
    if (own || needed) put(front, name, hooked(front, callback, name, first, training));
  }
  return front;
}

/** Define rather than assign: the user's own may be read-only. */
function put(front: Callback, name: string, value: Method): void {
  Object.defineProperty(front, name, { value, writable: true, configurable: true });
}

function passed(front: Callback, callback: Callback, name: string): Method {
  return function (...given) {
    const own = callback[name] as Method;
    return own.apply(this === front ? callback : this, given);
  };
}

function hooked(
  front: Callback,
  callback: Callback,
  name: Hook,
  first: boolean,
  training: Training,
): Method {
  return async function (...given) {
    const reading = first ? training.before(name, given) : undefined;
    if (reading) await reading;
    const own = callback[name];
    if (typeof own !== "function") return undefined;
    training.inside += 1;
    try {
      return (await own.apply(this === front ? callback : this, given)) as unknown;
    } finally {
      training.inside -= 1;
      training.after(name, callback);
    }
  };
}
