/** The rows of cells, their fields named as the columns. */

/** One version of a cell's source. */
export interface CellRow {
  /** SHA-256 of the source as it was written, in hex. */
  cell_hash: string;
  /** As it was written: secrets are taken out on the way into the file. */
  source: string;
}

/** One execution of a cell, as it starts. */
export interface CellRunRow {
  cell_run_id: string;
  cell_hash: string;
  cell_id: string | null;
  execution_count: number;
  session_id: string;
  /** From the file's folder, with forward slashes. */
  notebook: string | null;
  started_at: number;
}

/** A name of an earlier cell run that a cell run used. */
export interface CellUseRow {
  cell_run_id: string;
  name: string;
  used_cell_run_id: string;
}

/** How an execution of a cell ended. */
export interface CellEnding {
  status: "ok" | "error" | "interrupted";
  error_name: string | null;
  ended_at: number;
}

/** The tables of cells, by name. */
export interface CellTables {
  cells: CellRow;
  cell_runs: CellRunRow;
  cell_uses: CellUseRow;
}

/**
 * Where cell runs are put. Like a `FactSink` it returns at once and never throws, and
 * what is in the file already is not added again. It opens the file for a moment only,
 * and not at all between `close()` and the next use of the file.
 */
export interface CellSink {
  add<T extends keyof CellTables>(table: T, row: CellTables[T]): void;
  /** Set how a cell run ended. */
  endCell(cellRunId: string, ending: CellEnding): void;
}
