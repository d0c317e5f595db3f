import { chartBundle } from "../charts/bundle";
import { rowsSpec, rowsText, type ToldSpec } from "../charts/rows-spec";
import { messageOf, ProvError } from "../util/errors";
import { Chart, type Drawing } from "./chart";
import type { NoteChart } from "./chart-notes";
import { Query } from "./query";
import type { Row, Rows } from "./rows";
import { jsonFromValue } from "./value-text";

/** A notebook keeps the rows of a chart in it, so there may be so many. */
const MOST_ROWS = 5000;

/** Draw the rows of a query by a Vega-Lite specification, in which the data are left out. */
export type ChartQuery = (query: Query, spec: ToldSpec) => Chart;

/** Make the `chart` verb; it reads when the chart is shown, and `note` takes note of it. */
export function makeChart(note?: NoteChart): ChartQuery {
  return (query, spec) => {
    if (!(query instanceof Query)) throw noQuery();
    const shown = (drawing: Drawing) => note?.(drawing, { verb: "chart" });
    return new Chart("a query", () => drawn(query, spec), shown);
  };
}

async function drawn(query: Query, told: ToldSpec): Promise<Drawing> {
  const rows = await query.first(MOST_ROWS);
  if (rows.length !== rows.total) throw tooMany(rows);
  const values = Array.from(rows, valuesFrom);
  const spec = rowsSpec(values, told);
  const text = rowsText(values, told);
  const { text: sql, values: bound } = query;
  const origin = { text: sql, values: bound, rows, runIds: runsIn(rows) };
  const bundle: Drawing["bundle"] = (how) =>
    chartBundle(spec, { text, ...how }).catch((error: unknown) => {
      throw undrawable(error, rows);
    });
  return { spec, text, origin, bundle };
}

/** What is not finite has no place on a scale. */
function valuesFrom(row: Row): Row {
  const entries = Object.entries(row).map(([name, value]) => {
    const finite = typeof value !== "number" || Number.isFinite(value);
    return [name, finite ? jsonFromValue(value) : null];
  });
  return Object.fromEntries(entries);
}

/** The runs that the rows name by their ids. */
function runsIn(rows: Rows): string[] {
  const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
  return Array.from(rows, ({ run_id }) => String(run_id)).filter((id) => uuid.test(id));
}

function noQuery(): ProvError {
  return new ProvError("Could not draw what is no query", {
    hint: [
      "a chart is drawn from a query, which is kept with it",
      'try: prov.chart(prov.sql`FROM runs`, { mark: "bar", … }), without await',
    ],
  });
}

/** Vega-Lite writes the specification into its message, all rows in it. */
function undrawable(cause: unknown, { columns }: Rows): ProvError {
  const [said] = messageOf(cause).split(/[{\n]/);
  const field = JSON.stringify(columns[0] ?? "x");
  return new ProvError("Could not draw this specification", {
    hint: [
      `Vega-Lite says: ${said!.trim()}`,
      `try: { mark: "bar", encoding: { x: { field: ${field}, type: "nominal" } } }`,
    ],
    cause,
  });
}

function tooMany({ total, length }: Rows): ProvError {
  const all =
    total === undefined ? `more than ${length}` : total.toLocaleString("en-US");
  return new ProvError(`Could not draw ${all} rows`, {
    hint: [
      `a chart holds ${MOST_ROWS.toLocaleString("en-US")} rows at most, as the notebook keeps them`,
      "try: GROUP BY, or USING SAMPLE 5000",
    ],
  });
}
