import { aboutRun, metricOf, position } from "./compare-axes";
import { color, from, pixels, strokeDash, unlessOthersArePicked } from "./layer-parts";
import { signs } from "./notes";
import type { Plot } from "./plot";
import type { Layer } from "./spec";

/** A dotted line from the end of a run to the edge, when it ends before the others. */
export function reaches(plot: Plot): Layer {
  return {
    ...from("labels", "isValid(datum.x)"),
    mark: { type: "rule", strokeWidth: 1, strokeDash: [1, 3] },
    encoding: {
      ...position(plot),
      ...{ x2: { value: plot.width }, color },
      opacity: unlessOthersArePicked(0.8),
    },
  };
}

/** A short line from the edge of the plot to the label. */
export function links({ width }: Plot): Layer {
  return {
    ...from("labels"),
    mark: { type: "rule", strokeWidth: 1.75 },
    encoding: {
      x: { value: width + 2 },
      x2: { value: width + 16 },
      y: pixels("from"),
      y2: { field: "at" },
      ...{ color, strokeDash },
      opacity: unlessOthersArePicked(1),
    },
  };
}

/** Values that are not finite, at the edge where they would be. */
export function marks(plot: Plot): Layer {
  const cross = "M-1,-1L1,1M-1,1L1,-1";
  const range = [cross, "triangle-up", "triangle-down"];
  return {
    ...from("marks"),
    mark: { type: "point", filled: false, size: 45, strokeWidth: 1.75 },
    encoding: {
      ...{ x: position(plot).x, y: pixels("at"), color },
      shape: {
        ...{ field: "kind", type: "nominal", legend: null },
        scale: { domain: Object.keys(signs), range },
      },
      opacity: unlessOthersArePicked(1),
      tooltip: [...aboutRun(plot), { field: "kind", title: metricOf(plot) }],
    },
  };
}

/** The names of the runs; a click picks one, with shift several; two clicks end it. */
export function labels({ width }: Plot): Layer {
  return {
    ...from("labels"),
    params: [{ name: "pick", select: { type: "point", on: "click", fields: ["r"] } }],
    mark: { type: "text", align: "left", baseline: "middle", cursor: "pointer" },
    encoding: {
      x: { value: width + 20 },
      y: pixels("at"),
      text: { field: "text" },
      tooltip: [
        { field: "run", title: "run" },
        { field: "status", title: "status" },
      ],
      opacity: unlessOthersArePicked(1),
    },
  };
}
