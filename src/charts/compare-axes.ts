import { logTicks } from "./domain";
import { label } from "./names";
import { digitsFor } from "./numbers";
import type { Plot } from "./plot";
import type { Layer } from "./spec";

/** Both axes say their domain, as the labels were placed by it. */
export function position({ x, y, options }: Plot): { x: Layer; y: Layer } {
  const whole = options.x !== "seconds";
  const large = Math.max(...x.domain.map(Math.abs)) >= 1e4;
  return {
    x: {
      ...{ field: "x", type: "quantitative", scale: { domain: x.domain, nice: false } },
      axis: {
        ...{ title: options.x, grid: false },
        ...(whole && { tickMinStep: 1 }),
        ...(large && { format: "~s" }),
      },
    },
    y: {
      ...{ field: "y", type: "quantitative" },
      scale: {
        domain: y.domain,
        nice: false,
        zero: false,
        ...(y.log && { type: "log" }),
      },
      axis: { title: null, domain: false, ticks: false, tickCount: 6, ...ticksOf(y) },
    },
  };
}

/** Powers of ten where plain digits would be long, and no crowd on a logarithm. */
function ticksOf({ domain, log }: Plot["y"]): Layer {
  const largest = Math.max(...domain.map(Math.abs));
  const powers = log || largest < 1e-3 || largest >= 1e6;
  const values = log ? logTicks(domain) : [];
  return { ...(powers && { format: "~g" }), ...(values.length > 2 && { values }) };
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

/** The name of the metric, to be shown. */
export function metricOf({ options }: Plot): string {
  return label(options.metric, 60);
}
