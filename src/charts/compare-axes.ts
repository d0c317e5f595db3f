import { logTicks } from "./domain";
import { label } from "./names";
import { digitsFor } from "./numbers";
import type { Plot } from "./plot";
import type { Layer } from "./spec";

/** Where a point stands. Both axes say their domain, as the labels were placed by it. */
export function position(plot: Plot): { x: Layer; y: Layer } {
  const { x, y, options, curves } = plot;
  const exact = { nice: false, zero: false };
  const log = { nice: false, type: "log" };
  const blank = curves.every((curve) => curve.y.length === 0);
  return {
    x: {
      ...{ field: "x", type: "quantitative", scale: { domain: x.domain, ...exact } },
      axis: { title: options.x, grid: false, ...ticksOfX(plot) },
    },
    y: {
      ...{ field: "y", type: "quantitative" },
      scale: { domain: y.domain, clamp: true, ...(y.log ? log : exact) },
      axis: {
        ...{ title: null, domain: false, ticks: false, tickCount: 6 },
        ...(blank ? { values: [] } : ticksOfY(y)),
      },
    },
  };
}

/** Whole epochs and steps, also where they are few; thousands and millions as k and M. */
function ticksOfX({ x: { domain }, options }: Plot): Layer {
  const [low, high] = domain;
  const first = Math.ceil(low);
  const few = options.x !== "seconds" && high - low < 14;
  const values = Array.from(
    { length: few ? Math.floor(high) - first + 1 : 0 },
    (_, i) => first + i,
  );
  const large = Math.max(...domain.map(Math.abs)) >= 1e4 && high - low >= 1e3;
  return {
    ...(few && { values, format: "d" }),
    ...(large && { labelExpr: "format(datum.value, '~s')" }),
  };
}

/** Powers of ten where plain digits would be long, and no crowd on a logarithm. */
function ticksOfY({ domain, log }: Plot["y"]): Layer {
  const [low, high] = domain;
  const largest = Math.max(...domain.map(Math.abs));
  const long = largest < 1e-3 || (largest >= 1e6 && high - low > largest / 1000);
  const values = log ? logTicks(domain) : [];
  return {
    ...((log || long) && { format: "~g" }),
    ...(values.length > 2 && { values }),
  };
}

/** What a tooltip says of any point: the run, and where it is. */
export function aboutRun({ options, x }: Plot): Layer[] {
  const format = `.${digitsFor(x.domain)}~g`;
  return [
    { field: "run", title: "run" },
    { field: "status", title: "status" },
    { field: "x", type: "quantitative", title: options.x, format },
  ];
}

/** What a tooltip says of a point of a line. */
export function tooltip(plot: Plot): Layer[] {
  const format = `.${digitsFor(plot.y.domain)}~g`;
  const value = { type: "quantitative", title: metricOf(plot), format };
  const smoothed = { ...value, field: "y", title: "smoothed" };
  return (plot.options.smooth ?? 0) === 0
    ? [...aboutRun(plot), { ...value, field: "y" }]
    : [...aboutRun(plot), { ...value, field: "v" }, smoothed];
}

/** The name of the metric in a tooltip; vega-lite 5.6 escapes no quotes there. */
export function metricOf({ options }: Plot): string {
  return label(options.metric, 60).replace(/["\\]/g, "'");
}
