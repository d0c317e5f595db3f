import { isObject, isTensor, type TensorLike } from "../tfjs";
import { isPlain, jsonFrom } from "../values";

/** What the values of a content are; `json` for records that are no tensor. */
export type DType = "float32" | "int32" | "bool" | "string" | "complex64" | "json";

/** Values in the bytes that are hashed: complex ones in pairs, booleans as 0 and 1. */
export type Numbers = Float32Array | Int32Array | Uint8Array;
export type Values = Numbers | readonly string[];

/** Values with what they are. */
export interface Content {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values: Values;
}

const dtypes: readonly string[] = ["float32", "int32", "bool", "string", "complex64"];

/**
 * Tell the dtype of a tensor.
 *
 * @throws TypeError for one that no tfjs 4 has.
 */
export function dtypeOf({ dtype }: TensorLike): DType {
  if (dtype !== undefined && dtypes.includes(dtype)) return dtype as DType;
  throw new TypeError(`A tensor of ${String(dtype)} can't be hashed`);
}

/** Turn what a backend returned into the values of a dtype. */
export function valuesFrom(data: ArrayLike<unknown>, dtype: DType): Values {
  switch (dtype) {
    case "float32":
    case "complex64":
      return floatsFrom(data as ArrayLike<number>);
    case "int32":
      return data instanceof Int32Array ? data : Int32Array.from(data as number[]);
    case "bool":
      return data instanceof Uint8Array ? data : Uint8Array.from(data as number[]);
    default:
      return Array.from(data, String);
  }
}

function floatsFrom(data: ArrayLike<number>): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data);
}

/**
 * Read an array as tfjs would make a tensor of it: numbers are float32, whole numbers of
 * a typed array int32. What no tensor can be made of is kept as JSON text. The values
 * are a copy.
 */
export function contentFrom(array: object): Content {
  if (ArrayBuffer.isView(array)) return typedContent(array as unknown as Numbers);
  const shape = shapeOf(array as readonly unknown[]);
  const leaves = shape && flatten(array as readonly unknown[], shape);
  if (shape && leaves) return { shape, ...leaves };
  const rows = Array.isArray(array) ? [array.length] : [];
  return { dtype: "json", shape: rows, values: [jsonFrom(array)] };
}

const wholes = /^(Uint8|Uint8Clamped|Int8|Int16|Uint16|Int32)Array$/;

function typedContent(array: ArrayLike<number>): Content {
  const dtype = wholes.test(array.constructor.name) ? "int32" : "float32";
  const shape = [array.length];
  const values = dtype === "int32" ? Int32Array.from(array) : Float32Array.from(array);
  return { dtype, shape, values };
}

/** Return the lengths of nested arrays along their first entries. */
function shapeOf(array: readonly unknown[]): number[] | undefined {
  const shape: number[] = [];
  let inner: unknown = array;
  while (isList(inner)) {
    if (shape.length === 6) return undefined;
    shape.push(inner.length);
    inner = inner[0];
  }
  return shape;
}

/** Return the entries of nested arrays; nothing where lengths or types differ. */
function flatten(
  array: readonly unknown[],
  shape: readonly number[],
): Pick<Content, "dtype" | "values"> | undefined {
  const leaves: unknown[] = [];
  if (!collect(array, shape, leaves)) return undefined;
  const kind = leaves.length === 0 ? "number" : typeof leaves[0];
  if (leaves.some((leaf) => typeof leaf !== kind)) return undefined;
  switch (kind) {
    case "number":
      return { dtype: "float32", values: Float32Array.from(leaves as number[]) };
    case "boolean":
      return { dtype: "bool", values: Uint8Array.from(leaves, Number) };
    case "string":
      return { dtype: "string", values: leaves as string[] };
    default:
      return undefined;
  }
}

function collect(
  entries: ArrayLike<unknown>,
  [length, ...deeper]: readonly number[],
  into: unknown[],
): boolean {
  if (entries.length !== length) return false;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    if (isList(entry) !== deeper.length > 0) return false;
    if (!isList(entry)) into.push(entry);
    else if (!collect(entry, deeper, into)) return false;
  }
  return true;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  if (Array.isArray(value)) return true;
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** One piece of data with its name among the others; null where it is alone. */
export interface Part {
  readonly name: string | null;
  readonly value: object;
}

/** How deep tensors are looked for in lists and objects. */
const DEEP = 4;

/** List the tensors and arrays in some data: one, a list of them, or named ones. */
export function partsOf(data: unknown, name: string | null = null, depth = 0): Part[] {
  if (!isObject(data) || depth > DEEP) return [];
  if (isTensor(data) || isStream(data)) return [{ name, value: data }];
  const holds = isHolder(data);
  if (!holds) return isList(data) ? [{ name, value: data }] : [];
  return Object.entries(data).flatMap(([key, inner]) =>
    partsOf(inner, name === null ? key : `${name}.${key}`, depth + 1),
  );
}

/** Tell lists that hold tensors, and plain objects, from arrays of values. */
function isHolder(data: object): boolean {
  if (Array.isArray(data)) return data.some((one) => isTensor(one) || holdsTensor(one));
  return isPlain(data);
}

function holdsTensor(value: unknown): boolean {
  if (isList(value) || !isPlain(value)) return Array.isArray(value) && isHolder(value);
  return Object.values(value).some((inner) => isTensor(inner) || isStream(inner));
}

/** What a `tf.data.Dataset` and its iterators are, by shape. */
export interface StreamLike {
  iterator?(): Promise<IteratorLike>;
  next?(): Promise<Step>;
}
export interface IteratorLike {
  next(): Promise<Step>;
}
export interface Step {
  readonly value: unknown;
  readonly done?: boolean;
}

/** Tell whether data comes in batches: a `tf.data.Dataset`, or an iterator of one. */
export function isStream(value: unknown): value is StreamLike & object {
  if (!isObject(value) || isTensor(value)) return false;
  return typeof value.iterator === "function" || typeof value.next === "function";
}
