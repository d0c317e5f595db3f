import { table } from "./define";

/** Add the charts that were shown, each with its query and its runs. */
export const m009Charts: readonly string[] = [
  ...table("charts", "A chart as it was shown, and what it was drawn from", {
    chart_id: ["UUID", "UUID of version 7"],
    cell_run_id: ["UUID", "The cell run that showed it"],
    recorded_at: ["TIMESTAMP", "When, UTC"],
    verb: ["VARCHAR", "compare, chart, or live for the last picture of a live chart"],
    title: ["VARCHAR", "Its title"],
    summary: ["VARCHAR", "The chart in a line of text"],
    query: ["VARCHAR", "The SQL whose rows are drawn"],
    bound: ["VARCHAR", "What was bound to the placeholders, as JSON; null where long"],
    rows: ["BIGINT", "Number of rows that the query gave"],
    rows_hash: ["VARCHAR", "SHA-256 of these rows, in hex"],
    spec_hash: ["VARCHAR", "SHA-256 of the Vega-Lite specification, in hex"],
  }),
  ...table("chart_runs", "A run that is drawn in a chart", {
    chart_id: ["UUID", "The chart"],
    run_id: ["UUID", "The run"],
  }),
];
