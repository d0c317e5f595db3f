/** Write a number for a label: four significant digits, whole ones as they are. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e7) return value.toExponential(3).replace(/\.?0+e/, "e");
  return String(magnitude >= 1e4 ? Math.round(value) : Number(value.toPrecision(4)));
}

/** Write a number that isn't finite. */
export function nonFinite(value: number): "NaN" | "+∞" | "−∞" {
  return Number.isNaN(value) ? "NaN" : value > 0 ? "+∞" : "−∞";
}

/** Write a count, thousands parted: `4,000`. */
export function count(n: number): string {
  return n.toLocaleString("en-US");
}

/** Write a count of things: `1 run`, `4,000 points`. */
export function counted(n: number, thing: string): string {
  return `${count(n)} ${thing}${n === 1 ? "" : "s"}`;
}

/**
 * Return how many significant digits show a range: seven, and more where all values
 * share their first digits.
 */
export function digitsFor([low, high]: readonly [number, number]): number {
  const span = high - low;
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (!(span > 0) || !Number.isFinite(span)) return 7;
  return Math.min(17, Math.max(7, Math.ceil(Math.log10(largest / span)) + 5));
}

/** Round to significant digits. */
export function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
