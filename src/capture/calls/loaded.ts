import { isObject, isTfjs, type Tfjs } from "../tfjs";

/**
 * Find the tfjs modules that the user has loaded already, without loading any: for
 * `prov.callback()`, which is handed neither tfjs nor a model.
 */
export function loadedTfjs(): Tfjs[] {
  return Object.entries(require.cache)
    .filter(([path]) => /[\\/]@tensorflow[\\/]tfjs-layers[\\/]/.test(path))
    .map(([, module]) => module?.exports as unknown)
    .filter(isTfjs);
}

/**
 * Find the module of layers behind a tfjs: the functions that it exports are looked up there
 * at each call, and can't be replaced in tfjs itself.
 */
export function layersModule(tf: Tfjs): object | undefined {
  return loadedTfjs().find(({ LayersModel }) => LayersModel === tf.LayersModel);
}

/** Return the prototype that makes an object one of tfjs' callbacks. */
export function callbackPrototype(tf: Tfjs | undefined): object | undefined {
  const { Callback } = (tf ?? {}) as { Callback?: unknown };
  if (!isObject(Callback)) return undefined;
  return isObject(Callback.prototype) ? Callback.prototype : undefined;
}

/** Return what was passed as tfjs, or throw a TypeError that says what to pass. */
export function tfjsFrom(value: unknown): Tfjs {
  if (isTfjs(value)) return value;
  const got = value === null ? "null" : typeof value;
  throw new TypeError(
    [
      `Expected TensorFlow.js, got ${got} without LayersModel and Sequential`,
      '  try: import * as tf from "@tensorflow/tfjs"; prov.autolog(tf)',
    ].join("\n"),
  );
}
