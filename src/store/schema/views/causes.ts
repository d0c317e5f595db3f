import { numberText } from "./parts";

/** A short form of a hash, long enough to tell two apart. */
const short = (hash: string) => `left(${hash}, 12)`;

/** The value that rows agree on, or the distinct ones in their order. */
const inOrder = (value: string, order: string) =>
  `CASE WHEN count(DISTINCT ${value}) = 1 THEN min(${value}) ` +
  `ELSE string_agg(${value}, ' → ' ORDER BY ${order}) END`;

const data = `
  SELECT run_id, name, ${inOrder("value", "position")} AS value
  FROM (
    SELECT u.run_id, concat_ws(' ', u.split, u.role, u.part) AS name, h.position,
      concat_ws(', ', u.name, u.rows || ' rows',
        CASE WHEN u.first_row > 0 THEN 'from row ' || u.first_row END,
        ${short("u.dataset_hash")}) AS value
    FROM main.dataset_uses u JOIN tfjs_prov.phases h ON h.phase_id = u.phase_id
  ) GROUP BY run_id, name`;

/** A value as text; text that reads as a number or a truth is in quotes. */
const scalarText = (value: string) => `CASE CAST(union_tag(${value}) AS VARCHAR)
      WHEN 'num' THEN ${numberText(`${value}.num`)}
      WHEN 'bool' THEN CAST(${value}.bool AS VARCHAR)
      ELSE CASE WHEN TRY_CAST(${value}.text AS DOUBLE) IS NOT NULL
          OR ${value}.text IN ('true', 'false')
        THEN '"' || ${value}.text || '"' ELSE ${value}.text END END`;

const params = `
  SELECT run_id, name, ${inOrder("value", "position")} AS value
  FROM (
    SELECT p.run_id, p.name, coalesce(h.position, -1) AS position, ${scalarText("p.value")} AS value
    FROM tfjs_prov.params p LEFT JOIN tfjs_prov.phases h ON h.phase_id = p.phase_id
  ) GROUP BY run_id, name`;

const steering = `
  SELECT run_id, name, string_agg(
    concat_ws(' ', ${scalarText("new_value")}, 'at epoch ' || epoch), ' → '
    ORDER BY recorded_at, event_id) AS value
  FROM tfjs_prov.events WHERE cause = 'user' GROUP BY run_id, name`;

const code = `
  SELECT run_id, name, ${inOrder("value", "started_at")} AS value
  FROM (
    SELECT run_id, coalesce(string_agg(DISTINCT name, ', ' ORDER BY name), 'this cell')
      AS name, ${short("cell_hash")} AS value, max(started_at) AS started_at
    FROM main.code GROUP BY run_id, cell_hash
  ) GROUP BY run_id, name`;

const model = `
  SELECT run_id, 'architecture' AS name, ${inOrder(short("model_id"), "position")} AS value
  FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id
  UNION ALL
  SELECT f.run_id, 'layer ' || l.position, concat_ws(' ', l.kind, l.units, l.activation,
    l.rate, l.regularizer, CASE WHEN NOT l.trainable THEN 'frozen' END)
  FROM (
    SELECT run_id, arg_min(model_id, position) AS model_id
    FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id
  ) f JOIN tfjs_prov.layers l ON l.model_id = f.model_id`;

const seed = `
  SELECT run_id, 'session' AS name, coalesce(CAST(seed AS VARCHAR), 'none') AS value
  FROM tfjs_prov.seeds WHERE moment = 'run'`;

const weights = `
  SELECT run_id, k.name AS name, k.value AS value
  FROM (
    SELECT u.run_id, unnest([
      {'name': 'initial', 'value': ${short("arg_min(s.weights_hash, h.position)")}},
      {'name': 'from', 'value': arg_min(
        concat_ws(' from ', s.origin, coalesce(a.place, r.name)), h.position)}
    ]) AS k
    FROM tfjs_prov.state_uses u
    JOIN tfjs_prov.phases h ON h.phase_id = u.phase_id
    JOIN tfjs_prov.model_states s ON s.state_id = u.state_id
    LEFT JOIN tfjs_prov.artifacts a ON a.artifact_id = s.artifact_id
    LEFT JOIN tfjs_prov.runs r ON r.run_id = s.run_id AND r.run_id <> u.run_id
    GROUP BY u.run_id
  )`;

const fields = (
  "backend device node kernel platform arch os os_release in_container " +
  "cpu cpus memory_bytes gpu lockfile lockfile_hash"
).split(" ");

const environment = `
  SELECT h.run_id, v.name, v.value
  FROM (
    SELECT run_id, arg_max(environment_id, position) AS environment_id
    FROM tfjs_prov.phases WHERE environment_id IS NOT NULL GROUP BY run_id
  ) h
  JOIN (
    SELECT environment_id, unnest([${fields.map((name) => `'${name}'`).join(", ")}]) AS name,
      unnest([${fields.map((name) => `CAST(${name} AS VARCHAR)`).join(", ")}]) AS value
    FROM tfjs_prov.environments
    UNION ALL SELECT environment_id, name, version FROM tfjs_prov.packages
  ) v ON v.environment_id = h.environment_id`;

const commit = `
  SELECT run_id, unnest(['commit', 'branch', 'dirty', 'patch']) AS name,
    unnest([${short("commit_hash")}, branch, CAST(dirty AS VARCHAR), ${short("patch_hash")}])
      AS value
  FROM tfjs_prov.run_commits`;

/**
 * The SQL of what makes a run, by aspect, the most telling first: each gives name and
 * value. A new aspect is an entry, at its place.
 */
export const causes = {
  data,
  params,
  steering,
  code,
  model,
  seed,
  weights,
  environment,
  commit,
};
