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

/** The colour of the run, as it is in its row. */
export const color = { field: "color", type: "nominal", scale: null };

/** The dashes of the eighth named run and those after it. */
export const strokeDash = {
  condition: { test: "datum.dashed", value: [5, 3] },
  value: [],
};

/** A pick of runs by their labels leaves the others faint; no pick leaves all as is. */
export const unlessOthersArePicked = (value: number) => ({
  condition: { param: "pick", value },
  value: 0.08,
});

/** The rows of a data set, each with what is known of its run. */
export function from(name: string, filter?: string): Layer {
  const filters = filter === undefined ? [] : [{ filter }];
  return { data: { name }, transform: [...filters, withRun] };
}

/** A line joins the points of one part of one run. */
export const part = [
  { field: "r", type: "nominal" },
  { field: "s", type: "nominal" },
];

/** A place that a row says in pixels. */
export function pixels(field: string): Layer {
  return { field, type: "quantitative", scale: null, axis: null };
}
