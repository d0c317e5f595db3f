/**
 * Smooth values exponentially, corrected for the start, as TensorBoard does: each
 * result is the mean of the values so far, weighted by `factor` to the power of their
 * age. A value that isn't finite stays as it is and weighs nothing.
 *
 * @throws RangeError when `factor` is not in 0 ≤ factor < 1.
 */
export function smooth(values: ArrayLike<number>, factor: number): number[] {
  checkFactor(factor);
  let sum = 0;
  let weight = 0;
  return Array.from(values, (value) => {
    if (!Number.isFinite(value)) return value;
    sum = factor * sum + (1 - factor) * value;
    weight = factor * weight + (1 - factor);
    return sum / weight;
  });
}

function checkFactor(factor: number): void {
  if (factor >= 0 && factor < 1) return;
  throw new RangeError(
    [
      `Could not smooth by ${factor}`,
      "  smooth is a number from 0 (as measured) to less than 1",
      "  try: smooth: 0.6",
    ].join("\n"),
  );
}
