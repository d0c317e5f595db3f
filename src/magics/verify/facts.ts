import type { Session } from "../query";
import { makeQuery } from "../sql";
import type { Fact } from "./compare";

/** Facts of a run that are compared: a statement, and the tables that it needs. */
interface FactList {
  /** What a difference in these is a cause of; null for results. */
  because: string | null;
  needs: readonly string[];
  /**
   * Gives `name`, `key` (equal for what belongs together), `epoch` and `value`, of the run
   * bound to `?`.
   */
  text: string;
}

const lists: readonly FactList[] = [
  {
    because: null,
    needs: ["points", "series"],
    text: `
SELECT s.metric AS name, h.first_run_epoch + p.epoch AS epoch, p.value,
  concat_ws('/', h.position, s.split, s.per, p.step, p.epoch,
    row_number() OVER (PARTITION BY s.series, p.step, p.epoch ORDER BY p.recorded_at)) AS key
FROM tfjs_prov.series s
JOIN tfjs_prov.points p USING (run_id, series)
JOIN tfjs_prov.phases h ON h.phase_id = s.phase_id
WHERE s.run_id = ?
ORDER BY s.series, p.step`,
  },
  {
    because: null,
    needs: ["model_states"],
    text: `
SELECT 'weights' AS name, NULL AS epoch, m.weights_hash AS value,
  concat_ws('/', h.position, m.origin, m.epoch, m.step) AS key
FROM tfjs_prov.model_states m JOIN tfjs_prov.phases h USING (phase_id)
WHERE h.run_id = ? AND m.origin IN ('initial', 'trained') AND weights_hash IS NOT NULL`,
  },
  {
    because: "data",
    needs: ["dataset_uses"],
    text: `
SELECT concat_ws(' ', u.split, u.role, u.part) AS name, NULL AS epoch,
  u.dataset_hash AS value, concat_ws('/', h.position, u.split, u.role, u.part,
    row_number() OVER (PARTITION BY h.position, u.split, u.role, u.part
      ORDER BY u.dataset_hash)) AS key
FROM tfjs_prov.dataset_uses u JOIN tfjs_prov.phases h USING (phase_id)
WHERE h.run_id = ?`,
  },
  {
    because: "code",
    needs: ["phases"],
    text: `
SELECT 'layers' AS name, NULL AS epoch, model_id AS value, position AS key
FROM tfjs_prov.phases WHERE run_id = ?`,
  },
  {
    because: "params",
    needs: ["params"],
    text: `
SELECT p.name, NULL AS epoch, CAST(p.value AS VARCHAR) AS value,
  concat_ws('/', h.position, p.source, p.name,
    row_number() OVER (PARTITION BY p.phase_id, p.source, p.name ORDER BY p.value)) AS key
FROM tfjs_prov.params p LEFT JOIN tfjs_prov.phases h ON h.phase_id = p.phase_id
WHERE p.run_id = ?`,
  },
  {
    because: "steering",
    needs: ["events"],
    text: `
SELECT e.name, min(e.epoch) AS epoch,
  array_to_string(list_sort(list(DISTINCT CAST(e.new_value AS VARCHAR))), ', ') AS value,
  concat_ws('/', h.position, e.step, e.name) AS key
FROM tfjs_prov.events e JOIN tfjs_prov.phases h USING (phase_id)
WHERE e.run_id = ? AND e.kind = 'changed' AND e.cause IN ('user', 'outside the callbacks')
GROUP BY e.name, h.position, e.step`,
  },
  {
    because: "seed",
    needs: ["seeds"],
    text: `
SELECT concat_ws(' ', 'random numbers at the', if(s.moment = 'end', 'end', 'start of the'),
    nullif(s.moment, 'end')) AS name,
  NULL AS epoch, concat_ws(' ', s.stream, s.state) AS value,
  concat_ws('/', s.moment, h.position) AS key
FROM tfjs_prov.seeds s LEFT JOIN tfjs_prov.phases h ON h.phase_id = s.phase_id
WHERE s.run_id = ?`,
  },
  {
    because: "backend",
    needs: ["environments"],
    text: `
SELECT DISTINCT 'backend' AS name, NULL AS epoch,
  concat_ws(' on ', e.backend, e.device) AS value, 'backend' AS key
FROM tfjs_prov.phases h JOIN tfjs_prov.environments e USING (environment_id)
WHERE h.run_id = ?`,
  },
  {
    because: "package version",
    needs: ["environments", "packages"],
    text: `
SELECT DISTINCT p.name, NULL AS epoch, p.version AS value, p.name AS key
FROM tfjs_prov.phases h JOIN tfjs_prov.packages p USING (environment_id)
WHERE h.run_id = $1
UNION SELECT DISTINCT 'node', NULL, e.node, 'node'
FROM tfjs_prov.phases h JOIN tfjs_prov.environments e USING (environment_id)
WHERE h.run_id = $1`,
  },
];

/** Read all facts of a run that can be compared; of what a file has no tables for, none. */
export async function factsOf(session: Session, runId: string): Promise<Fact[]> {
  const query = makeQuery(session);
  const found = await query(
    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'tfjs_prov'",
  );
  const tables = new Set(Array.from(found, (row) => row.table_name));
  const facts: Fact[] = [];
  for (const { because, needs, text } of lists) {
    if (!needs.every((table) => tables.has(table))) continue;
    const rows = await query(text, [runId]);
    for (const { name, key, epoch, value } of rows.toArray()) {
      facts.push({
        because,
        name: String(name),
        key: String(key),
        epoch: typeof epoch === "number" ? epoch : null,
        value,
      });
    }
  }
  return facts;
}
