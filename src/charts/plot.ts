import { bestFirst } from "./best";
import type { CompareOptions, CompareSeries } from "./compare-input";
import { type Curve, curveFromSeries, lastValue } from "./curve";
import { type Axis, axis, extent } from "./domain";
import { background, type Stroke, stroke } from "./palette";

/** At most this many runs are named; of more, only the best few are. */
const mostNamed = 10;
const fewNamed = 5;

/** At most this many runs are drawn, the best. */
const mostDrawn = 100;

/** Raw values are shown behind smoothed ones when the runs are at most so many. */
const mostWithRaw = 5;

/** All that is decided before anything is drawn. */
export interface Plot {
  options: CompareOptions;
  width: number;
  height: number;
  /** What is drawn, the best last, so that it lies on top. */
  curves: readonly Curve[];
  /** Those with a label, in the order in which they were given. */
  named: readonly Curve[];
  strokeOf(curve: Curve): Stroke;
  /** How many runs were given, those without a point, and those left out. */
  given: number;
  without: readonly Curve[];
  leftOut: number;
  withRaw: boolean;
  x: Axis;
  y: Axis;
}

/** Decide what is drawn, what is named, in which colours and on which axes. */
export function plotFromSeries(
  series: readonly CompareSeries[],
  options: CompareOptions,
): Plot {
  const { metric, smooth = 0, scale, width = 560, height = 300 } = options;
  const read = { factor: smooth, log: scale === "log" };
  const all = series.map((one, index) => curveFromSeries(one, index, read));
  const [some, without] = parted(all, (c) => c.x.length + c.marks.length > 0);
  const best = bestFirst(some, metric, lastValue);
  const curves = best.slice(0, mostDrawn).reverse();
  const named = best
    .slice(0, best.length > mostNamed ? fewNamed : mostNamed)
    .sort((a, b) => a.index - b.index);
  const withRaw = smooth > 0 && curves.length <= mostWithRaw;
  return {
    ...{
      options,
      width,
      height,
      curves,
      named,
      given: series.length,
      without,
      withRaw,
    },
    leftOut: best.length - curves.length,
    strokeOf: (curve) =>
      named.includes(curve) ? stroke(named.indexOf(curve)) : background,
    x: axis(extent(curves.flatMap(xsOf)), { below: 0, above: 0 }),
    y: yAxis(curves, { log: read.log, withRaw }),
  };
}

/** The ends in x of what is drawn, those of its marks included. */
function xsOf({ x, marks }: Curve): number[][] {
  return [x, marks.map((mark) => mark.x)];
}

/** Leave room at the edges where marks of values that aren't finite will stand. */
function yAxis(
  curves: readonly Curve[],
  { log, withRaw }: { log: boolean; withRaw: boolean },
): Axis {
  const values = curves.flatMap(({ y, raw }) => (withRaw ? [y, raw] : [y]));
  const marks = curves.flatMap((curve) => curve.marks);
  const below = marks.some(({ value }) => value === Number.NEGATIVE_INFINITY);
  const above = marks.some(({ value }) => value !== Number.NEGATIVE_INFINITY);
  return axis(extent(values), {
    log,
    below: below ? 0.1 : 0.04,
    above: above ? 0.1 : 0.04,
  });
}

function parted<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
