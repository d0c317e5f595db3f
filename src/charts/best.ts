import { greaterWords, lessWords } from "../util/better";

const greater = new Set(greaterWords);
const less = new Set(lessWords);

/**
 * Tell whether more of a metric is better. Its name is read in words: any word of loss
 * or error says no; else any word such as accuracy, auc or f1 says yes; else no, as most
 * that a training reports is to be brought down.
 *
 * `val_binaryAccuracy` yes, `val_loss` no, `accuracy_loss` no, `mse` no,
 * `cosineProximity` no (TensorFlow.js returns it negated).
 */
export function greaterIsBetter(metric: string): boolean {
  const words = metric
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return (
    !words.some((word) => less.has(word)) && words.some((word) => greater.has(word))
  );
}

/** Sort by the value of a metric, best first; what has no value comes last. */
export function bestFirst<T>(
  items: readonly T[],
  metric: string,
  of: (item: T) => number | undefined,
): T[] {
  const sign = greaterIsBetter(metric) ? -1 : 1;
  const key = (item: T) => sign * (of(item) ?? sign * Number.POSITIVE_INFINITY);
  return [...items].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
