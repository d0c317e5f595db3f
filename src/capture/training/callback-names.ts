import { isObject } from "../tfjs";
import { nameOf } from "../values";

/** The methods of a callback that tfjs calls, and at which a user's code runs. */
export const hooks = [
  "onTrainBegin",
  "onTrainEnd",
  "onEpochBegin",
  "onEpochEnd",
  "onBatchBegin",
  "onBatchEnd",
  "onYield",
] as const;

/** The name of one of them. */
export type Hook = (typeof hooks)[number];

/** Name each callback of a list: its class, or the hooks that a plain object has. */
export function callbackNames(callbacks: unknown): string[] {
  if (callbacks == null) return [];
  return (Array.isArray(callbacks) ? callbacks : [callbacks]).map(callbackName);
}

/** Name one callback, such as `EarlyStopping` or `{ onEpochEnd }`. */
export function callbackName(callback: unknown): string {
  if (!isObject(callback)) return String(callback);
  const name = nameOf(callback);
  if (name !== "Object") return name;
  const own = hooks.filter((hook) => typeof callback[hook] === "function");
  return own.length === 0 ? "{}" : `{ ${own.join(", ")} }`;
}

/** Say that a callback was the cause of something; nothing where none was. */
export function causeOf(callback: unknown): string | undefined {
  return callback === undefined ? undefined : `callback ${callbackName(callback)}`;
}
