import { homedir } from "node:os";
import type { Repeated } from "../../capture/steer/repeat";
import { ProvError } from "../../util/errors";
import { sha256 } from "../../util/sha256";
import type { Session } from "../query";
import { makeSql, type Sql } from "../sql";
import { steeringOf } from "./steered";

/** A cell that is executed again. */
export interface PlannedCell {
  source: string;
  cellId: string | null;
  executionCount: number;
  /** Whether it must not fail: it did not, and it comes before the run's end. */
  mustSucceed: boolean;
  /** Runs that had ended as it began, by their place in the session. */
  ended: number[];
}

/** What has to be done to make a run again. */
export interface Plan {
  run: { id: string; name: string; status: string; place: number };
  cells: PlannedCell[];
  /** The seed that was made for the session; null where its cells told it. */
  seed: number | null;
  /** Of each run of the session, what was done to it from outside its code. */
  steered: Repeated[];
  /** Path of the notebook from the file's folder, where that is known. */
  notebook: string | null;
}

interface Run extends Record<string, unknown> {
  run_id: string;
  name: string;
  status: string;
  cell_run_id: string | null;
  started_at: Date;
  ended_at: Date | null;
}

interface Cell extends Record<string, unknown> {
  cell_run_id: string;
  cell_hash: string;
  source: string;
  cell_id: string | null;
  execution_count: number;
  status: string;
  notebook: string | null;
  started_at: Date;
  ended_at: Date | null;
}

/**
 * Read what has to be done to make a run again.
 *
 * @throws ProvError when that can't be done: of a run that goes on, that no cell made,
 * or one of whose cells had a secret.
 */
export async function readPlan(session: Session, runId: string): Promise<Plan> {
  const sql = makeSql(session);
  const run = (await runsOf(sql, [runId], [])).at(0)!;
  if (run.status === "running") throw stillRuns(run.name);
  if (run.cell_run_id === null) throw noCell(run.name);
  const cells = await cellsBeside(sql, run.cell_run_id);
  if (cells.length === 0) throw noCell(run.name);
  const ids = cells.map(({ cell_run_id }) => cell_run_id);
  const runs = await runsOf(sql, [], ids);
  const own = cells.findIndex((cell) => cell.cell_run_id === run.cell_run_id);
  const last = Math.max(own, await lastCell(sql, runId, cells));
  const needed = cells.slice(0, last + 1);
  return {
    run: {
      id: runId,
      name: run.name,
      status: run.status,
      place: runs.findIndex((one) => one.run_id === runId),
    },
    cells: needed.map((cell, i) => ({
      source: wholeSource(run.name, cell),
      cellId: cell.cell_id,
      executionCount: cell.execution_count,
      mustSucceed: cell.status === "ok" && i <= own,
      ended: endedBefore(runs, cell),
    })),
    seed: await madeSeed(sql, runs),
    steered: await steeringOf(sql, runs),
    notebook: cells[own]!.notebook,
  };
}

async function runsOf(sql: Sql, ids: string[], cells: string[]): Promise<Run[]> {
  const rows = await sql<Run>`
    SELECT r.run_id, r.name, v.status, r.cell_run_id, r.started_at, r.ended_at
    FROM tfjs_prov.runs r JOIN runs v USING (run_id)
    WHERE r.run_id = ANY(${ids}::UUID[]) OR r.cell_run_id = ANY(${cells}::UUID[])
    ORDER BY r.started_at, r.run_id`;
  return rows.toArray();
}

/** Return the cell runs of the session that a cell run belongs to. */
async function cellsBeside(sql: Sql, cellRunId: string): Promise<Cell[]> {
  const rows = await sql<Cell>`
    SELECT cell_run_id, cell_hash, source, cell_id, execution_count, status, notebook,
      started_at, ended_at
    FROM cells WHERE session_id = (
      SELECT session_id FROM tfjs_prov.cell_runs WHERE cell_run_id = ${cellRunId}
    ) ORDER BY started_at, cell_run_id`;
  return rows.toArray();
}

/** Find the last cell that has ended in which a phase of a run began, such as an evaluate. */
async function lastCell(sql: Sql, runId: string, cells: Cell[]): Promise<number> {
  const [phase] = await sql<{ started_at: Date | null }>`
    SELECT max(started_at) AS started_at FROM tfjs_prov.phases WHERE run_id = ${runId}`;
  const at = phase?.started_at ?? null;
  if (at === null) return -1;
  return cells.findLastIndex(
    ({ started_at, ended_at }) => ended_at !== null && started_at <= at,
  );
}

async function madeSeed(sql: Sql, runs: readonly Run[]): Promise<number | null> {
  const rows = await sql<{ seed: number }>`
    SELECT seed FROM tfjs_prov.seeds WHERE origin = 'made'
      AND run_id = ANY(${runs.map(({ run_id }) => run_id)}::UUID[]) LIMIT 1`;
  return rows.at(0)?.seed ?? null;
}

function endedBefore(runs: readonly Run[], { started_at }: Cell): number[] {
  return runs.flatMap(({ ended_at }, place) =>
    ended_at !== null && ended_at <= started_at ? [place] : [],
  );
}

/** Return a cell's source as it was executed. */
function wholeSource(run: string, cell: Cell): string {
  const { source, cell_hash, execution_count } = cell;
  const forms = [source, source.replaceAll("~", homedir())];
  const whole = forms.find((form) => sha256(form) === cell_hash);
  if (whole !== undefined) return whole;
  throw new ProvError(
    `Can't verify ${run}: cell [${execution_count}] is not kept whole`,
    {
      hint: [
        "a secret or a home folder was taken out of its source, as of all that is kept",
        "try: read it from process.env in the cell, and train again",
      ],
    },
  );
}

function stillRuns(run: string): ProvError {
  return new ProvError(`Can't verify ${run}: it still runs`, {
    hint: `try: await prov.last?.done`,
  });
}

function noCell(run: string): ProvError {
  return new ProvError(`Can't verify ${run}: no recorded cell made it`, {
    hint: [
      "cells are recorded in Jupyter with the kernel tfjs-prov; this run is a script's",
      "try: run the script again with the same seed, and prov.compare()",
    ],
  });
}
