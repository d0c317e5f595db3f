import type { Reading } from "./reading";

const keyOf = ({ name, gpu }: Reading) => `${name} ${gpu ?? ""}`;

/** What meters that only grow showed when each run began: the rest is the run's. */
export class Meters<Run extends object> {
  readonly #read: () => readonly Reading[];
  readonly #begun = new WeakMap<Run, ReadonlyMap<string, number>>();

  /** @param read tells what all meters show. */
  constructor(read: () => readonly Reading[]) {
    this.#read = read;
  }

  /** Take note of what the meters show as a run begins. */
  begin(run: Run): void {
    const shown = this.#read().map((one) => [keyOf(one), one.value] as const);
    this.#begun.set(run, new Map(shown));
  }

  /** Return what they grew by since a run began; one that came later began at 0. */
  of(run: Run, shown: readonly Reading[] = this.#read()): Reading[] {
    const begun = this.#begun.get(run);
    if (!begun) return [];
    return shown.map((one) => ({
      ...one,
      value: Math.max(0, one.value - (begun.get(keyOf(one)) ?? 0)),
    }));
  }

  read(): readonly Reading[] {
    return this.#read();
  }
}
