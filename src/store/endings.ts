import { scrub } from "../util/scrub";
import type { CellEnding } from "./cell-facts";
import type { Ending, PhaseEnding } from "./facts";
import { double, integer, quoted, timestamp, whole } from "./literal";
import type { OpenSeries } from "./points";

/** Return the statement that sets how a run ended. */
export function runEnding(runId: string, ending: Ending): string {
  return `UPDATE tfjs_prov.runs SET ${ended(ending)} WHERE run_id = ${quoted(runId)}`;
}

/** Return the statement that sets how a phase ended. */
export function phaseEnding(phaseId: string, ending: PhaseEnding): string {
  return (
    `UPDATE tfjs_prov.phases SET ${ended(ending)}, capture_ms = ${double(ending.capture_ms)} ` +
    `WHERE phase_id = ${quoted(phaseId)}`
  );
}

/** Return the statement that sets how a cell run ended. */
export function cellEnding(cellRunId: string, ending: CellEnding): string {
  const { status, error_name, ended_at } = ending;
  return (
    `UPDATE tfjs_prov.cell_runs SET status = ${quoted(status)}, lease_until = NULL, ` +
    `ended_at = ${timestamp(ended_at)}, ` +
    `error_name = ${error_name === null ? "NULL" : quoted(error_name)} ` +
    `WHERE cell_run_id = ${quoted(cellRunId)}`
  );
}

function ended({ status, status_reason, ended_at }: Ending): string {
  return (
    `status = ${quoted(status)}, lease_until = NULL, ended_at = ${timestamp(ended_at)}, ` +
    `status_reason = ${status_reason === null ? "NULL" : quoted(scrub(status_reason))}`
  );
}

/** Return the statement that adds series, as they begin. */
export function seriesStatement(series: readonly OpenSeries[]): string {
  const tuples = series.map(({ row, number }) => {
    const texts = [row.phase_id, row.metric, row.split, row.per].map(quoted);
    return `(${quoted(row.run_id)}, ${number}, ${texts.join(", ")})`;
  });
  return `INSERT INTO tfjs_prov.series VALUES ${tuples.join(",\n")}`;
}

/**
 * Return the statements that set the summaries of the series of a phase as it ends.
 * While its file could not be written, another process may have opened it, taken the
 * run for dead and made summaries of what was there; those go.
 */
export function summaryStatements(series: readonly OpenSeries[]): string[] {
  if (series.length === 0) return [];
  const { run_id } = series[0]!.row;
  const numbers = series.map(({ number }) => number).join(", ");
  const gone =
    "DELETE FROM tfjs_prov.summaries " +
    `WHERE run_id = ${quoted(run_id)} AND series IN (${numbers})`;
  return [gone, insertSummaries(series)];
}

function insertSummaries(series: readonly OpenSeries[]): string {
  const tuples = series.map(({ row, number, summary: s }) => {
    const least = [s.minStep === null ? "NULL" : double(s.min), whole(s.minStep)];
    const greatest = [s.maxStep === null ? "NULL" : double(s.max), whole(s.maxStep)];
    const fields = [
      ...[quoted(row.run_id), number, s.points, s.nans],
      ...[double(s.last), whole(s.lastStep), integer(s.lastEpoch)],
      ...[...least, integer(s.minEpoch), ...greatest, integer(s.maxEpoch)],
    ];
    return `(${fields.join(", ")})`;
  });
  return `INSERT INTO tfjs_prov.summaries VALUES ${tuples.join(",\n")}`;
}
