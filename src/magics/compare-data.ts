import type { CompareSeries } from "../charts/compare-input";
import { ProvError, unknownName } from "../util/errors";
import type { ChartOrigin } from "./chart";
import type { Query, Session } from "./query";
import type { Row } from "./rows";
import { chosenRuns, type RunChoice } from "./run-choice";
import { makeSql, type Sql } from "./sql";

/** How a comparison is laid out. */
export type Axis = (typeof axes)[number];
export const axes = ["epoch", "step", "seconds"] as const;

/** A run's history is thinned to about twice so many points before it leaves the file. */
const BUCKETS = 5000;

/** Runs to compare. */
export interface Compared {
  ids: string[];
  /** Whether any of them has the metric once an epoch. */
  perEpoch: boolean;
}

/**
 * Find the runs to compare: those told, else all that have the metric.
 *
 * @throws ProvError for a run, an experiment or a metric that is not in the file, with
 *   the near ones.
 */
export async function comparedRuns(
  session: Session,
  choice: { metric: string; runs?: RunChoice; experiment?: string },
): Promise<Compared> {
  const sql = makeSql(session);
  const { metric } = choice;
  const ids = await chosenRuns(session, choice);
  const found = await sql<{ run_id: string; per: string }>`
    SELECT DISTINCT run_id, per FROM tfjs_prov.series
    WHERE metric = ${metric} AND run_id IN (SELECT unnest(${ids})::UUID)`;
  if (found.length === 0) await refuseMetric(sql, metric);
  const rows = found.toArray();
  const having = [...new Set(rows.map(({ run_id }) => run_id))];
  return {
    ids: choice.runs === undefined ? having : ids,
    perEpoch: rows.some(({ per }) => per === "epoch"),
  };
}

/** Refuse what a comparison can't be laid out by. */
export function refuseAxis(x: string): void {
  if ((axes as readonly string[]).includes(x)) return;
  throw new ProvError(`Could not compare by ${JSON.stringify(x)}`, {
    hint: `x is ${axes.map((axis) => JSON.stringify(axis)).join(", ")}`,
  });
}

async function refuseMetric(sql: Sql, metric: string): Promise<void> {
  const rows = await sql<{ metric: string }>`
    SELECT metric FROM tfjs_prov.series GROUP BY metric ORDER BY metric`;
  const known = rows.toArray().map(({ metric }) => metric);
  if (known.includes(metric)) return;
  throw unknownName("metric", metric, known, {
    attempt: (near) => `prov.compare(${JSON.stringify(near)})`,
  });
}

/** What is read of a metric's histories. */
export interface Histories {
  metric: string;
  x: Axis;
  ids: readonly string[];
}

/** Histories as they were read, and what read them; nothing where there was no run. */
export interface ReadHistories {
  series: CompareSeries[];
  origin: ChartOrigin | undefined;
}

/** Read the histories of a metric, a run each, the first started first. */
export async function seriesOf(
  session: Session,
  histories: Histories,
): Promise<ReadHistories> {
  if (histories.ids.length === 0) return { series: [], origin: undefined };
  const sql = makeSql(session);
  const points = thinned(sql, pointsOf(sql, histories));
  const query = sql`
    SELECT r.run_id, r.name, r.status, any_value(p.n) AS total,
      coalesce(list(p.x ORDER BY p.i) FILTER (p.i IS NOT NULL), []) AS x,
      coalesce(list(p.value ORDER BY p.i) FILTER (p.i IS NOT NULL), []) AS value
    FROM runs r LEFT JOIN ${points} p USING (run_id)
    WHERE r.run_id IN (SELECT unnest(${histories.ids})::UUID)
    GROUP BY r.run_id, r.name, r.status
    ORDER BY min(r.started_at), r.run_id`;
  const rows = await query;
  const { text, values } = query;
  const runIds = Array.from(rows, ({ run_id }) => String(run_id));
  const series = Array.from(rows, seriesFrom);
  return { series, origin: { text, values, rows, runIds } };
}

function seriesFrom(row: Row): CompareSeries {
  const x = row.x as number[];
  return {
    run: String(row.name),
    status: row.status as CompareSeries["status"],
    x,
    value: row.value as number[],
    ...(Number(row.total) > x.length && { total: Number(row.total) }),
  };
}

/** The points that are drawn: by epoch those of epochs, else of steps, if there are any. */
function pointsOf(sql: Sql, { metric, x, ids }: Histories): Query {
  const column = sql.id(x === "epoch" ? "run_epoch" : x);
  const wanted = x === "epoch" ? "epoch" : "step";
  return sql`
    SELECT m.run_id, m.${column} AS x, m.value,
      row_number() OVER (PARTITION BY m.run_id, m.per
        ORDER BY m.${column}, m.recorded_at, m.step, m.value) AS i,
      count(*) OVER (PARTITION BY m.run_id, m.per) AS n
    FROM metrics m
    WHERE m.metric = ${metric} AND m.run_id IN (SELECT unnest(${ids})::UUID)
      AND m.${column} IS NOT NULL
    QUALIFY m.per = ${wanted} OR NOT bool_or(m.per = ${wanted}) OVER (PARTITION BY m.run_id)`;
}

/**
 * Thin long histories: of each bucket the least and the greatest, and all that are not
 * finite; the first and the last of a history. The same points each time.
 */
function thinned(sql: Sql, points: Query): Query {
  return sql`
    FROM ${points}
    WINDOW
      least AS (PARTITION BY run_id, i * ${BUCKETS} // n
        ORDER BY isfinite(value) DESC, value, i),
      greatest AS (PARTITION BY run_id, i * ${BUCKETS} // n
        ORDER BY isfinite(value) DESC, value DESC, i)
    QUALIFY n <= ${2 * BUCKETS} OR i IN (1, n) OR NOT isfinite(value)
      OR row_number() OVER least = 1 OR row_number() OVER greatest = 1`;
}
