import type { FactTables } from "./facts";

/** Tables whose rows come again with each run, and the key of what they describe. */
const keys: { readonly [T in keyof FactTables]?: keyof FactTables[T] } = {
  models: "model_id",
  layers: "model_id",
  environments: "environment_id",
  packages: "environment_id",
};

/**
 * What was handed over for the open file, so that it is not again with each run of a
 * loop. What the file held before is not known here: writing leaves it out.
 */
export class Held {
  readonly #added = new Set<string>();
  readonly #held = new Set<string>();

  /** Tell whether a row needs no adding; one that does is taken note of. */
  has<T extends keyof FactTables>(table: T, row: FactTables[T]): boolean {
    const key = keys[table];
    if (key === undefined) return false;
    const name = `${table} ${String(row[key])}`;
    if (this.#held.has(name)) return true;
    this.#added.add(name);
    return false;
  }

  /** All that was added is handed over, the several rows of one thing together. */
  taken(): void {
    for (const name of this.#added) this.#held.add(name);
    this.#added.clear();
  }

  /** Know nothing: another file may be written from here on. */
  forget(): void {
    this.#added.clear();
    this.#held.clear();
  }
}
