import { isObject } from "../tfjs";
import { ownIn } from "../training/own-callback";

/** On callbacks of ours that stay in a list, which may hold plain objects beside them. */
export const mixes = Symbol("tfjs-prov mixes");

type SetParams = (this: unknown, params: unknown) => unknown;
type MakeCallback = new (callback: unknown) => unknown;

/**
 * Let one of ours stand in a list before plain objects. tfjs takes a list whose first
 * entry is an instance of its callbacks as it is, and would call `setParams` on the
 * plain ones; here they are wrapped as tfjs wraps them in a list of their own. Only for
 * a fit that began before `prov.callback()`, written among its arguments, could patch it.
 *
 * @returns what puts tfjs' own method back.
 */
export function allowMixedLists(tf: object): () => void {
  const { CallbackList, CustomCallback } = tf as Record<string, unknown>;
  const owner = isObject(CallbackList) ? CallbackList.prototype : undefined;
  const was = isObject(owner)
    ? Object.getOwnPropertyDescriptor(owner, "setParams")
    : undefined;
  if (!was || typeof CustomCallback !== "function") return () => {};
  const original = was.value as SetParams;
  const value: SetParams = function (params) {
    wrapPlain(this as { callbacks: unknown[] }, CustomCallback as MakeCallback);
    return original.call(this, params);
  };
  Object.defineProperty(owner, "setParams", { ...was, value });
  return () => void Object.defineProperty(owner, "setParams", was);
}

function wrapPlain(list: { callbacks: unknown[] }, Custom: MakeCallback): void {
  const mixed = list.callbacks.some((one) => isObject(one) && mixes in one);
  if (!mixed && !ownIn(list.callbacks)) return;
  list.callbacks = list.callbacks.map((callback) =>
    isObject(callback) && typeof callback.setParams !== "function"
      ? new Custom(callback)
      : callback,
  );
}
