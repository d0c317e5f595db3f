import { digitsFor, rounded } from "./numbers";

/** The range of values that an axis shows. */
export type Domain = readonly [low: number, high: number];

/** Where a value stands on an axis. */
export interface Axis {
  domain: Domain;
  log: boolean;
  /** Return the distance of a value from the low end, in parts of the axis. */
  part(value: number): number;
}

/**
 * Return the least and greatest of some values; [0, 1] when there is none.
 *
 * @param lists of finite values.
 */
export function extent(lists: readonly (readonly number[])[]): Domain {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const list of lists) {
    for (const value of list) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

/**
 * Make an axis over a range, wider by these parts of it at its ends, so that no line
 * runs along an edge.
 */
export function axis(
  [low, high]: Domain,
  { log = false, below = 0.04, above = 0.04 } = {},
): Axis {
  const there = log ? Math.log10 : (value: number) => value;
  const back = log ? (value: number) => 10 ** value : (value: number) => value;
  const [a, b] = spread(there(low), there(high));
  const sound = (value: number) => Number.isFinite(value) && !(log && value === 0);
  const from = back(a - below * (b - a));
  const to = back(b + above * (b - a));
  const ends: Domain = [sound(from) ? from : low, sound(to) ? to : high];
  const domain = measurable([tidy(ends[0], ends), tidy(ends[1], ends)]);
  const [start, end] = [there(domain[0]), there(domain[1])];
  return { domain, log, part: (value) => partOf(there(value), start, end) };
}

/** The length of a domain must be a number: that of -1e308 to 1e308 is infinite. */
function measurable([low, high]: Domain): Domain {
  return Number.isFinite(high - low) ? [low, high] : [low / 2, high / 2];
}

function tidy(end: number, ends: Domain): number {
  return rounded(end, digitsFor(ends));
}

/**
 * Choose ticks for a logarithm: powers of ten, with their 2 and 5 fold where there are
 * few of them, every second or third where there are many.
 */
export function logTicks([low, high]: Domain): number[] {
  const first = Math.floor(Math.log10(low));
  const powers = Math.ceil(Math.log10(high)) - first + 1;
  const step = Math.ceil(powers / 8);
  const folds = powers > 4 ? [1] : [1, 2, 5];
  const ticks = Array.from({ length: Math.ceil(powers / step) }, (_, i) =>
    folds.map((fold) => Number(`${fold}e${first + i * step}`)),
  );
  return ticks.flat().filter((tick) => tick >= low && tick <= high);
}

/** What is beyond an end stands on it, as on the clamped scale of the chart. */
function partOf(value: number, from: number, to: number): number {
  return (Math.max(from, Math.min(to, value)) - from) / (to - from);
}

/** Give a single value some room on both sides. */
function spread(low: number, high: number): Domain {
  if (low < high) return [low, high];
  const room = Math.abs(low) * 0.1 || 0.5;
  return [low - room, high + room];
}
