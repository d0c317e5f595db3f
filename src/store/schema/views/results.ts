import { greaterWords, lessWords } from "../../../util/better";
import { numberText, statusOf } from "./parts";

/** The words of a metric's name, as `greaterIsBetter` reads them. */
const words =
  "string_split_regex(lower(regexp_replace(s.metric, '([a-z0-9])([A-Z])', '\\1 \\2', 'g')), '[^a-z0-9]+')";

const has = (list: readonly string[]) =>
  `list_has_any(${words}, [${list.map((word) => `'${word}'`).join(", ")}])`;

const rising = `NOT ${has(lessWords)} AND ${has(greaterWords)}`;

/** The SQL of what came of a run: name and value. */
export const results = `
  SELECT run_id, metric || k.name AS name, ${numberText("k.value")} AS value
  FROM (
    SELECT s.run_id, s.metric, unnest([
      {'name': ', last', 'value': arg_max(u.last, s.series)},
      {'name': ', best', 'value': CASE WHEN ${rising} THEN max(u.max) ELSE min(u.min) END}
    ]) AS k
    FROM tfjs_prov.series s JOIN tfjs_prov.series_summaries u USING (run_id, series)
    WHERE s.metric <> 'learningRate'
    GROUP BY s.run_id, s.metric
  )
  UNION ALL SELECT run_id, 'status', ${statusOf("r")} FROM tfjs_prov.runs r
  UNION ALL
  SELECT run_id, 'epochs', CAST(count(*) AS VARCHAR) FROM tfjs_prov.epochs GROUP BY run_id
  UNION ALL
  SELECT run_id, 'final weights', left(arg_max(weights_hash, recorded_at), 12)
  FROM tfjs_prov.model_states WHERE origin IN ('trained', 'restored') GROUP BY run_id`;
