import { opened } from "../open";
import type { Query } from "../query";
import type { Sql } from "../sql";
import type { KnownRelation } from "./catalogue";
import { isName, nameOf, type Place } from "./place";
import type { Resolved } from "./resolve";
import type { Cursor } from "./statement";

/** How many values are offered at most. */
const MOST = 100;

/** Return values from the file for what is typed in quotes; none if it can't be read. */
export async function valuesFor(cursor: Cursor): Promise<string[]> {
  const prov = opened();
  const values = prov && valuesQuery(prov.sql, cursor);
  if (!values) return [];
  const { typed } = cursor.place;
  const rows = await prov.sql`
    SELECT value FROM ${values}
    WHERE starts_with(lower(value), lower(${typed})) LIMIT ${MOST}`
    .run()
    .catch(() => []);
  return Array.from(rows, ({ value }) => String(value));
}

function valuesQuery(sql: Sql, { place, sources }: Cursor): Query | undefined {
  const compared = comparedColumn(place);
  if (!compared) return undefined;
  const { path, column, key } = compared;
  const found = relationWith(column, path, sources);
  if (!found) return undefined;
  if (key) return keysQuery(sql, column);
  return found.relation && columnQuery(sql, column, found.relation);
}

interface Compared {
  path: readonly string[];
  column: string;
  /** Whether it is a key of the column, in brackets. */
  key: boolean;
}

/** Find the column that a text is compared with: `x = '`, `x IN ('a', '`, `x['`. */
function comparedColumn({ before }: Place): Compared | undefined {
  const texts = before.map(({ text }) => text);
  const key = texts.at(-1) === "[";
  const n = key ? texts.length - 1 : beforeOperator(texts);
  const column = n === undefined ? undefined : texts[n - 1];
  if (n === undefined || !isName(column)) return undefined;
  const owner = texts[n - 2] === "." ? texts[n - 3] : undefined;
  const path = isName(owner) ? [nameOf(owner)] : [];
  return { path, column: nameOf(column).toLowerCase(), key };
}

/** Return the place of the operator that a text stands behind. */
function beforeOperator(texts: readonly string[]): number | undefined {
  let n = texts.length;
  while (/^'|^,$/.test(texts[n - 1] ?? "")) n--;
  if (texts[n - 1] === "(" && /^IN$/i.test(texts[n - 2] ?? "")) n -= 2;
  else if (n < texts.length) return undefined;
  else if (/^(?:LIKE|ILIKE)$/i.test(texts[n - 1] ?? "")) n--;
  else {
    while (/^[=<>!]$/.test(texts[n - 1] ?? "")) n--;
    if (n === texts.length) return undefined;
  }
  return /^NOT$/i.test(texts[n - 1] ?? "") ? n - 1 : n;
}

function relationWith(
  column: string,
  [owner]: readonly string[],
  sources: readonly Resolved[],
): Resolved | undefined {
  return sources.find(
    ({ alias, columns }) =>
      (owner === undefined || owner.toLowerCase() === alias.toLowerCase()) &&
      columns.some(({ name }) => name.toLowerCase() === column),
  );
}

/** Where the keys of maps are read from. */
function keysQuery(sql: Sql, column: string): Query | undefined {
  switch (column) {
    case "params":
      return sql`SELECT DISTINCT name AS value FROM tfjs_prov.params ORDER BY value`;
    case "metrics":
    case "last":
    case "least":
    case "greatest":
      return sql`SELECT DISTINCT metric AS value FROM tfjs_prov.series ORDER BY value`;
    default:
      return undefined;
  }
}

/** The columns of `metrics` that its series have: to scan all points would take long. */
const ofSeries = ["metric", "split", "per"];

/** Read the values of a column, where that is quick from a base table. */
function columnQuery(sql: Sql, column: string, relation: KnownRelation) {
  const { schema, name } = relation;
  const { type } = relation.columns.find((one) => one.name.toLowerCase() === column)!;
  if (type !== "VARCHAR" && type !== "") return undefined;
  const view = schema === "main" && name in views;
  const runs = (view && column === "run") || (name === "runs" && column === "name");
  if (runs) {
    return sql`SELECT name AS value FROM tfjs_prov.runs
      GROUP BY name ORDER BY max(started_at) DESC`;
  }
  if (view && ofSeries.includes(column)) return distinct(sql, column, "series");
  const base = view && column !== "status" ? views[name as keyof typeof views] : null;
  return base
    ? distinct(sql, column, base)
    : sql`SELECT DISTINCT ${sql.id(column)} AS value FROM ${sql.id(schema, name)} ORDER BY value`;
}

/** The base table of each view, where it has the same columns. */
const views = {
  runs: "runs",
  phases: "phases",
  params: "params",
  events: "events",
  layers: "layers",
  models: "models",
  experiments: null,
  compare: null,
  metrics: null,
  epochs: null,
} as const;

function distinct(sql: Sql, column: string, table: string): Query {
  return sql`SELECT DISTINCT ${sql.id(column)} AS value
    FROM ${sql.id("tfjs_prov", table)} ORDER BY value`;
}
