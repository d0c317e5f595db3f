import { quoted } from "../../literal";
import { keyOfHash, keyOfIri } from "../views/prov/key";
import { stateStarts } from "../views/prov/states";
import { importedThings, leafSelects, thingSelects } from "./things";

/** A table macro, and what it says of itself. */
export interface Macro {
  name: string;
  comment: string;
  text: string;
}

/** Return the statements that make a macro. */
export function macroStatements({ name, comment, text }: Macro): string[] {
  return [
    `CREATE OR REPLACE MACRO ${name}(thing) AS TABLE\n${text}`,
    `COMMENT ON MACRO TABLE ${name} IS ${quoted(comment)}`,
  ];
}

/** What a word of the user's may mean; a run means its phases, too. */
const start = `named AS (
  SELECT key FROM (
    SELECT run_id AS key FROM tfjs_prov.runs WHERE name = CAST(thing AS VARCHAR)
    ORDER BY started_at DESC, run_id DESC LIMIT 1
  )
  UNION
  SELECT TRY_CAST(CAST(thing AS VARCHAR) AS UUID)
  UNION
  SELECT ${keyOfIri("CAST(thing AS VARCHAR)")} WHERE CAST(thing AS VARCHAR) LIKE '%:%'
  UNION
  SELECT ${keyOfHash("CAST(thing AS VARCHAR)")}
  WHERE regexp_full_match(CAST(thing AS VARCHAR), '[0-9a-f]{64}')
  UNION
  ${stateStarts.join("\n  UNION\n  ")}
),
start AS (
  SELECT key FROM named WHERE key IS NOT NULL
  UNION
  SELECT phase_id FROM tfjs_prov.phases WHERE run_id IN (FROM named)
  UNION
  SELECT coalesce(phase_id, run_id) FROM tfjs_prov.events WHERE event_id IN (FROM named)
)`;

/**
 * Walk in breadth, a row a depth with lists of keys: so each thing is met once, at its
 * least depth, and a circle in an imported document ends.
 */
function walk(from: string, to: string): string {
  return `walk AS (
  SELECT 0 AS depth, list(key) AS frontier, list(key) AS visited FROM start
  UNION ALL
  SELECT any_value(n.depth), list(n.key), (SELECT visited FROM walk) || list(n.key)
  FROM (
    SELECT DISTINCT w.depth + 1 AS depth, s.${to} AS key
    FROM (SELECT depth, unnest(frontier) AS key FROM walk) w
    JOIN steps s ON s.${from} = w.key
    WHERE s.${to} NOT IN (SELECT unnest(visited) FROM walk)
  ) n
  HAVING count(*) > 0
)`;
}

function macro(
  name: string,
  direction: "up" | "down",
  from: string,
  to: string,
): Macro {
  const comment =
    direction === "up"
      ? "What a thing came of, by a run's name or id, a hash or an IRI"
      : "What came of a thing, by a run's name or id, a hash or an IRI";
  // Once, and not at each depth: most of the time would go into reading them.
  const text = `WITH RECURSIVE ${start},
steps AS MATERIALIZED (SELECT relation, later, earlier FROM tfjs_prov.steps),
${walk(from, to)},
reached AS MATERIALIZED (SELECT depth, unnest(frontier) AS key FROM walk),
nearer AS (
  SELECT a.key, arg_min(s.relation, s.relation) AS relation,
    arg_min(s.${from}, s.relation) AS key_before
  FROM reached a
  JOIN steps s ON s.${to} = a.key
  JOIN reached b ON b.key = s.${from} AND b.depth = a.depth - 1
  GROUP BY a.key
),
things AS MATERIALIZED (
  FROM (
    ${[...thingSelects(), importedThings].join("\n    UNION ALL\n    ")}
  ) QUALIFY row_number() OVER (PARTITION BY key ORDER BY what = 'imported') = 1
),
found AS (
  SELECT k.depth, t.*, n.relation, b.id AS from_id
  FROM reached k
  JOIN things t ON t.key = k.key
  LEFT JOIN nearer n ON n.key = k.key
  LEFT JOIN things b ON b.key = n.key_before
),
every AS (
  SELECT depth, what, name, relation, type, id, from_id, CAST(NULL AS VARCHAR) AS value, run_id
  FROM found
  UNION ALL
  ${leafSelects(direction).join("\n  UNION ALL\n  ")}
)
SELECT e.depth, e.what, e.name, e.value, e.relation, r.name AS run, e.type, e.id,
  e.from_id, e.run_id
FROM every e LEFT JOIN tfjs_prov.runs r ON r.run_id = e.run_id
ORDER BY e.depth, e.what, e.id`;
  return { name: `main.${name}`, comment, text };
}

/** The macros of lineage. */
export const macros: readonly Macro[] = [
  macro("lineage", "up", "later", "earlier"),
  macro("lineage_down", "down", "earlier", "later"),
];
