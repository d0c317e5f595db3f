import { createHash } from "node:crypto";
import { kernelHost } from "../kernel/host";
import type { FactSink } from "../store/facts";
import type { ChartRow } from "../store/shown-facts";
import { nowMs } from "../util/clock";
import { sha256 } from "../util/sha256";
import { uuidv7 } from "../util/uuid";
import type { ChartOrigin, Drawing } from "./chart";
import { jsonFromValue } from "./value-text";

/** What was bound is kept up to so many characters. */
const MOST_BOUND = 65_536;

/** Take note of a chart that is shown; never throws. */
export type NoteChart = (
  drawing: Drawing,
  how?: { verb?: ChartRow["verb"]; cellRunId?: string | null },
) => void;

/** Return what records the charts that are shown, of a file that may be written. */
export function chartNotes(sink: FactSink): NoteChart {
  return (
    { spec, text, origin },
    { verb = "compare", cellRunId = cellHere() } = {},
  ) => {
    if (!origin) return;
    try {
      const chart_id = uuidv7();
      for (const run_id of new Set(origin.runIds)) {
        sink.add("chart_runs", { chart_id, run_id });
      }
      sink.add("charts", {
        ...{ chart_id, verb, cell_run_id: cellRunId, recorded_at: nowMs() },
        title: String(spec.description ?? ""),
        summary: text,
        query: origin.text,
        bound: boundText(origin),
        rows: origin.rows.length,
        rows_hash: rowsHash(origin),
        spec_hash: sha256(JSON.stringify(spec)),
      });
    } catch {
      // A chart is shown, whatever becomes of its record.
    }
  };
}

/** The cell that shows: whose code this is, else the one that the front end waits for. */
function cellHere(): string | null {
  const host = kernelHost();
  return (host?.currentCell() ?? host?.runningCell())?.id ?? null;
}

function boundText({ values }: ChartOrigin): string | null {
  const text = JSON.stringify(jsonFromValue(values));
  return text.length > MOST_BOUND ? null : text;
}

/** Hash rows, a column after the other: lists of numbers by their bytes, the rest as JSON. */
function rowsHash({ rows }: ChartOrigin): string {
  const hash = createHash("sha256");
  for (const [name, values] of Object.entries(rows.toArrays())) {
    hash.update(`${JSON.stringify(name)}\n`);
    for (const value of Array.from(values as ArrayLike<unknown>)) {
      hash.update(isNumbers(value) ? new Float64Array(value) : lineOf(value));
    }
  }
  return hash.digest("hex");
}

/** As JSON a long history would take a hundred times as long. */
function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === "number");
}

function lineOf(value: unknown): string {
  return `${JSON.stringify(jsonFromValue(value))}\n`;
}
