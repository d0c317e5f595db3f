import type { CompareOptions, CompareSeries } from "./compare-input";
import { compareLayers } from "./compare-layers";
import type { Curve } from "./curve";
import { labelRows } from "./labels";
import { bounded, label } from "./names";
import { notes } from "./notes";
import { digitsFor } from "./numbers";
import { type Plot, plotFromSeries } from "./plot";
import { type MarkRow, markRows, type PointRow, pointRows } from "./rows";
import { type ChartSpec, chartSpec, emptySpec } from "./spec";
import { shares } from "./thin";

export type { CompareOptions, CompareSeries } from "./compare-input";

/** At most so many points and marks are in one chart. */
const mostPoints = 2000;
const mostMarks = 200;

/**
 * Draw the histories of one metric over each other, a line a run, as Vega-Lite.
 *
 * Up to ten runs are named at the ends of their lines, in colours that readers with any
 * colour vision tell apart; of more, the best five, before the others in grey. A value
 * that is not finite breaks the line and is marked at the edge of the plot. Whatever is
 * thinned out, left out or smoothed is said under the title. The result is less than
 * 200 KB of JSON.
 *
 * @throws RangeError when `smooth` is not in 0 ≤ smooth < 1.
 */
export function compareSpec(
  series: readonly CompareSeries[],
  options: CompareOptions,
): ChartSpec {
  const plot = plotFromSeries(series, options);
  const { width, height } = plot;
  const title = label(options.title ?? titleOf(options), 80);
  if (plot.curves.length === 0) {
    const text = `No points of ${label(options.metric, 40)} to draw`;
    return emptySpec(
      { title, notes: notes(plot, { points: 0, marks: 0 }), width, height },
      text,
    );
  }
  const { points, raw, marks } = rowsOf(plot);
  const datasets = {
    runs: runRows(plot),
    points,
    ...(plot.withRaw && { raw }),
    ...(marks.length > 0 && { marks }),
    labels: labelRows(plot),
  };
  const frame = {
    title,
    notes: notes(plot, { points: points.length, marks: marks.length }),
    width,
    height,
  };
  return chartSpec(frame, datasets, compareLayers(plot, datasets));
}

/** Name a comparison: `val_loss by epoch`. */
export function titleOf({ metric, x }: CompareOptions): string {
  return `${label(metric, 60)} by ${x}`;
}

/** The points of all lines, thinned so that all together they are not too many. */
function rowsOf(plot: Plot): { points: PointRow[]; raw: PointRow[]; marks: MarkRow[] } {
  const { curves, withRaw, height } = plot;
  const smoothed = (plot.options.smooth ?? 0) > 0;
  const digits = { x: digitsFor(plot.x.domain), y: digitsFor(plot.y.domain) };
  const most = sharesOf(plot, withRaw ? mostPoints / 2 : mostPoints);
  const marked = shares(
    curves.map(({ marks }) => marks.length),
    mostMarks,
  );
  const rows = (of: "y" | "raw") =>
    curves.flatMap((curve, i) =>
      pointRows(curve, of, { most: most[i]!, digits, smoothed }),
    );
  return {
    points: rows("y"),
    raw: withRaw ? rows("raw") : [],
    marks: curves.flatMap((c, i) => markRows(c, { most: marked[i]!, digits, height })),
  };
}

/** Share the points out; half of them go to the named runs first, where others are. */
function sharesOf({ curves, named }: Plot, total: number): number[] {
  const lengths = (of: readonly Curve[]) => of.map(({ x }) => x.length);
  const others = curves.filter((curve) => !named.includes(curve));
  const first = shares(lengths(named), others.length === 0 ? total : total / 2);
  const rest = shares(lengths(others), total - first.reduce((sum, n) => sum + n, 0));
  return curves.map((c) => first[named.indexOf(c)] ?? rest[others.indexOf(c)] ?? 0);
}

/** What is known of each run; names in full here, unless they are very long. */
function runRows({ curves, named, strokeOf }: Plot): Record<string, unknown>[] {
  const most = Math.min(500, Math.floor(12_000 / curves.length));
  return curves.map((curve) => {
    const { color, dashed } = strokeOf(curve);
    return {
      r: curve.index,
      run: bounded(curve.series.run, most),
      status: curve.series.status,
      color,
      ...(dashed && { dashed }),
      ...(named.includes(curve) && { named: true }),
    };
  });
}
