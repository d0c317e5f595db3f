import { cells } from "../views/prov/cells";
import { charts } from "../views/prov/charts";
import { datasets } from "../views/prov/datasets";
import { environments } from "../views/prov/environment";
import type { Leaves, Mapping, Statements } from "../views/prov/mapping";
import { metricLeaves } from "../views/prov/metrics";
import { models } from "../views/prov/models";
import { paramLeaves } from "../views/prov/params";
import { phases } from "../views/prov/phases";
import { promotions } from "../views/prov/promotions";
import { runs } from "../views/prov/runs";
import { states } from "../views/prov/states";

/** What can be reached by its key, a mapping for what each migration brought; add yours. */
const mappings: readonly Mapping[] = [
  runs,
  phases,
  models,
  cells,
  environments,
  states,
  datasets,
  promotions,
  charts,
];
/** What hangs on things; add yours. */
const leaves: readonly Leaves[] = [paramLeaves, metricLeaves];

const elements = ["entity", "activity", "agent"] as const;

/** Return the SELECTs of what was recorded among the rows of `reached`. */
export function thingSelects(): string[] {
  return mappings.flatMap((mapping) =>
    elements.flatMap((type) =>
      (mapping[type] ?? [])
        .filter(({ thing }) => thing !== undefined)
        .map((each) => thingSelect(type, each)),
    ),
  );
}

function thingSelect(type: string, { from, thing, id, run }: Statements) {
  const { what, key, name, from: tables = from } = thing!;
  return `SELECT k.key, ${id} AS id, '${type}' AS type, '${what}' AS what, ${name} AS name,
    ${run ?? "CAST(NULL AS UUID)"} AS run_id
  FROM ${tables} JOIN reached k ON k.key = ${key}`;
}

/** The SELECT of what imported documents tell of the rows of `reached`. */
export const importedThings = `SELECT k.key, any_value(n.iri) AS id,
    coalesce(any_value(n.kind), 'entity') AS type, 'imported' AS what,
    any_value(n.name) AS name, CAST(NULL AS UUID) AS run_id
  FROM reached k JOIN (
    SELECT unnest(argument_keys) AS key, unnest(arguments) AS iri, NULL AS kind, NULL AS name
    FROM tfjs_prov.imported_statements
    UNION ALL
    SELECT key, id, kind, id_name FROM tfjs_prov.imported_statements WHERE key IS NOT NULL
  ) n ON n.key = k.key GROUP BY k.key`;

/** Return the SELECTs of what hangs on the rows of `reached`, a step further. */
export function leafSelects(direction: Leaves["direction"]): string[] {
  return leaves
    .filter((each) => each.direction === direction)
    .map(
      ({ what, relation, from, of, run, id, name, value }) =>
        `SELECT k.depth + 1, '${what}', ${name}, '${relation}', 'entity', ${id}, t.id, ${value}, ${run}
  FROM ${from} JOIN reached k ON k.key = ${of} JOIN things t ON t.key = k.key`,
    );
}
