import type { Numbers } from "./values";

/** Rows of each class, by its number. */
export type ClassCounts = ReadonlyMap<number, number>;

/** Counts classes until it sees that the numbers are no labels. */
export interface ClassCounter {
  add(values: Numbers): void;
  /** The counts; nothing where these are no labels. */
  counts(): ClassCounts | undefined;
}

/** More different whole numbers than this are measurements, not classes. */
const MOST_CLASSES = 256;

/** Return what counts the classes in rows of so many numbers, if they can be labels. */
export function classCounter(rowShape: readonly number[]): ClassCounter | undefined {
  const width = rowShape.reduce((a, b) => a * b, 1);
  if (width === 1) return new WholeNumbers();
  const vector = rowShape.length === 1 && width > 1 && width <= MOST_CLASSES;
  return vector ? new OneHot(width) : undefined;
}

/** Labels that are numbers: one a row. */
class WholeNumbers implements ClassCounter {
  /** Of 0 to 255, as most labels are: ten times faster than a map. */
  readonly #small = new Float64Array(256);
  readonly #others = new Map<number, number>();
  #labels = true;

  add(values: Numbers): void {
    for (let i = 0; i < values.length && this.#labels; i++) {
      const value = values[i]!;
      const index = value & 255;
      if (index === value) this.#small[index]! += 1;
      else this.#other(value);
    }
  }

  #other(value: number): void {
    this.#labels = Number.isSafeInteger(value) && this.#others.size < MOST_CLASSES;
    this.#others.set(value, (this.#others.get(value) ?? 0) + 1);
  }

  counts(): ClassCounts | undefined {
    const small = Array.from(this.#small, (rows, i) => [i, rows] as const);
    const counts = new Map([...small.filter(([, rows]) => rows > 0), ...this.#others]);
    const few = counts.size > 0 && counts.size <= MOST_CLASSES;
    return this.#labels && few ? counts : undefined;
  }
}

/** Labels that are rows of zeros with a single one. */
class OneHot implements ClassCounter {
  readonly #ones: number[];
  #column = 0;
  #inRow = 0;
  #labels = true;

  constructor(width: number) {
    this.#ones = new Array<number>(width).fill(0);
  }

  add(values: Numbers): void {
    for (let i = 0; i < values.length && this.#labels; i++) {
      const value = values[i]!;
      if (value === 1) {
        this.#inRow += 1;
        this.#ones[this.#column]! += 1;
      } else if (value !== 0) this.#labels = false;
      if (++this.#column === this.#ones.length) this.#rowEnds();
    }
  }

  #rowEnds(): void {
    if (this.#inRow !== 1) this.#labels = false;
    this.#inRow = 0;
    this.#column = 0;
  }

  counts(): ClassCounts | undefined {
    const any = this.#labels && this.#ones.some((ones) => ones > 0);
    return any ? new Map(this.#ones.map((ones, i) => [i, ones])) : undefined;
  }
}
