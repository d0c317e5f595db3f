import type { View } from "../define";

/** A row a chart that was shown. */
export const charts: View = {
  name: "main.charts",
  comment:
    "A row a chart as it was shown: the query and the runs that it was drawn from",
  columns: {
    chart_id: "UUID of version 7",
    title: "Its title",
    summary: "The chart in a line of text",
    verb: "compare, chart, or live for the last picture of a live chart",
    runs: "Names of the runs that are drawn, of a chart those whose run_id its rows have",
    query: "The SQL whose rows are drawn",
    bound: "What was bound to $1, $2, …, as JSON; null where long",
    rows: "Number of rows that the query gave",
    rows_hash: "SHA-256 of these rows: equal rows have equal hashes",
    spec_hash: "SHA-256 of the Vega-Lite specification: equal charts have equal hashes",
    cell: "Number in brackets beside the cell that showed it",
    cell_run_id: "That cell run: one of cells",
    recorded_at: "When, UTC",
  },
  select: `
SELECT h.chart_id, h.title, h.summary, h.verb, coalesce(d.runs, []) AS runs, h.query,
  h.bound, h.rows, h.rows_hash, h.spec_hash, c.execution_count AS cell, h.cell_run_id,
  h.recorded_at
FROM tfjs_prov.charts h
LEFT JOIN (
  SELECT k.chart_id, list(r.name ORDER BY r.started_at, r.run_id) AS runs
  FROM tfjs_prov.chart_runs k JOIN tfjs_prov.runs r USING (run_id) GROUP BY k.chart_id
) d ON d.chart_id = h.chart_id
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = h.cell_run_id
ORDER BY h.recorded_at, h.chart_id`,
};
