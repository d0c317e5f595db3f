import type { Numbers } from "./values";

/** What is counted of numbers; NaN is left out of all but its own count. */
export interface Stats {
  /** Null where there is no number. */
  min: number | null;
  max: number | null;
  /** Mean of the finite ones. */
  mean: number | null;
  nans: number;
  infinities: number;
}

/** Count numbers that stand in rows, a tally for each place of a row. */
export class Tally {
  readonly #min: Float64Array;
  readonly #max: Float64Array;
  readonly #sum: Float64Array;
  readonly #nans: Float64Array;
  readonly #infinities: Float64Array;
  readonly #count: Float64Array;
  readonly columns: number;

  /** @param columns places of a row; 1 counts all numbers together. */
  constructor(columns: number) {
    const all = (value: number) => new Float64Array(columns).fill(value);
    this.columns = columns;
    this.#min = all(Number.POSITIVE_INFINITY);
    this.#max = all(Number.NEGATIVE_INFINITY);
    this.#sum = all(0);
    this.#nans = all(0);
    this.#infinities = all(0);
    this.#count = all(0);
  }

  /**
   * Count some numbers, and tell how many of them are NaN.
   *
   * @param from place of the first among all, which tells its column.
   */
  add(values: Numbers, from: number): number {
    if (this.columns === 1 && this.#addFinite(values)) return 0;
    let nans = 0;
    let column = from % this.columns;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) {
        nans += 1;
        this.#nans[column]! += 1;
      } else this.#addOne(value, column);
      if (++column === this.columns) column = 0;
    }
    return nans;
  }

  #addOne(value: number, column: number): void {
    if (value < this.#min[column]!) this.#min[column] = value;
    if (value > this.#max[column]!) this.#max[column] = value;
    if (value - value === 0) {
      this.#sum[column]! += value;
      this.#count[column]! += 1;
    } else this.#infinities[column]! += 1;
  }

  /** Count numbers in a loop that is quick, or nothing where not all are finite. */
  #addFinite(values: Numbers): boolean {
    let [min, max, sum] = [this.#min[0]!, this.#max[0]!, 0];
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    }
    if (!Number.isFinite(sum)) return false;
    this.#min[0] = min;
    this.#max[0] = max;
    this.#sum[0]! += sum;
    this.#count[0]! += values.length;
    return true;
  }

  /** Tell of one column. */
  column(i: number): Stats {
    const any = this.#count[i]! + this.#infinities[i]! > 0;
    return {
      min: any ? this.#min[i]! : null,
      max: any ? this.#max[i]! : null,
      mean: this.#count[i]! > 0 ? this.#sum[i]! / this.#count[i]! : null,
      nans: this.#nans[i]!,
      infinities: this.#infinities[i]!,
    };
  }

  /** Tell of all numbers together. */
  total(): Stats {
    const sum = (counts: Float64Array) => counts.reduce((a, b) => a + b, 0);
    const [count, infinities] = [sum(this.#count), sum(this.#infinities)];
    const any = count + infinities > 0;
    return {
      min: any ? this.#min.reduce((a, b) => Math.min(a, b)) : null,
      max: any ? this.#max.reduce((a, b) => Math.max(a, b)) : null,
      mean: count > 0 ? sum(this.#sum) / count : null,
      nans: sum(this.#nans),
      infinities,
    };
  }
}
