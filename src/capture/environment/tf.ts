import { isObject } from "../tfjs";

/** TensorFlow.js as far as its state is read; a module that a user imports as `tf`. */
export interface TfState {
  readonly version?: unknown;
  getBackend?(): unknown;
  backend?(): unknown;
  memory?(): unknown;
}

/** Find the TensorFlow.js that is loaded, without loading any. */
export function loadedTf(
  modules: Readonly<Record<string, { exports?: unknown } | undefined>> = require.cache,
): TfState | undefined {
  return Object.entries(modules)
    .filter(([path]) =>
      /[\\/]@tensorflow[\\/]tfjs(?:-core|-node|-node-gpu)?[\\/]/.test(path),
    )
    .map(([, module]) => module?.exports)
    .find(isState);
}

function isState(value: unknown): value is TfState {
  return isObject(value) && typeof value.getBackend === "function";
}

/** Name the backend in use; nothing before the first use, which alone may choose one. */
export function backendOf(tf: TfState | undefined): string | undefined {
  try {
    const name = tf?.getBackend?.();
    return typeof name === "string" && name !== "" ? name : undefined;
  } catch {
    return undefined;
  }
}
