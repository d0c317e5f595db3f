import { sha256 } from "../../util/sha256";

/** Name of the generator, as the file tells it. */
export const GENERATOR = "xoshiro128**";

/**
 * Draws numbers from a state of 128 bits. Source: Blackman and Vigna, "Scrambled linear
 * pseudorandom number generators", 2021; each number takes 53 bits from two steps.
 */
export class Generator {
  #a: number;
  #b: number;
  #c: number;
  #d: number;
  /** Numbers drawn so far. */
  draws = 0;

  /** Start from a text: equal texts give equal numbers. */
  constructor(from: string) {
    const digest = Buffer.from(sha256(from), "hex");
    this.#a = digest.readInt32LE(0);
    this.#b = digest.readInt32LE(4);
    this.#c = digest.readInt32LE(8);
    this.#d = digest.readInt32LE(12);
  }

  /** Draw a number from 0 up to, not including, 1. */
  next(): number {
    this.draws += 1;
    const high = this.#word() >>> 5;
    const low = this.#word() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** The state as 32 hexadecimal digits. */
  get state(): string {
    return [this.#a, this.#b, this.#c, this.#d]
      .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
      .join("");
  }

  #word(): number {
    const five = Math.imul(this.#b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }
}
