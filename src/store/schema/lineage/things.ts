import { attributesText } from "../views/prov/attributes";
import { cells } from "../views/prov/cells";
import { environments } from "../views/prov/environment";
import type { Leaves, Mapping, Statements } from "../views/prov/mapping";
import { metricLeaves } from "../views/prov/metrics";
import { models } from "../views/prov/models";
import { paramLeaves } from "../views/prov/params";
import { phases } from "../views/prov/phases";
import { runs } from "../views/prov/runs";

/** What can be reached by its key, a mapping for what each migration brought; add yours. */
const mappings: readonly Mapping[] = [runs, phases, models, cells, environments];
/** What hangs on things; add yours. */
const leaves: readonly Leaves[] = [paramLeaves, metricLeaves];

const elements = ["entity", "activity", "agent"] as const;

/** Return the SELECTs of what was recorded among the rows of `reached`. */
export function thingSelects(): string[] {
  return mappings.flatMap((mapping) =>
    elements.flatMap((type) =>
      (mapping[type] ?? []).flatMap((each) =>
        each.thing ? [thingSelect(type, each)] : [],
      ),
    ),
  );
}

function thingSelect(type: string, { from, thing, id, run, attributes }: Statements) {
  const [what, key] = thing!;
  return `SELECT k.key, ${id} AS id, '${type}' AS type, '${what}' AS what,
    ${attributesText(attributes ?? {})} AS attributes, ${run ?? "CAST(NULL AS UUID)"} AS run_id
  FROM ${from} JOIN reached k ON k.key = ${key}`;
}

/** Return the SELECT of what imported documents tell of the rows of `reached`. */
export const importedThings = `SELECT k.key, any_value(n.iri) AS id,
    coalesce(any_value(n.kind), 'entity') AS type, 'imported' AS what,
    coalesce(any_value(n.attributes), '{}') AS attributes, CAST(NULL AS UUID) AS run_id
  FROM reached k JOIN (
    SELECT unnest(argument_keys) AS key, unnest(arguments) AS iri, NULL AS kind, NULL AS attributes
    FROM tfjs_prov.imported_statements
    UNION ALL
    SELECT key, id, kind, CAST(attributes AS VARCHAR)
    FROM tfjs_prov.imported_statements WHERE key IS NOT NULL
  ) n ON n.key = k.key GROUP BY k.key`;

/** Return the SELECTs of what hangs on the rows of `found`, a step further. */
export function leafSelects(direction: Leaves["direction"]): string[] {
  return leaves
    .filter((each) => each.direction === direction)
    .map(
      ({
        what,
        relation,
        from,
        of,
        run,
        id,
        attributes,
      }) => `SELECT f.depth + 1, ${id}, 'entity', '${what}',
    ${attributesText(attributes)}, ${run}, '${relation}', f.id
  FROM ${from} JOIN found f ON f.key = ${of}`,
    );
}
