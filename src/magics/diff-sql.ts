import { quoted } from "../store/literal";

/** Write the statement of what differs between two runs, told by name or by id. */
export function diffSql(a: string, b: string): string {
  return `SELECT aspect, name, a.value AS a, b.value AS b, ${change} AS change
FROM ${traitsSql(a)} a
FULL JOIN ${traitsSql(b)} b
USING (place, aspect, name)
WHERE a.value IS DISTINCT FROM b.value
ORDER BY place, ${namePlace}, name`;
}

/** Write the statement of how many traits of each aspect two runs share. */
export function equalSql(a: string, b: string): string {
  return `SELECT aspect, count(*) AS n
FROM ${traitsSql(a)} a
JOIN ${traitsSql(b)} b USING (place, aspect, name, value)
GROUP BY place, aspect ORDER BY place`;
}

const change =
  "CASE WHEN aspect = 'results'\n" +
  "  THEN TRY_CAST(b.value AS DOUBLE) - TRY_CAST(a.value AS DOUBLE) END";

/** Other data than those trained on tell more; of layers the tenth follows the second. */
const namePlace =
  "aspect = 'results' AND NOT regexp_matches(name, '^(val|test)_'),\n" +
  "  CASE WHEN name LIKE 'layer %' THEN length(name) ELSE 0 END";

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function traitsSql(run: string): string {
  if (uuid.test(run)) return `(FROM traits WHERE run_id = ${quoted(run)})`;
  return `(FROM traits WHERE run_id = (
  SELECT run_id FROM runs WHERE name = ${quoted(run)}
  ORDER BY started_at DESC, run_id DESC LIMIT 1))`;
}
