import { ProvError, unknownName } from "../util/errors";
import { fragment } from "./compose";
import type { Query, Session } from "./query";
import { makeSql, type Sql } from "./sql";

/** One run: its name, its id, a handle, or a row with its `run_id`. */
export type RunKey = string | { readonly id: string } | { readonly run_id?: unknown };

/** Which runs: one, several, or a query with a column `run_id`. */
export type RunChoice = RunKey | Iterable<RunKey> | Query;

/**
 * Return the ids of the runs told; of several with one name the last started.
 *
 * @param choice `experiment` is where names are looked for; everywhere unless told.
 * @throws ProvError for a run or an experiment that is not in the file.
 */
export async function chosenRuns(
  session: Session,
  choice: { runs?: RunChoice; experiment?: string; attempt?: Attempt },
): Promise<string[]> {
  const sql = makeSql(session);
  const { runs, experiment, attempt = amongRuns } = choice;
  if (experiment !== undefined) await refuseExperiment(sql, experiment);
  const among =
    experiment !== undefined
      ? sql`FROM tfjs_prov.runs WHERE experiment = ${experiment}`
      : sql`FROM tfjs_prov.runs`;
  if (isQuery(runs)) {
    const ids = await idsOf(sql`SELECT run_id FROM ${runs}`);
    return idsOf(sql`SELECT run_id FROM ${among} WHERE run_id = ANY(${ids}::UUID[])`);
  }
  if (runs === undefined) return idsOf(sql`SELECT run_id FROM ${among}`);
  const known = await sql<Known>`
    SELECT run_id, name FROM ${among} ORDER BY started_at DESC, run_id DESC`;
  const all = known.toArray();
  return keysOf(runs).map((key) => idOf(key, all, attempt));
}

/**
 * Return the id of one run; of the last started unless told.
 *
 * @param attempt how a near name is used, for the error of a wrong one.
 * @throws ProvError for a run that is not in the file, or when there is none.
 */
export async function oneRun(
  session: Session,
  run: RunKey | undefined,
  attempt: Attempt,
): Promise<string> {
  if (run !== undefined) {
    return (await chosenRuns(session, { runs: [run], attempt }))[0]!;
  }
  const rows = await makeSql(session)<{ run_id: string }>`
    SELECT run_id FROM tfjs_prov.runs ORDER BY started_at DESC, run_id DESC LIMIT 1`;
  const id = rows.at(0)?.run_id;
  if (id !== undefined) return id;
  throw new ProvError("No run is recorded yet", {
    hint: "try: prov.autolog(tf), then train",
  });
}

/** Return the name or the id that a run is found by. */
export function textOfKey(run: RunKey): string {
  if (typeof run === "string") return run;
  return String("id" in run ? run.id : run.run_id);
}

type Known = { run_id: string; name: string };

/** Write how a near name is used, for the error of a wrong one. */
export type Attempt = (near: string) => string;

const amongRuns: Attempt = (near) => `runs: [${JSON.stringify(near)}]`;

function idOf(key: string, known: readonly Known[], attempt: Attempt): string {
  const run = known.find(({ run_id, name }) => run_id === key || name === key);
  if (run) return run.run_id;
  const names = [...new Set(known.map(({ name }) => name))];
  throw unknownName("run", key, names, { attempt });
}

function keysOf(runs: Exclude<RunChoice, Query>): string[] {
  const several = typeof runs === "object" && Symbol.iterator in runs;
  return Array.from(several ? runs : [runs], textOfKey);
}

function isQuery(runs: RunChoice | undefined): runs is Query {
  return typeof runs === "object" && fragment in runs;
}

async function idsOf(query: Query): Promise<string[]> {
  return Array.from(await query, ({ run_id }) => String(run_id));
}

async function refuseExperiment(sql: Sql, experiment: string): Promise<void> {
  const rows = await sql`SELECT experiment FROM experiments`;
  const known = Array.from(rows, (row) => String(row.experiment));
  if (known.includes(experiment)) return;
  const attempt = (near: string) => `experiment: ${JSON.stringify(near)}`;
  throw unknownName("experiment", experiment, known, { attempt });
}
