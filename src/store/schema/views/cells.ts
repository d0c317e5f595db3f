import type { View } from "../define";
import { endOf, id, seconds } from "./parts";

const run = {
  cell_run_id: "UUID of version 7",
  execution_count: "Number in brackets beside the cell",
};

/**
 * Each cell run, with what its status says now. A notebook runs one cell at a time, so
 * one without an end is over when its lease is, or when a later one began.
 */
const judged = `(
  SELECT *, CASE
    WHEN status <> 'running' THEN status
    WHEN epoch_us(lease_until) < epoch_us(now()) OR after > 0 THEN 'interrupted'
    ELSE status END AS became
  FROM (
    SELECT *,
      row_number() OVER (PARTITION BY session_id ORDER BY started_at, cell_run_id) - 1
        AS position,
      row_number() OVER (
        PARTITION BY coalesce(notebook, CAST(session_id AS VARCHAR))
        ORDER BY started_at DESC, cell_run_id DESC
      ) - 1 AS after,
      first_value(cell_hash) OVER (
        PARTITION BY coalesce(notebook, CAST(session_id AS VARCHAR)), cell_id
        ORDER BY started_at DESC, cell_run_id DESC
      ) AS newest_hash
    FROM tfjs_prov.cell_runs
  ) numbered
)`;

/** The names that a cell run used, and that a later run of their cell made anew. */
const outdated = `(
  SELECT u.cell_run_id, list(DISTINCT u.name ORDER BY u.name) AS names
  FROM tfjs_prov.cell_uses u
  JOIN tfjs_prov.cell_runs c ON c.cell_run_id = u.cell_run_id
  JOIN tfjs_prov.cell_runs m ON m.cell_run_id = u.used_cell_run_id
  JOIN tfjs_prov.cell_runs n ON n.session_id = c.session_id
    AND n.started_at > c.started_at
    AND (n.cell_id = m.cell_id OR n.cell_hash = m.cell_hash)
  GROUP BY u.cell_run_id
)`;

/** A row a cell run. */
export const cells: View = {
  name: "main.cells",
  comment: "A row a cell run: one execution of one version of a cell",
  columns: {
    ...run,
    source:
      "What was executed; secrets read <secret>, the home folder ~, and the rest is as written",
    status: "running, ok, error or interrupted",
    error_name: "Name of the error that ended it",
    started_at: "Start, UTC",
    ended_at: "End, UTC; null while it runs and where its process died",
    duration_s: "Seconds from start to end, or to now while it runs",
    runs: "Number of runs that it started, also in the background",
    position: "Place among the cell runs of its session, from 0",
    cell_id: "The cell's id in the notebook, where the front end tells it",
    cell_hash: "SHA-256 of the source as it was written: one version of a cell",
    notebook: "Path of the notebook from the file's folder, where told",
    session_id: "UUID of the kernel's process",
    edited_since:
      "Whether a later run of the same cell had another source; null without ids",
    outdated: "Names it used that their cell, run again since, made anew",
  },
  select: `
SELECT c.cell_run_id, c.execution_count, v.source, c.became AS status, c.error_name,
  c.started_at, c.ended_at,
  CASE WHEN c.became = 'interrupted' AND c.ended_at IS NULL THEN NULL
    ELSE ${seconds("c.started_at", endOf("c"))} END AS duration_s,
  coalesce(r.runs, 0) AS runs, c.position, c.cell_id, c.cell_hash, c.notebook, c.session_id,
  CASE WHEN c.cell_id IS NOT NULL THEN c.newest_hash <> c.cell_hash END AS edited_since,
  coalesce(o.names, []) AS outdated
FROM ${judged} c
LEFT JOIN tfjs_prov.cells v ON v.cell_hash = c.cell_hash
LEFT JOIN (
  SELECT cell_run_id, count(*) AS runs FROM tfjs_prov.runs GROUP BY cell_run_id
) r ON r.cell_run_id = c.cell_run_id
LEFT JOIN ${outdated} o ON o.cell_run_id = c.cell_run_id
ORDER BY c.started_at, c.cell_run_id`,
};

/** A row a name that a cell run used. */
export const cellUses: View = {
  name: "main.cell_uses",
  comment: "A row a name that a cell run used, with the earlier cell run that made it",
  columns: {
    ...run,
    name: "The variable, function, class or import",
    used_cell_run_id: "The cell run that made it",
    used_execution_count: "Number in brackets beside the cell that made it",
  },
  select: `
SELECT u.cell_run_id, c.execution_count, u.name, u.used_cell_run_id,
  d.execution_count AS used_execution_count
FROM tfjs_prov.cell_uses u
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = u.cell_run_id
LEFT JOIN tfjs_prov.cell_runs d ON d.cell_run_id = u.used_cell_run_id
ORDER BY c.started_at, u.cell_run_id, u.name`,
};

/** A row a name, or the cell itself, that made a run. */
export const codeOfRuns: View = {
  name: "main.code",
  comment:
    "A row a cell that made a run: the one that started it, and each of whose names it used, also through others",
  columns: {
    ...id,
    name: "The name that was used; null for the cell that started the run",
    execution_count: run.execution_count,
    source: "What was executed, as in cells",
    cell_run_id: "The cell run: one of cells",
    cell_hash: "SHA-256 of the source as it was written: one version of a cell",
    started_at: "Start of the cell run, UTC",
  },
  select: `
SELECT u.run_id, r.name AS run, u.name, c.execution_count, v.source, u.cell_run_id,
  c.cell_hash, c.started_at
FROM (
  WITH RECURSIVE upstream AS (
    SELECT run_id, CAST(NULL AS VARCHAR) AS name, cell_run_id
    FROM tfjs_prov.runs WHERE cell_run_id IS NOT NULL
    UNION
    SELECT p.run_id, n.name, n.used_cell_run_id
    FROM upstream p JOIN tfjs_prov.cell_uses n ON n.cell_run_id = p.cell_run_id
  )
  FROM upstream
) u
JOIN tfjs_prov.runs r ON r.run_id = u.run_id
JOIN tfjs_prov.cell_runs c ON c.cell_run_id = u.cell_run_id
LEFT JOIN tfjs_prov.cells v ON v.cell_hash = c.cell_hash
ORDER BY r.started_at, u.run_id, u.name IS NULL, c.started_at, u.name`,
};
