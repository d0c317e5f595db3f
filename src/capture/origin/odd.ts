import type { TensorLike } from "../tfjs";

/** Return the place of the first value that is NaN or infinite; -1 where there is none. */
export function firstOdd(values: ArrayLike<number>): number {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return i;
  }
  return -1;
}

/** Return the row of the first value that is not finite; -1 where all are. */
export function oddRow(tensor: TensorLike): number {
  if (tensor.dtype !== "float32") return -1;
  const at = firstOdd(tensor.dataSync());
  return at < 0 ? -1 : Math.floor(at / widthOf(tensor.shape));
}

/** Count the values of a row; a dimension that is not known counts as some. */
export function widthOf(shape: readonly (number | null)[]): number {
  return Math.max(
    1,
    shape.slice(1).reduce((product: number, length) => product * (length ?? 64), 1),
  );
}
