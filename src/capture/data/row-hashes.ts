import { ContentHash } from "./content-hash";
import type { DType, Values } from "./values";

/**
 * Fingerprints of rows: the first 64 bits of the hash that the row has as a content of
 * its own, with the row's shape.
 */
export class RowHashes {
  readonly fingerprints: bigint[] = [];
  readonly #dtype: DType;
  readonly #shape: readonly number[];
  readonly #width: number;

  constructor(dtype: DType, rowShape: readonly number[]) {
    this.#dtype = dtype;
    this.#shape = rowShape;
    const pairs = dtype === "complex64" ? 2 : 1;
    this.#width = rowShape.reduce((a, b) => a * b, pairs);
  }

  /** Take the values of whole rows. */
  add(values: Values, nans: boolean): void {
    for (let from = 0; from < values.length; from += this.#width) {
      const row = rowOf(values, from, from + this.#width);
      const hash = new ContentHash(this.#dtype).update(row, nans).digest(this.#shape);
      this.fingerprints.push(BigInt(`0x${hash.slice(0, 16)}`));
    }
  }
}

function rowOf(values: Values, from: number, to: number): Values {
  return Array.isArray(values)
    ? values.slice(from, to)
    : (values as Float32Array).subarray(from, to);
}
