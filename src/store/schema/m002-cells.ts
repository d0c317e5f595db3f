import { table } from "./define";

/** Add the cells of the notebook, and to each run the cell run that started it. */
export const m002Cells: readonly string[] = [
  ...table("cells", "One version of a cell's source", {
    cell_hash: ["VARCHAR", "SHA-256 of the source as it was written, in hex"],
    source: ["VARCHAR", "The source, with secrets and the home folder taken out"],
  }),
  ...table("cell_runs", "One execution of a cell", {
    cell_run_id: ["UUID", "UUID of version 7"],
    cell_hash: ["VARCHAR", "The version of the cell that was executed"],
    cell_id: ["VARCHAR", "The cell's id in the notebook, where the front end tells it"],
    execution_count: ["INTEGER", "Number in brackets beside the cell"],
    session_id: ["UUID", "UUID of the kernel's process"],
    notebook: ["VARCHAR", "Path of the notebook from the file's folder, where told"],
    started_at: ["TIMESTAMP", "Start, UTC"],
    ended_at: ["TIMESTAMP", "End, UTC"],
    status: ["VARCHAR", "running, ok, error or interrupted"],
    error_name: ["VARCHAR", "Name of the error that ended it"],
    lease_until: ["TIMESTAMP", "Until when, in UTC, its process says it lives"],
  }),
  ...table("cell_uses", "A name of an earlier cell run that a cell run used", {
    cell_run_id: ["UUID", "The cell run that used it"],
    name: ["VARCHAR", "The variable, function, class or import"],
    used_cell_run_id: ["UUID", "The cell run that made it"],
  }),
  "ALTER TABLE tfjs_prov.runs ADD COLUMN cell_run_id UUID",
  "COMMENT ON COLUMN tfjs_prov.runs.cell_run_id IS 'The cell run that started it'",
];
