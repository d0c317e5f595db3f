/** One fact of a run, such as a metric's value in an epoch. */
export interface Fact {
  /** What a difference in it is a cause of; null for a result. */
  because: string | null;
  name: string;
  /** Tells the facts of one name apart; the same fact has the same in both runs. */
  key: string;
  /** Epoch across the phases of the run, where it belongs to one. */
  epoch: number | null;
  value: unknown;
}

/** A fact that is not the same in both runs; undefined where one does not have it. */
export interface Difference extends Omit<Fact, "value"> {
  before: unknown;
  now: unknown;
}

/**
 * Compare the facts of a run with those of the same run made again, bit for bit.
 *
 * @param options `cut`: the first run did not come to its end, and what the second
 * has beyond it counts for nothing.
 */
export function differencesOf(
  before: readonly Fact[],
  now: readonly Fact[],
  { cut = false }: { cut?: boolean } = {},
): Difference[] {
  const known = new Set(before.map(keyOf));
  const again = new Map(now.map((fact) => [keyOf(fact), fact]));
  const changed = before.flatMap(({ value, ...fact }) => {
    const other = again.get(keyOf(fact));
    const same = other !== undefined && Object.is(value, other.value);
    return same || (cut && fact.key.startsWith("end"))
      ? []
      : [{ ...fact, before: value, now: other?.value }];
  });
  if (cut) return changed;
  const more = now
    .filter((fact) => !known.has(keyOf(fact)))
    .map(({ value, ...fact }) => ({ ...fact, before: undefined, now: value }));
  return [...changed, ...more];
}

function keyOf({ because, name, key }: Omit<Fact, "value">): string {
  return `${because}\n${name}\n${key}`;
}

/** Return the first epoch that differs; null where no difference belongs to one. */
export function firstEpoch(differences: readonly Difference[]): number | null {
  const epochs = differences.flatMap(({ epoch }) => (epoch === null ? [] : [epoch]));
  return epochs.length === 0 ? null : epochs.reduce((a, b) => Math.min(a, b));
}

/** Return the result whose two numbers are furthest apart, and how far that is. */
export function furthest(
  differences: readonly Difference[],
): { by: number; of: Difference } | null {
  let found: { by: number; of: Difference } | null = null;
  for (const of of differences) {
    if (typeof of.before !== "number" || typeof of.now !== "number") continue;
    const by = Math.abs(of.before - of.now);
    if (by > (found?.by ?? -1)) found = { by, of };
  }
  return found;
}
