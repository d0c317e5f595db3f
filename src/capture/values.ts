import { isDate, isMap, isSet } from "node:util/types";
import type { Scalar, Split } from "../store/facts";
import { isObject, isTensor } from "./tfjs";

/** A name and a value to be kept with its type. */
export type Param = readonly [name: string, value: Scalar];

/**
 * Flatten values into params: plain objects by dots, arrays as JSON text, dates as ISO
 * text, functions and instances by name, `undefined` left out. The result shares
 * nothing with what was given, which may change afterwards.
 */
export function flatten(values: object): Param[] {
  const params: Param[] = [];
  collect(values, "", params, new Set());
  return params;
}

function collect(values: object, prefix: string, into: Param[], above: Set<object>) {
  above.add(values);
  for (const [key, value] of Object.entries(values)) {
    const name = prefix + key;
    if (value === undefined) continue;
    if (!isPlain(value) || Object.keys(value).length === 0) {
      into.push([name, scalarFrom(value)]);
    } else if (above.has(value)) into.push([name, "[circular]"]);
    else collect(value, `${name}.`, into, above);
  }
  above.delete(values);
}

/** Turn any value into one that a column can hold. */
export function scalarFrom(value: unknown): Scalar {
  switch (typeof value) {
    case "boolean":
    case "string":
    case "number":
      return value;
    case "bigint":
      return BigInt(Number(value)) === value ? Number(value) : String(value);
    case "function":
      return value.name || "anonymous";
    case "object":
      return value === null ? null : textFrom(value);
    default:
      return String(value);
  }
}

function textFrom(value: object): string {
  if (isDate(value)) return dateText(value);
  if (Array.isArray(value)) return jsonFrom(value);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return jsonFrom(Array.from(value as unknown as ArrayLike<number>));
  }
  if (isSet(value) || isMap(value)) return jsonFrom([...value]);
  if (isTensor(value)) return `tensor ${JSON.stringify(value.shape)}`;
  return isPlain(value) ? jsonFrom(value) : nameOf(value);
}

/**
 * Write a value as JSON text in which nothing is lost: NaN, infinities and long
 * integers become strings, functions their names, tensors their shapes.
 */
export function jsonFrom(value: unknown): string {
  const above: object[] = [];
  return JSON.stringify(value, function (this: object, _key, inner: unknown) {
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (!isObject(inner)) return jsonScalar(inner);
    if (above.includes(inner)) return "[circular]";
    if (!Array.isArray(inner) && !isPlain(inner)) return scalarFrom(inner);
    above.push(inner);
    return inner;
  });
}

function jsonScalar(value: unknown): unknown {
  if (typeof value === "bigint") return scalarFrom(value);
  const odd = typeof value === "number" && !Number.isFinite(value);
  return odd ? String(value) : value;
}

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();
}

/** Name what an object was made by. */
export function nameOf(value: object): string {
  const made: unknown = value.constructor;
  return (typeof made === "function" && made.name) || "Object";
}

/** Tell whether a value is an object without a class of its own. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const parent: unknown = Object.getPrototypeOf(value);
  // An object of another realm, such as a notebook cell's, has another Object.
  return parent === null || Object.getPrototypeOf(parent) === null;
}

/** Tell which data a metric was measured on, by its name as Keras writes it. */
export function splitOf(metric: string): Split {
  if (metric.startsWith("val_")) return "validation";
  return metric.startsWith("test_") ? "test" : "train";
}
