import type { FactTables } from "../facts";
import { integer, timestamp } from "../literal";
import { type Columns, or, scrubbed, text } from "./literals";

type Tables = "cells" | "cell_runs" | "cell_uses";

/** The columns of cells and their executions. */
export const cellsColumns: { [T in Tables]: Columns<FactTables[T]> } = {
  cells: {
    cell_hash: text,
    source: scrubbed,
  },
  cell_runs: {
    cell_run_id: text,
    cell_hash: text,
    cell_id: or(text),
    execution_count: integer,
    session_id: text,
    notebook: or(text),
    started_at: timestamp,
  },
  cell_uses: {
    cell_run_id: text,
    name: text,
    used_cell_run_id: text,
  },
};
