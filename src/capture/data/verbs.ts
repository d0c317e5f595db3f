import type { Guard } from "../guard";
import type { DataCapture } from "./data-capture";
import type { DatasetOptions, Naming } from "./naming";

/** What the verbs of data need. */
interface Reader {
  readonly data: DataCapture | undefined;
  readonly naming: Naming;
  readonly guard: Guard;
}

/** What a user says about data. */
export class DataVerbs {
  readonly #data: DataCapture | undefined;
  readonly #naming: Naming;
  readonly #guard: Guard;

  constructor({ data, naming, guard }: Reader) {
    this.#data = data;
    this.#naming = naming;
    this.#guard = guard;
  }

  /**
   * Name data, and return just that data; `derivedFrom` and `by` tell what it was made
   * from, `rows: true` makes a fingerprint of each row.
   *
   * @example
   * const xs = prov.dataset(tf.tensor2d(rows), { name: "penguins", source: "penguins.json" });
   */
  dataset<T>(data: T, options: DatasetOptions = {}): T {
    this.#guard.attempt("a dataset", () => this.#naming.name(data, options));
    return data;
  }

  /**
   * Wrap a function that prepares data: what it is given and what it returns are
   * recorded as a step from one to the other, with its time and a hash of its source.
   *
   * @example
   * const scaled = prov.step("normalise", (x: tf.Tensor) => x.div(255))(xs);
   */
  step<A extends unknown[], R>(
    name: string,
    body: (...given: A) => R,
  ): (...given: A) => R {
    return (...given) => this.#naming.run(name, body, given);
  }

  /** Resolve when the data that was named or tested on is known, at once when it is. */
  protected told(): Promise<unknown> | undefined {
    return this.#data?.told();
  }

  /** Resolve when the data that was begun to be read is known. */
  async settled(): Promise<void> {
    await this.#data?.settled();
  }
}
