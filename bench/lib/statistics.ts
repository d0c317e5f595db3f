/** Return the value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  return low + (at - Math.floor(at)) * (sorted[Math.ceil(at)]! - low);
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** Return the range in which the middle half of the values lies. */
export const middleHalf = (values: readonly number[]) =>
  [quantile(values, 0.25), quantile(values, 0.75)] as const;

/**
 * Return the 95 % interval of the median by the bootstrap: medians of values drawn
 * with replacement.
 */
export function medianInterval(
  values: readonly number[],
  draws = 4000,
): readonly [number, number] {
  const draw = () => values[Math.floor(Math.random() * values.length)]!;
  const medians = Array.from({ length: draws }, () => median(values.map(draw)));
  return [quantile(medians, 0.025), quantile(medians, 0.975)];
}
