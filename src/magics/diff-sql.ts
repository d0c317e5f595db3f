import { quoted } from "../store/literal";

/** Write the statement of what differs between two runs, told by name or by id. */
export function diffSql(a: string, b: string): string {
  return `SELECT aspect, name, a.value AS a, b.value AS b, ${change} AS change
FROM (FROM traits WHERE run_id = ${runSql(a)}) a
FULL JOIN (FROM traits WHERE run_id = ${runSql(b)}) b USING (place, aspect, name)
WHERE a.value IS DISTINCT FROM b.value
ORDER BY place, ${namePlace}, name`;
}

/** Write the statement of how many traits of each aspect two runs share. */
export function equalSql(a: string, b: string): string {
  return `SELECT aspect, count(*) AS n
FROM (FROM traits WHERE run_id = ${runSql(a)}) a
JOIN (FROM traits WHERE run_id = ${runSql(b)}) b USING (place, aspect, name, value)
GROUP BY place, aspect ORDER BY place`;
}

const change =
  "CASE WHEN aspect = 'results'\n" +
  "  THEN TRY_CAST(b.value AS DOUBLE) - TRY_CAST(a.value AS DOUBLE) END";

/** What was measured on other data than that trained on tells more. */
const namePlace =
  "aspect = 'results' AND NOT regexp_matches(name, '^(val|test)_'),\n  name LIKE 'layer %'";

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function runSql(run: string): string {
  if (uuid.test(run)) return quoted(run);
  return `(
  SELECT run_id FROM runs WHERE name = ${quoted(run)} ORDER BY started_at DESC, run_id DESC LIMIT 1)`;
}
