import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path";
import type { CellRun, KernelHost } from "../kernel/host";
import type { CellSink } from "../store/cell-facts";
import { nowMs } from "../util/clock";
import { messageOf } from "../util/errors";
import { processId } from "../util/process-id";
import { sha256 } from "../util/sha256";

/** Where cells are recorded, and how trouble is told. */
export interface CellRecording {
  sink: CellSink;
  /** Tell the file that is recorded into, absolute. */
  file: () => string;
  say: (message: string) => void;
  /** Called when it was stopped and the last cell that ran meanwhile has its end. */
  ended?: () => void;
}

/**
 * Record the cells that ran in a kernel so far, and each one from here on. Return how
 * to stop it: no cell is added then, but one that runs still gets its end.
 */
export function recordCells(host: KernelHost, recording: CellRecording): () => void {
  const started = new Set<string>();
  const start = (cell: CellRun) => {
    started.add(cell.id);
    addStart(recording, cell, host.notebook);
  };
  const end = (cell: CellRun) => {
    if (started.delete(cell.id)) addEnd(recording.sink, cell);
  };
  let stopped = false;
  const leave = () => {
    forget();
    recording.ended?.();
  };
  const record = guarded(recording.say, (cell: CellRun, moment: "start" | "end") => {
    if (moment === "end") end(cell);
    else if (!stopped) start(cell);
    if (stopped && started.size === 0) leave();
  });
  const forget = host.onCell(record);
  for (const cell of host.cells) {
    record(cell, "start");
    if (cell.status !== "running") record(cell, "end");
  }
  return () => {
    stopped = true;
    if (started.size === 0) forget();
  };
}

function addStart({ sink, file }: CellRecording, cell: CellRun, notebook?: string) {
  const cell_hash = sha256(cell.source);
  sink.add("cells", { cell_hash, source: cell.source });
  sink.add("cell_runs", {
    cell_run_id: cell.id,
    cell_hash,
    cell_id: cell.cellId ?? null,
    execution_count: cell.executionCount,
    session_id: processId,
    notebook: notebook === undefined ? null : notebookFrom(dirname(file()), notebook),
    started_at: cell.startedAt,
  });
}

function addEnd(sink: CellSink, cell: CellRun): void {
  for (const { name, cellRunId } of cell.uses) {
    sink.add("cell_uses", { cell_run_id: cell.id, name, used_cell_run_id: cellRunId });
  }
  sink.endCell(cell.id, {
    status: cell.status === "running" ? "ok" : cell.status,
    error_name: cell.errorName ?? null,
    ended_at: cell.endedAt ?? nowMs(),
  });
}

/**
 * Return a notebook's path from a folder, with forward slashes; its name alone where
 * the way leads through the folders above the user's home, whose names tell who it is.
 */
export function notebookFrom(
  folder: string,
  notebook: string,
  home = homedir(),
): string {
  const way = relative(folder, notebook);
  const up = way.split(sep).filter((part) => part === "..");
  const common = join(folder, ...up);
  const toHome = relative(common, home);
  const above = toHome !== "" && !toHome.startsWith("..") && !isAbsolute(toHome);
  const shown = isAbsolute(way) || (up.length > 0 && above) ? basename(notebook) : way;
  return shown.replaceAll(sep, "/");
}

/** Keep trouble away from cells; it is said once. */
function guarded<A extends unknown[]>(
  say: (message: string) => void,
  body: (...args: A) => void,
): (...args: A) => void {
  let said = false;
  return (...args) => {
    try {
      body(...args);
    } catch (error) {
      if (said) return;
      said = true;
      say(`Could not record a cell\n  ${messageOf(error)}\n  cells go on as before`);
    }
  };
}
