import type { DuckDBConnection } from "@duckdb/node-api";
import { quoted } from "./literal";

/**
 * Give runs that their process left behind the status `interrupted`, with the last
 * recorded instant as their end and summaries of what they recorded.
 *
 * Call it only where it is sure that nobody else records into this file: with the
 * file's lock held, or on a private copy of an unlocked file.
 *
 * @param alive runs of this process, which are left alone.
 */
export async function settleInterrupted(
  connection: DuckDBConnection,
  alive: readonly string[] = [],
): Promise<void> {
  const left = await connection.runAndReadAll(
    "SELECT 1 FROM tfjs_prov.runs WHERE status = 'running' " +
      "UNION ALL SELECT 1 FROM tfjs_prov.phases WHERE status = 'running' LIMIT 1",
  );
  if (left.currentRowCount === 0) return;
  try {
    await connection.run(settleText(alive));
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Let every running run live on, in a private copy of a file that is being written. */
export async function keepRunning(connection: DuckDBConnection): Promise<void> {
  const until = "make_timestamp(epoch_us(now()) + 60000000)";
  const live = (table: string, which = "") =>
    `UPDATE tfjs_prov.${table} SET lease_until = ${until} WHERE status = 'running'${which}`;
  // A cell holds no file open: only one whose run lives is known to live.
  const ofRuns =
    " AND cell_run_id IN (SELECT cell_run_id FROM tfjs_prov.runs WHERE status = 'running')";
  const texts = [live("runs"), live("phases")];
  if (await hasCells(connection)) texts.push(live("cell_runs", ofRuns));
  await connection.run(texts.join(";\n"));
}

/** Tell whether a file has cells: a copy is read as an older version may have left it. */
async function hasCells(connection: DuckDBConnection): Promise<boolean> {
  const found = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE database_name = current_database() " +
      "AND schema_name = 'tfjs_prov' AND table_name = 'cell_runs'",
  );
  return found.currentRowCount > 0;
}

/** The last instant that a row of a run or phase is known from, by its id. */
const lastSeen = (id: "run_id" | "phase_id") => `(
  SELECT max(seen) FROM (
    SELECT max(ended_at) AS seen FROM tfjs_prov.epochs e WHERE e.${id} = t.${id}
    UNION ALL
    SELECT max(p.recorded_at) FROM tfjs_prov.points p
    JOIN tfjs_prov.series s USING (run_id, series) WHERE s.${id} = t.${id}
    UNION ALL
    SELECT max(recorded_at) FROM tfjs_prov.events e WHERE e.${id} = t.${id}
  )
)`;

function settleText(alive: readonly string[]): string {
  const dead = alive.length === 0 ? "" : ` AND run_id NOT IN (${alive.map(quoted)})`;
  const settle = (table: string, id: "run_id" | "phase_id") =>
    `UPDATE tfjs_prov.${table} AS t SET status = 'interrupted', lease_until = NULL, ` +
    "status_reason = 'the process ended', " +
    `ended_at = coalesce(${lastSeen(id)}, t.started_at) WHERE status = 'running'${dead}`;
  const summaries =
    "INSERT INTO tfjs_prov.summaries BY NAME SELECT * FROM tfjs_prov.series_summaries " +
    `ANTI JOIN tfjs_prov.summaries USING (run_id, series) WHERE true${dead}`;
  const parts = [summaries, settle("phases", "phase_id"), settle("runs", "run_id")];
  return ["BEGIN", ...parts, "COMMIT"].join(";\n");
}
