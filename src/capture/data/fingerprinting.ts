import { type ClassCounter, type ClassCounts, classCounter } from "./classes";
import { ContentHash, isNumbers } from "./content-hash";
import { RowHashes } from "./row-hashes";
import { type Stats, Tally } from "./tally";
import type { DType, Values } from "./values";

/** What is known of a content: its hash, and numbers about it. */
export interface Fingerprint {
  /** See `ContentHash`. */
  readonly hash: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** Null for a single value. */
  readonly rows: number | null;
  readonly sizeBytes: number;
  /** Less than `sizeBytes` where only a part was read. */
  readonly readBytes: number;
  /** Null where these are no real numbers. */
  readonly stats: Stats | null;
  /** A tally a column, where there are few; else none. */
  readonly columns: readonly Stats[];
  readonly classes: ClassCounts | undefined;
  /** Fingerprints of the rows, where they were asked for. */
  readonly rowHashes: readonly bigint[] | undefined;
  /** Time that it took this thread. */
  readonly hashMs: number;
}

/** More columns than this, such as pixels, are counted together. */
const MOST_COLUMNS = 256;

/** Takes a content piece by piece, in its order, and tells its fingerprint. */
export class Fingerprinting {
  readonly #dtype: DType;
  readonly #hash: ContentHash;
  readonly #tally: Tally | undefined;
  readonly #classes: ClassCounter | undefined;
  readonly #rowHashes: RowHashes | undefined;
  #readBytes = 0;
  #ms = 0;

  /** @param rows whether to make fingerprints of rows; then pieces are whole rows. */
  constructor(dtype: DType, rowShape: readonly number[], { rows = false } = {}) {
    this.#dtype = dtype;
    this.#hash = new ContentHash(dtype);
    if (rows && dtype !== "json") this.#rowHashes = new RowHashes(dtype, rowShape);
    if (dtype === "string" || dtype === "complex64" || dtype === "json") return;
    const width = rowShape.reduce((a, b) => a * b, 1);
    const few = rowShape.length === 1 && width > 1 && width <= MOST_COLUMNS;
    this.#tally = new Tally(few ? width : 1);
    this.#classes = classCounter(rowShape);
  }

  /** Bytes taken so far. */
  get readBytes(): number {
    return this.#readBytes;
  }

  /**
   * Take a piece.
   *
   * @param from place of its first value among all.
   */
  add(values: Values, from: number): void {
    const began = performance.now();
    let nans = this.#dtype === "complex64";
    if (isNumbers(values)) {
      this.#readBytes += values.byteLength;
      if (this.#tally) nans = this.#tally.add(values, from) > 0;
      this.#classes?.add(values);
    } else this.#readBytes += lengthOf(values);
    this.#hash.update(values, nans);
    this.#rowHashes?.add(values, nans);
    this.#ms += performance.now() - began;
  }

  /**
   * Tell the fingerprint of what was taken.
   *
   * @param part which part of the content that was, where it was not all.
   */
  end(shape: readonly number[], { part = "", sizeBytes = this.#readBytes } = {}) {
    const stats = this.#tally?.total() ?? null;
    const columns = this.#tally && this.#tally.columns > 1 ? this.#tally.columns : 0;
    const fingerprint: Fingerprint = {
      hash: this.#hash.digest(shape, part),
      dtype: this.#dtype,
      shape,
      rows: shape[0] ?? null,
      sizeBytes,
      readBytes: this.#readBytes,
      stats,
      columns: Array.from({ length: columns }, (_, i) => this.#tally!.column(i)),
      classes: part ? undefined : this.#classes?.counts(),
      rowHashes: this.#rowHashes?.fingerprints,
      hashMs: this.#ms,
    };
    return fingerprint;
  }
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
