/**
 * Choose at most `most` points of a curve so that it looks the same: the first, the
 * last, and the least and greatest of each bucket of x. Returns their indices, rising.
 *
 * @param x rising, finite; `y` finite, as long as `x`.
 */
export function thin(
  x: readonly number[],
  y: readonly number[],
  most: number,
): number[] {
  const all = x.map((_, i) => i);
  if (x.length <= most) return all;
  const last = x.length - 1;
  const ends = [0, last].slice(0, Math.max(1, most));
  const buckets = Math.floor((most - 2) / 2);
  if (buckets < 1) return ends;
  const width = (x[last]! - x[0]!) / buckets;
  const bucketOf = (i: number) =>
    width > 0 ? Math.min(buckets - 1, Math.floor((x[i]! - x[0]!) / width)) : 0;
  const kept = new Set([...ends, ...extremes(all, y, bucketOf)]);
  return [...kept].sort((a, b) => a - b);
}

/**
 * Share `total` points among curves of these lengths: who needs less leaves the rest to
 * the others. Each gets at least 2, so that it has a beginning and an end.
 */
export function shares(lengths: readonly number[], total: number): number[] {
  const result = lengths.map(() => 0);
  const shortestFirst = lengths
    .map((_, i) => i)
    .sort((a, b) => lengths[a]! - lengths[b]!);
  let left = total;
  shortestFirst.forEach((curve, done) => {
    const fair = Math.max(2, Math.floor(left / (lengths.length - done)));
    result[curve] = Math.min(lengths[curve]!, fair);
    left -= result[curve]!;
  });
  return result;
}

function extremes(
  indices: readonly number[],
  y: readonly number[],
  bucketOf: (index: number) => number,
): number[] {
  const least = new Map<number, number>();
  const greatest = new Map<number, number>();
  for (const i of indices) {
    const bucket = bucketOf(i);
    if (!(y[least.get(bucket) ?? -1]! <= y[i]!)) least.set(bucket, i);
    if (!(y[greatest.get(bucket) ?? -1]! >= y[i]!)) greatest.set(bucket, i);
  }
  return [...least.values(), ...greatest.values()];
}
