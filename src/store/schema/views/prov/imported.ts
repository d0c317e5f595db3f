import { type Holds, type RelationName, relations } from "./relations";

/** Return the SELECT of what imported documents say in one relation. */
export function importedSelect(relation: RelationName): string {
  const { kind, args } = relations[relation];
  const columns = Object.entries(args).map(
    ([name, [, holds]], i) =>
      `${argument(`i.arguments[${i + 1}]`, holds as Holds | undefined)} AS ${name}`,
  );
  return [
    "SELECT i.id AS id",
    ...columns,
    "i.attributes AS attributes",
    "CAST(NULL AS UUID) AS run_id",
    "i.bundle AS in_bundle",
    `i.document_hash AS document_hash
FROM tfjs_prov.imported_statements i WHERE i.kind = '${kind}'`,
  ].join(",\n  ");
}

/** A time without a zone is taken as UTC; one beyond DuckDB's years is null here. */
function argument(value: string, holds: Holds | undefined): string {
  return holds === "time" ? `TRY_CAST(${value} AS TIMESTAMP)` : value;
}
