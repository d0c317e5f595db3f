/** From so much in common on, one text is taken as another that was edited. */
const ALIKE = 0.5;

/** Tell whether a text is probably another one, edited. */
export function isEdited(text: string, other: string): boolean {
  return likeness(text, other) >= ALIKE;
}

/**
 * Return what two texts have in common: 0 for nothing, 1 where both are of the same words and
 * signs, as often. Source: Dice, "Measures of the amount of ecologic association between
 * species", 1945.
 */
function likeness(a: string, b: string): number {
  const [one, two] = [countsOf(a), countsOf(b)];
  let common = 0;
  for (const [token, count] of one) common += Math.min(count, two.get(token) ?? 0);
  const all = sum(one) + sum(two);
  return all === 0 ? 1 : (2 * common) / all;
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [token] of text.matchAll(/[\p{L}\p{N}_$]+|\S/gu)) {
    counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}
