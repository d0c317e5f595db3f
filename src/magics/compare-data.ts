import type { CompareSeries } from "../charts/compare-input";
import { unknownName } from "../util/errors";
import { fragment } from "./compose";
import type { Query, Session } from "./query";
import { makeSql, type Sql } from "./sql";

/** Which runs: names, ids and handles, or a query with a column `run_id`. */
export type RunChoice = readonly (string | { readonly id: string })[] | Query;

/** How a comparison is laid out. */
export type Axis = "epoch" | "step" | "seconds";

/** A run's history is thinned to twice so many points before it leaves the file. */
const BUCKETS = 5000;

/** Runs that have a metric. */
export interface Compared {
  ids: string[];
  /** Whether any of them has it once an epoch. */
  perEpoch: boolean;
}

/**
 * Find the runs to compare.
 *
 * @throws ProvError for a run or a metric that is not in the file, with the near ones.
 */
export async function comparedRuns(
  session: Session,
  choice: { metric: string; runs?: RunChoice; experiment?: string },
): Promise<Compared> {
  const sql = makeSql(session);
  const { metric, experiment = null } = choice;
  const chosen = await chosenIds(sql, choice.runs);
  if (chosen?.length === 0) return { ids: [], perEpoch: false };
  const among = chosen
    ? sql`SELECT unnest(${chosen})::UUID AS run_id`
    : sql`SELECT run_id FROM tfjs_prov.runs`;
  const found = await sql<{ run_id: string; per: string }>`
    SELECT DISTINCT s.run_id, s.per
    FROM tfjs_prov.series s JOIN tfjs_prov.runs r USING (run_id)
    WHERE s.metric = ${metric} AND (${experiment} IS NULL OR r.experiment = ${experiment})
      AND s.run_id IN (FROM ${among})`;
  if (found.length === 0) await refuseMetric(sql, metric);
  const rows = found.toArray();
  return {
    ids: [...new Set(rows.map(({ run_id }) => run_id))],
    perEpoch: rows.some(({ per }) => per === "epoch"),
  };
}

/** Return the ids of the runs told; undefined for all. */
async function chosenIds(sql: Sql, runs?: RunChoice): Promise<string[] | undefined> {
  if (runs === undefined) return undefined;
  if (isQuery(runs)) {
    const rows = await sql<{ run_id: string }>`SELECT run_id FROM ${runs}`;
    return rows.toArray().map(({ run_id }) => run_id);
  }
  const known = await sql<{
    run_id: string;
    name: string;
  }>`SELECT run_id, name FROM runs`;
  const all = known.toArray();
  return runs.map((wanted) => {
    const key = typeof wanted === "string" ? wanted : wanted.id;
    const run = all.findLast(({ run_id, name }) => run_id === key || name === key);
    if (run) return run.run_id;
    throw unknownName("run", key, all.map(({ name }) => name).reverse());
  });
}

function isQuery(runs: RunChoice): runs is Query {
  return fragment in runs;
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

/**
 * Read the histories of a metric, a run each, the first started first. A long one is
 * thinned in SQL: of each bucket the least, the greatest, and all that are not finite.
 */
export async function seriesOf(
  session: Session,
  { metric, x, ids }: { metric: string; x: Axis; ids: readonly string[] },
): Promise<CompareSeries[]> {
  const sql = makeSql(session);
  if (ids.length === 0) return [];
  const column = sql.id(x === "epoch" ? "run_epoch" : x);
  const wanted = x === "epoch" ? "epoch" : "step";
  const points = sql`
    SELECT m.run_id, m.per, m.${column} AS x, m.value,
      row_number() OVER (PARTITION BY m.run_id, m.per ORDER BY m.${column}) AS i,
      count(*) OVER (PARTITION BY m.run_id, m.per) AS n
    FROM metrics m
    WHERE m.metric = ${metric} AND m.run_id IN (SELECT unnest(${ids})::UUID)
      AND m.${column} IS NOT NULL
    QUALIFY m.per = ${wanted} OR NOT bool_or(m.per = ${wanted}) OVER (PARTITION BY m.run_id)`;
  const thinned = sql`
    SELECT run_id, x, value, n FROM ${points}
    WINDOW
      least AS (PARTITION BY run_id, i * ${BUCKETS} // n ORDER BY value),
      greatest AS (PARTITION BY run_id, i * ${BUCKETS} // n ORDER BY value DESC)
    QUALIFY n <= ${2 * BUCKETS} OR NOT isfinite(value) OR row_number() OVER least = 1
      OR row_number() OVER greatest = 1`;
  const rows = await sql`
    SELECT r.run_id, r.name, r.status, list(t.x ORDER BY t.x) AS x,
      list(t.value ORDER BY t.x) AS value, any_value(t.n) AS total
    FROM ${thinned} t JOIN runs r USING (run_id)
    GROUP BY ALL
    ORDER BY min(r.started_at), r.run_id`;
  return rows.toArray().map((row) => {
    const x = row.x as number[];
    return {
      run: String(row.name),
      status: row.status as CompareSeries["status"],
      x,
      value: row.value as number[],
      ...(Number(row.total) > x.length && { total: Number(row.total) }),
    };
  });
}
