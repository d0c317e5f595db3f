import type { CompareSeries } from "./compare-input";
import { smooth } from "./smooth";

/** One series made ready to draw: in the order of x, what can't be drawn set apart. */
export interface Curve {
  /** Its place among the series. */
  index: number;
  series: CompareSeries;
  /** What can be drawn: x rising, y smoothed, raw as measured. */
  x: number[];
  y: number[];
  raw: number[];
  /** By point: how many breaks came before it. A line joins points of one part only. */
  part: number[];
  /** Where the value is not finite. */
  marks: { x: number; value: number }[];
  /** The last finite value as measured, and the value at the very end. */
  last: number | undefined;
  end: number | undefined;
  /** How many have no x, and how many a logarithm can't show. */
  withoutX: number;
  withoutLog: number;
}

/** Make a series ready to draw. */
export function curveFromSeries(
  series: CompareSeries,
  index: number,
  { factor, log }: { factor: number; log: boolean },
): Curve {
  const order = inOrderOfX(series);
  const values = order.map((i) => series.value[i]!);
  const smoothed = smooth(values, factor);
  const curve = emptyCurve(series, index);
  curve.withoutX = lengthOf(series) - order.length;
  curve.last = values.findLast((value) => Number.isFinite(value));
  curve.end = values.at(-1);
  let part = 0;
  for (const [at, i] of order.entries()) {
    const point = { x: series.x[i]!, y: smoothed[at]!, raw: values[at]! };
    if (!addPoint(curve, point, { part, log })) part++;
  }
  return curve;
}

/** The value by which a run is ranked: none when it ended in one that isn't finite. */
export function lastValue({ last, end }: Curve): number | undefined {
  return Number.isFinite(end) ? last : undefined;
}

/** Add a point to what is drawn, or else say why not: then the line breaks there. */
function addPoint(
  curve: Curve,
  { x, y, raw }: { x: number; y: number; raw: number },
  { part, log }: { part: number; log: boolean },
): boolean {
  const finite = Number.isFinite(raw);
  const drawn = finite && !(log && (raw <= 0 || y <= 0));
  if (!finite) curve.marks.push({ x, value: raw });
  else if (!drawn) curve.withoutLog++;
  else {
    curve.x.push(x);
    curve.y.push(y);
    curve.raw.push(raw);
    curve.part.push(part);
  }
  return drawn;
}

/** The indices of the points that have an x, sorted by it; equal ones as they came. */
function inOrderOfX(series: CompareSeries): number[] {
  const { x } = series;
  const indices = Array.from({ length: lengthOf(series) }, (_, i) => i);
  return indices.filter((i) => Number.isFinite(x[i]!)).sort((a, b) => x[a]! - x[b]!);
}

function lengthOf({ x, value }: CompareSeries): number {
  return Math.min(x.length, value.length);
}

function emptyCurve(series: CompareSeries, index: number): Curve {
  const none = { last: undefined, end: undefined, withoutX: 0, withoutLog: 0 };
  return { index, series, x: [], y: [], raw: [], part: [], marks: [], ...none };
}
