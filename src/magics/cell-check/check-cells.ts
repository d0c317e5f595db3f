import { dirname, join, resolve } from "node:path";
import { kernelHost } from "../../kernel/host";
import { ProvError } from "../../util/errors";
import type { Session } from "../query";
import type { Rows } from "../rows";
import { readNotebook, type SavedNotebook } from "../saved-notebook";
import { makeSql, type Sql } from "../sql";
import {
  judge,
  type KnownNotebook,
  type RanCell,
  type Standing,
  type UsedCell,
} from "./judge";

/** What `checkCells` may be told. */
export interface CheckCellsOptions {
  /** Path of the notebook; the one that is recorded unless told. */
  notebook?: string;
}

/** A run, with how the cell that made it stands in the notebook now. */
export interface CheckedRun extends Record<string, unknown> {
  run: string;
  cell: number | null;
  standing: Standing | null;
  why: string | null;
}

/** Tell of each run whether the cell that made it still stands in the notebook. */
export type CheckCells = (options?: CheckCellsOptions) => Promise<Rows<CheckedRun>>;

/** Make the `checkCells` verb of a file; `path` tells where that is now, absolute. */
export function makeCheckCells(session: Session, path: () => string): CheckCells {
  return async ({ notebook } = {}) => {
    const sql = makeSql(session);
    const file = notebook ? resolve(notebook) : await recorded(sql, path());
    const saved = await known(sql, readNotebook(file, "checkCells"));
    const runs = await runsOf(sql);
    const uses = await usesOf(sql);
    const checked = runs.map((run) => {
      if (run.cell_run_id === null) {
        return { ...run, standing: null, why: "no cell made it" };
      }
      return { ...run, ...judge(ranFrom(run), uses.get(run.cell_run_id) ?? [], saved) };
    });
    return rowsFrom(sql, checked);
  };
}

/** Tell of each cell of a notebook whether it was run as it stands. */
async function known(sql: Sql, notebook: SavedNotebook): Promise<KnownNotebook> {
  const rows = await sql<{ cell_hash: string }>`
    SELECT DISTINCT cell_hash FROM tfjs_prov.cell_runs`;
  const hashes = new Set(rows.toArray().map((row) => row.cell_hash));
  const cells = notebook.cells.map((cell) => ({ ...cell, ran: hashes.has(cell.hash) }));
  return { ...notebook, cells };
}

interface Ran extends Record<string, unknown> {
  cell_run_id: string | null;
  cell_hash: string;
  source: string;
  cell_id: string | null;
  cell: number | null;
  started_at: Date;
}

function ranFrom({ cell_hash, source, cell_id, cell, started_at }: Ran): RanCell {
  const [hash, id, executionCount] = [cell_hash, cell_id, cell ?? 0];
  return { hash, source, id, executionCount, startedAt: started_at.getTime() };
}

async function runsOf(sql: Sql): Promise<(Ran & { run: string })[]> {
  const rows = await sql<Ran & { run: string }>`
    SELECT r.name AS run, r.cell, r.cell_run_id, c.cell_hash, c.source, c.cell_id, c.started_at
    FROM runs r LEFT JOIN cells c USING (cell_run_id)
    ORDER BY r.started_at, r.run_id`;
  return rows.toArray();
}

/** Return for each cell run that made a run the ones that it comes from. */
async function usesOf(sql: Sql): Promise<Map<string, UsedCell[]>> {
  const rows = await sql<Ran & { of: string; name: string; again: boolean }>`
    WITH RECURSIVE way AS (
      SELECT cell_run_id AS of, cell_run_id, name, used_cell_run_id
      FROM tfjs_prov.cell_uses
      WHERE cell_run_id IN (SELECT cell_run_id FROM tfjs_prov.runs)
      UNION
      SELECT w.of, u.cell_run_id, u.name, u.used_cell_run_id
      FROM way w JOIN tfjs_prov.cell_uses u ON u.cell_run_id = w.used_cell_run_id
    )
    SELECT w.of, w.name, list_contains(b.outdated, w.name) AS again,
      c.cell_run_id, c.cell_hash, c.source, c.cell_id, c.execution_count AS cell,
      c.started_at
    FROM way w JOIN cells c ON c.cell_run_id = w.used_cell_run_id
    JOIN cells b ON b.cell_run_id = w.cell_run_id
    ORDER BY c.started_at, w.name`;
  const uses = new Map<string, UsedCell[]>();
  for (const row of rows) {
    const used = { ...ranFrom(row), name: row.name, again: row.again };
    uses.set(row.of, [...(uses.get(row.of) ?? []), used]);
  }
  return uses;
}

async function rowsFrom(sql: Sql, checked: readonly CheckedRun[]) {
  const column = <C extends keyof CheckedRun>(name: C) =>
    checked.map((row) => row[name]);
  return sql<CheckedRun>`
    SELECT unnest(${column("run")}::VARCHAR[]) AS run,
      unnest(${column("cell")}::INTEGER[]) AS cell,
      unnest(${column("standing")}::VARCHAR[]) AS standing,
      unnest(${column("why")}::VARCHAR[]) AS why`.run();
}

/** Return the notebook whose cells were recorded last, or that of this kernel. */
async function recorded(sql: Sql, file: string): Promise<string> {
  const rows = await sql<{ notebook: string }>`
    SELECT notebook FROM tfjs_prov.cell_runs WHERE notebook IS NOT NULL
    ORDER BY started_at DESC LIMIT 1`;
  const found = rows.at(0)?.notebook;
  if (found !== undefined) return join(dirname(file), found);
  const host = kernelHost()?.notebook;
  if (host !== undefined) return host;
  throw new ProvError("Can't tell which cells still stand: no notebook is known", {
    hint: [
      "not every front end tells its path",
      'try: prov.checkCells({ notebook: "study.ipynb" })',
    ],
  });
}
