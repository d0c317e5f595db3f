import { position, tooltip } from "./compare-axes";
import { labels, links, marks, reaches } from "./edge-layers";
import { color, from, part, strokeDash, unlessOthersArePicked } from "./layer-parts";
import type { Plot } from "./plot";
import type { Layer } from "./spec";

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

/** Named runs above the others, which are the fainter the more they are. */
function lines(plot: Plot): Layer {
  const faint = plot.curves.length > 60 ? 0.4 : 0.6;
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
          { param: "pick", value: faint },
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
