import { aboutRun, metricOf, position, tooltip } from "./compare-axes";
import { signs } from "./notes";
import type { Plot } from "./plot";
import type { Layer } from "./spec";

/** What each row says only by the number of its run. */
const withRun = {
  lookup: "r",
  from: {
    data: { name: "runs" },
    key: "r",
    fields: ["run", "status", "color", "dashed", "named"],
  },
};

const color = { field: "color", type: "nominal", scale: null };

const strokeDash = {
  condition: { test: "datum.dashed", value: [5, 3] },
  value: [],
};

/** A pick of runs by their labels leaves the others faint; no pick leaves all as is. */
const unlessOthersArePicked = (value: number) => ({
  condition: { param: "pick", value },
  value: 0.08,
});

/** Return the layers of a comparison, the lowest first. */
export function compareLayers(plot: Plot, data: Record<string, unknown>): Layer[] {
  return [
    ...(data.raw ? [rawLines(plot)] : []),
    lines(plot),
    dots(plot),
    reaches(plot),
    links(plot),
    hovered(plot),
    ...(data.marks ? [marks(plot)] : []),
    labels(plot),
  ];
}

/** Values as measured, faint behind smoothed ones. */
function rawLines(plot: Plot): Layer {
  return {
    ...from("raw"),
    mark: { type: "line", strokeWidth: 1, clip: true },
    encoding: {
      ...position(plot),
      ...{ color, detail: part },
      opacity: unlessOthersArePicked(0.3),
    },
  };
}

function lines(plot: Plot): Layer {
  return {
    ...from("points"),
    mark: { type: "line", strokeJoin: "round" },
    encoding: {
      ...position(plot),
      ...{ color, detail: part },
      strokeDash,
      strokeWidth: {
        condition: [
          { param: "hover", empty: false, value: 3 },
          { test: "datum.named", value: 1.75 },
        ],
        value: 1,
      },
      opacity: {
        condition: [
          { test: { and: [{ param: "pick" }, "datum.named"] }, value: 1 },
          { param: "pick", value: 0.6 },
        ],
        value: 0.08,
      },
    },
  };
}

/** Points that no line leads to: a single epoch, or one between two NaN. */
function dots(plot: Plot): Layer {
  return {
    ...from("points", "datum.d"),
    mark: { type: "point", filled: true, size: 36 },
    encoding: { ...position(plot), color, opacity: unlessOthersArePicked(1) },
  };
}

/** A dotted line from the end of a run to the edge, when it ends before the others. */
function reaches(plot: Plot): Layer {
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
function links({ width }: Plot): Layer {
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

/** What the pointer finds: the nearest point, told in a tooltip, its line made bold. */
function hovered(plot: Plot): Layer {
  const near = { type: "point", on: "mouseover", clear: "mouseout", nearest: true };
  return {
    ...from("points"),
    params: [{ name: "hover", select: { ...near, fields: ["r"] } }],
    mark: { type: "point", filled: true, size: 14, aria: false },
    encoding: {
      ...position(plot),
      color,
      opacity: { condition: { param: "hover", empty: false, value: 1 }, value: 0 },
      tooltip: tooltip(plot),
    },
  };
}

/** Values that are not finite, at the edge where they would be. */
function marks(plot: Plot): Layer {
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

/** The names of the runs; a click picks one, with shift several. */
function labels({ width }: Plot): Layer {
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

function from(name: string, filter?: string): Layer {
  const filters = filter === undefined ? [] : [{ filter }];
  return { data: { name }, transform: [...filters, withRun] };
}

/** A line joins the points of one part of one run. */
const part = [
  { field: "r", type: "nominal" },
  { field: "s", type: "nominal" },
];

function pixels(field: string): Layer {
  return { field, type: "quantitative", scale: null, axis: null };
}
