import { setImmediate as turn } from "node:timers/promises";
import type { TensorLike } from "../tfjs";
import { type Fingerprint, Fingerprinting } from "./fingerprinting";
import { type Content, type DType, dtypeOf, type Values, valuesFrom } from "./values";

/** Up to so many bytes all is read; of more, blocks in even distances. */
export const FULL_BYTES = 256 * 2 ** 20;
export const BLOCKS = 64;
export const BLOCK_BYTES = 2 ** 20;
/** Numbers taken at once: a quarter of a MiB, some 0.5 ms. */
const CHUNK = 2 ** 16;
/** The event loop turns after so many ms, so that a training goes on meanwhile. */
const SLICE_MS = 4;

/** What of a content is read, in its order. */
interface Piece {
  /** Place of its first value among all. */
  readonly from: number;
  readonly values: Values | Promise<Values>;
}

interface Pieces {
  readonly pieces: readonly Piece[];
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Which part that is, where it is not all. */
  readonly part: string;
  readonly sizeBytes?: number;
}

/** How to read. */
export interface ReadOptions {
  /** Whether to make fingerprints of the rows, where all is read. */
  rows: boolean;
  /** Bytes up to which all is read. */
  fullBytes?: number;
}

/**
 * Begin to read a tensor at once, so that it may be disposed of afterwards, and return
 * what goes on with that: it resolves to the fingerprint. No tensor is left behind.
 *
 * @throws TypeError for a dtype that can't be hashed; the user's tensor may be disposed.
 */
export function tensorReader(tensor: TensorLike, options: ReadOptions) {
  const dtype = dtypeOf(tensor);
  const shape = [...tensor.shape];
  const blocks = blocksOf(productOf(shape), dtype, options);
  const values = async (one: TensorLike) => valuesFrom(await one.data(), dtype);
  const pieces = blocks
    ? blocks.map((block) => ({
        from: block.from,
        values: sliced(tensor, block, values),
      }))
    : [{ from: 0, values: values(tensor) }];
  // Whoever reads them learns of an error; until then it is not unhandled.
  for (const piece of pieces) piece.values.catch(() => {});
  return readerOf({ pieces, dtype, shape, ...boundOf(blocks, shape, dtype) }, options);
}

/** Return what resolves to the fingerprint of an array. */
export function contentReader(content: Content, options: ReadOptions) {
  const { dtype, shape, values } = content;
  const blocks = blocksOf(productOf(shape), dtype, options);
  const pieces = blocks
    ? blocks.map(({ from, count }) => ({
        from,
        values: part(values, from, from + count),
      }))
    : [{ from: 0, values }];
  return readerOf({ pieces, dtype, shape, ...boundOf(blocks, shape, dtype) }, options);
}

function readerOf(all: Pieces, { rows }: ReadOptions): () => Promise<Fingerprint> {
  return () => read(all, rows && all.part === "" && all.shape.length > 0);
}

async function read(all: Pieces, rows: boolean): Promise<Fingerprint> {
  const { dtype, shape, part: name, sizeBytes } = all;
  const rowShape = shape.slice(1);
  const print = new Fingerprinting(dtype, rowShape, { rows });
  const chunk = rows ? wholeRows(productOf(rowShape) * widthOf(dtype)) : CHUNK;
  let since = performance.now();
  for (const piece of all.pieces) {
    const values = await piece.values;
    for (let from = 0; from < values.length; from += chunk) {
      print.add(part(values, from, from + chunk), piece.from + from);
      if (performance.now() - since < SLICE_MS) continue;
      await turn();
      since = performance.now();
    }
  }
  return print.end(shape, { part: name, sizeBytes });
}

function wholeRows(width: number): number {
  return Math.max(1, Math.floor(CHUNK / Math.max(1, width))) * Math.max(1, width);
}

function part(values: Values, from: number, to: number): Values {
  return Array.isArray(values)
    ? values.slice(from, to)
    : (values as Float32Array).subarray(from, to);
}

interface Block {
  readonly from: number;
  readonly count: number;
}

/** Return the blocks to read of so many values; nothing where all is read. */
function blocksOf(
  size: number,
  dtype: DType,
  options: ReadOptions,
): Block[] | undefined {
  const { fullBytes = FULL_BYTES } = options;
  const bytes = bytesOf(dtype);
  if (bytes === undefined || size * bytes <= fullBytes) return undefined;
  const count = Math.min(BLOCK_BYTES, fullBytes / BLOCKS) / bytes;
  const step = (size - count) / (BLOCKS - 1);
  return Array.from({ length: BLOCKS }, (_, i) => ({
    from: Math.floor(i * step),
    count,
  }));
}

function boundOf(
  blocks: readonly Block[] | undefined,
  shape: readonly number[],
  dtype: DType,
): Pick<Pieces, "part" | "sizeBytes"> {
  if (!blocks) return { part: "" };
  const bytes = bytesOf(dtype)!;
  const part = `${blocks.length} blocks of ${blocks[0]!.count * bytes} bytes`;
  return { part, sizeBytes: productOf(shape) * bytes };
}

async function sliced(
  tensor: TensorLike,
  { from, count }: Block,
  values: (one: TensorLike) => Promise<Values>,
): Promise<Values> {
  const flat = tensor.reshape!([productOf(tensor.shape)]);
  const block = flat.slice!([from], [count]);
  flat.dispose!();
  const reading = values(block);
  return reading.finally(() => block.dispose!());
}

/** Bytes of a value; undefined for those whose size is not known before. */
function bytesOf(dtype: DType): number | undefined {
  const sizes = { float32: 4, int32: 4, bool: 1, complex64: 8 } as const;
  return dtype === "string" || dtype === "json" ? undefined : sizes[dtype];
}

/** Numbers of a value. */
function widthOf(dtype: DType): number {
  return dtype === "complex64" ? 2 : 1;
}

export function productOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}
