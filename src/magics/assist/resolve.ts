import type { Catalogue, KnownColumn, KnownRelation } from "./catalogue";
import type { Source, Visible } from "./scopes";

/** A source of a statement with what is known of it. */
export interface Resolved {
  alias: string;
  columns: readonly KnownColumn[];
  /** The table or view that it is; undefined for a query. */
  relation?: KnownRelation;
}

/** Find the columns of all that a statement names around a cursor. */
export async function resolveAll(
  { sources, tables }: Visible,
  catalogue: Catalogue,
): Promise<Resolved[]> {
  return Promise.all(
    sources.map(async (source) => {
      const query = source.query ?? tableQuery(source, tables);
      const relation =
        query === undefined ? findRelation(source.path, catalogue) : undefined;
      const columns = relation?.columns ?? (await columnsOf(query, catalogue));
      return { alias: source.alias, columns, relation };
    }),
  );
}

/** Find a table or a view; a name without a schema is one of `main`. */
export function findRelation(
  path: readonly string[],
  { relations }: Catalogue,
): KnownRelation | undefined {
  const [name, schema = "main"] = path.map((part) => part.toLowerCase()).reverse();
  return relations.find(
    (known) =>
      known.name.toLowerCase() === name && known.schema.toLowerCase() === schema,
  );
}

function tableQuery({ path }: Source, tables: Visible["tables"]): string | undefined {
  return path.length === 1 ? tables.get(path[0]!.toLowerCase())?.query : undefined;
}

/** Let DuckDB find the columns of a query, in the mirror; values in it are not known. */
async function columnsOf(
  query: string | undefined,
  { mirror }: Catalogue,
): Promise<KnownColumn[]> {
  if (query === undefined) return [];
  const columns = await mirror.columnsOf(query.replace(/\$\d+/g, "NULL"));
  return columns.map((column) => ({ ...column, comment: "" }));
}
