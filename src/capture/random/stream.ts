import { sha256 } from "../../util/sha256";
import { Generator } from "./generator";

/**
 * The random numbers of one piece of code: of a session, of a cell in it, of a run in
 * that. What one draws changes nothing in another.
 */
export class Stream extends Generator {
  /** Its place in the session, such as `cell 2/run 1`. */
  readonly path: string;
  readonly #seed: number;
  readonly #made = new Map<string, number>();

  constructor(seed: number, path: string) {
    super(`tfjs-prov ${seed}/${path}`);
    this.#seed = seed;
    this.path = path;
  }

  /** Make the next stream within this one; its draws are its own. */
  child(kind: "cell" | "run"): Stream {
    const name = this.#numbered(kind);
    const path = this.path === "session" ? name : `${this.path}/${name}`;
    return new Stream(this.#seed, path);
  }

  /** Make the seed of a dataset's shuffle, without a draw. */
  shuffleSeed(): string {
    const name = `${this.#seed}/${this.path}/${this.#numbered("shuffle")}`;
    return sha256(`tfjs-prov ${name}`);
  }

  #numbered(kind: string): string {
    const number = (this.#made.get(kind) ?? 0) + 1;
    this.#made.set(kind, number);
    return `${kind} ${number}`;
  }
}

/** Return the stream that a session's others come from. */
export function sessionStream(seed: number): Stream {
  return new Stream(seed, "session");
}
