import { statSync } from "node:fs";
import { Mirror } from "../../store/mirror";
import { examples } from "../../store/schema/document";
import { views } from "../../store/schema/views/index";
import { opened } from "../open";
import type { Prov } from "../prov";

/** A table or a view of a file. */
export interface KnownRelation {
  schema: string;
  name: string;
  comment: string;
  columns: readonly KnownColumn[];
}

export interface KnownColumn {
  name: string;
  type: string;
  comment: string;
}

/** What names a file has, and an empty double of it. */
export interface Catalogue {
  relations: readonly KnownRelation[];
  mirror: Mirror;
}

/** What was read last, and the state of the file then. */
let kept: { state: string; catalogue: Promise<Catalogue> } | undefined;
let ours: Promise<Catalogue> | undefined;

/**
 * Return the names in the file that is open here, read again only after the file has
 * changed on disk; those that this version would make where none can be read.
 */
export async function readCatalogue(): Promise<Catalogue> {
  const prov = opened();
  const state = prov && stateOf(prov.path);
  if (prov && state !== undefined) {
    if (kept?.state !== state) {
      kept = { state, catalogue: catalogueOf(prov, kept?.catalogue) };
    }
    const catalogue = await kept.catalogue.catch(() => undefined);
    if (catalogue) return catalogue;
    kept = undefined;
  }
  ours ??= withMirror(Promise.resolve(views.map(relationOf).sort(asListed)));
  return ours;
}

/** Ask for times only: to open and close a file in use would let go of its lock. */
function stateOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${path} ${stat.mtimeMs} ${stat.size}`;
}

/** Read the names in a file; the mirror stays when they are those of before. */
async function catalogueOf(
  prov: Prov,
  before: Promise<Catalogue> | undefined,
): Promise<Catalogue> {
  const read = relationsIn(prov);
  const last = await before?.catch(() => undefined);
  if (!last) return withMirror(read);
  const same = JSON.stringify(await read) === JSON.stringify(last.relations);
  return same ? last : withMirror(read);
}

async function relationsIn(prov: Prov): Promise<KnownRelation[]> {
  const rows = await prov.query<KnownRelation & Record<string, unknown>>(`
    SELECT schema_name AS schema, table_name AS name, any_value(t.comment) AS comment,
      list({name: column_name, type: data_type, comment: c.comment}
        ORDER BY column_index) AS columns
    FROM duckdb_columns() c
    JOIN (
      SELECT schema_name, table_name, comment, database_name FROM duckdb_tables()
      UNION ALL
      SELECT schema_name, view_name, comment, database_name FROM duckdb_views()
    ) t USING (database_name, schema_name, table_name)
    WHERE database_name = current_database() AND NOT c.internal
    GROUP BY schema_name, table_name`);
  return rows.toArray().sort(asListed);
}

const places = new Map(Object.keys(examples).map((name, i) => [`main.${name}`, i]));

/** The plain-named views first, as the docs list them, then by name. */
function asListed(a: KnownRelation, b: KnownRelation): number {
  const place = ({ schema, name }: KnownRelation) =>
    places.get(`${schema}.${name}`) ?? places.size;
  return place(a) - place(b) || (a.name < b.name ? -1 : 1);
}

function relationOf({ name, comment, columns }: (typeof views)[number]): KnownRelation {
  const [schema, plain] = name.split(".") as [string, string];
  const known = Object.entries(columns).map(([column, text]) => ({
    name: column,
    type: "",
    comment: text,
  }));
  return { schema, name: plain, comment, columns: known };
}

/** Make a mirror of relations, begun while they are still read. */
async function withMirror(reading: Promise<KnownRelation[]>): Promise<Catalogue> {
  const [relations, mirror] = await Promise.all([reading, Mirror.open()]);
  await mirror.take(relations);
  return { relations, mirror };
}
