import { quoted } from "../../literal";
import { keyOfHash, keyOfIri } from "../views/prov/key";
import { stateStarts } from "../views/prov/states";
import { stepsView } from "./steps";
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
 * Walk in breadth: `UNION` meets each thing once, so a circle in an imported document
 * ends, and its rows come in the order in which they are met, which `row_number()` alone
 * keeps where several threads read. A thing's way back leads to that of its neighbours
 * which was met first, and its depth is the length of that way.
 *
 * Lists of one row tell DuckDB's planner that few things are reached: a walk may reach
 * millions for all it knows, and it would make hash tables of whole tables of facts.
 */
function walk(from: string, to: string): string {
  return `walk AS (
  SELECT key FROM start
  UNION
  SELECT s.${to} FROM walk w JOIN steps s ON s.${from} = w.key
),
met AS MATERIALIZED (
  SELECT unnest(keys) AS key, unnest(places) AS place FROM (
    SELECT list(key) AS keys, list(place) AS places
    FROM (SELECT key, row_number() OVER () AS place FROM walk)
  )
),
ways AS MATERIALIZED (
  SELECT s.relation, s.${to} AS key, s.${from} AS key_before, m.place
  FROM steps s JOIN met m ON m.key = s.${from}
),
back AS MATERIALIZED (
  SELECT key, arg_min(key_before, place) AS key_before FROM ways
  WHERE key NOT IN (FROM start) GROUP BY key
),
depths AS (
  SELECT key, 0 AS depth FROM start
  UNION ALL
  SELECT b.key, d.depth + 1 FROM depths d JOIN back b ON b.key_before = d.key
),
reached AS MATERIALIZED (
  SELECT unnest(keys) AS key, unnest(depths) AS depth
  FROM (SELECT list(key) AS keys, list(depth) AS depths FROM depths)
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
  // A file of DuckDB 1.0's format drops the word MATERIALIZED, and what is used once may
  // then be computed where it is used: `back`, at each depth. So it is used twice.
  const text = `WITH RECURSIVE ${start},
steps AS MATERIALIZED (
${stepsView.select}
),
${walk(from, to)},
nearer AS (
  SELECT key, nearest.relation AS relation, nearest.key AS key_before FROM (
    SELECT w.key,
      min({'depth': d.depth, 'relation': w.relation, 'key': w.key_before}) AS nearest
    FROM ways w JOIN back k ON k.key = w.key JOIN reached d ON d.key = w.key_before
    GROUP BY w.key
  )
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
