import { greaterIsBetter } from "../charts/best";
import type { Session } from "./query";
import { type Part, Report } from "./report";
import type { Rows } from "./rows";
import { oneRun, type RunKey } from "./run-choice";
import { makeSql, type Sql } from "./sql";
import { shortText } from "./value-text";

/** Tell all of one run on one screen; of the last started unless told. */
export type Describe = (run?: RunKey) => Report;

/** Make the `describe` verb of a session; it reads when the report is shown. */
export function makeDescribe(session: Session): Describe {
  return (run) =>
    new Report(run === undefined ? "the last run" : "a run", async () => {
      const sql = makeSql(session);
      const id = await oneRun(
        session,
        run,
        (near) => `prov.describe(${JSON.stringify(near)})`,
      );
      return Promise.all(parts.map((part) => part(sql, id)));
    });
}

/** What is told of a run, in the order of the screen; what has no rows is left out. */
const parts: readonly ((sql: Sql, id: string) => Promise<Part>)[] = [
  outcome,
  params,
  metrics,
  phases,
  events,
  layers,
];

interface Outcome extends Record<string, unknown> {
  name: string;
  experiment: string;
  status: string;
  status_reason: string | null;
  started_at: Date;
  duration_s: number | null;
  epochs: number;
  parent: string | null;
}

async function outcome(sql: Sql, id: string): Promise<Part> {
  const [run] = await sql<Outcome>`
    SELECT r.*, p.name AS parent FROM runs r
    LEFT JOIN tfjs_prov.runs p ON p.run_id = r.parent_run_id WHERE r.run_id = ${id}`;
  const { name, experiment, status, status_reason: reason, epochs } = run!;
  const seconds = run!.duration_s;
  const lasted = seconds === null ? "" : `, ${seconds.toFixed(1)} s`;
  return {
    facts: [
      ["run", name],
      ["experiment", experiment],
      ["status", reason === null ? status : `${status}: ${reason}`],
      ["started", `${shortText(run!.started_at)} UTC${lasted}`],
      ["epochs", epochs.toLocaleString("en-US")],
      ...(run!.parent === null ? [] : [["part of", run!.parent] as const]),
      ["id", id],
    ],
  };
}

async function params(sql: Sql, id: string): Promise<Part> {
  const rows = await sql`
    SELECT p.name, p.value, p.source FROM params p
    LEFT JOIN tfjs_prov.phases h ON h.phase_id = p.phase_id
    WHERE p.run_id = ${id}
    QUALIFY row_number() OVER (PARTITION BY p.name
      ORDER BY coalesce(h.position, -1) DESC) = 1
    ORDER BY p.source = 'user' DESC, p.source, p.name`.first();
  return { title: "Params", rows };
}

async function metrics(sql: Sql, id: string): Promise<Part> {
  const names = await sql<{ metric: string }>`
    SELECT DISTINCT metric FROM tfjs_prov.series WHERE run_id = ${id}`;
  const rising = Array.from(names, ({ metric }) => metric).filter(greaterIsBetter);
  const rows = await sql`
    WITH each AS (
      SELECT metric, split, max(s.series) AS place, sum(points) AS points,
        arg_max(last, s.series) AS last,
        min(min) AS least, arg_min_null(h.first_run_epoch + min_epoch, min) AS least_epoch,
        max(max) AS greatest, arg_max_null(h.first_run_epoch + max_epoch, max) AS greatest_epoch
      FROM tfjs_prov.series s
      JOIN tfjs_prov.series_summaries USING (run_id, series)
      JOIN tfjs_prov.phases h ON h.phase_id = s.phase_id
      WHERE run_id = ${id} GROUP BY metric, split
    )
    SELECT metric, split, last, if(up, greatest, least) AS best,
      if(up, greatest_epoch, least_epoch) AS best_epoch, points
    FROM (SELECT *, list_contains(${rising}::VARCHAR[], metric) AS up FROM each)
    ORDER BY place, metric`.first();
  return { title: "Metrics", rows };
}

function phases(sql: Sql, id: string): Promise<Part> {
  return titled(
    "Phases",
    sql`
      SELECT position, kind, name, status, epochs, round(duration_s, 1) AS seconds
      FROM phases WHERE run_id = ${id} ORDER BY position`.first(),
  );
}

function events(sql: Sql, id: string): Promise<Part> {
  return titled(
    "Events",
    sql`
      SELECT kind, name, epoch, step, old_value AS before, new_value AS after, cause,
        nullif(concat_ws(': ', layer, message), '') AS message
      FROM events WHERE run_id = ${id} ORDER BY recorded_at, event_id`.first(),
  );
}

function layers(sql: Sql, id: string): Promise<Part> {
  return titled(
    "Layers",
    sql`
      SELECT position, name, kind, units, activation, rate, trainable, parameters, output_shape
      FROM layers WHERE run_id = ${id} ORDER BY phase_id, position`.first(),
  );
}

async function titled(title: string, rows: Promise<Rows>): Promise<Part> {
  return { title, rows: await rows };
}
