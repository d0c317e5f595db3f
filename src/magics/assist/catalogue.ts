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

/** What was read last, and how the file stood then. */
let kept: { path: string; state: string; catalogue: Promise<Catalogue> } | undefined;
let ours: Promise<Catalogue> | undefined;

/**
 * Return the names in the file that is open here; those that this version would make
 * where none can be read. After the file has changed on disk they are read again, for
 * the next time: recording changes a file often, and its names hardly ever.
 */
export async function readCatalogue(): Promise<Catalogue> {
  const prov = opened();
  const state = prov && stateOf(prov.path);
  const found = prov && state !== undefined ? await keptFor(prov, state) : undefined;
  if (found) return found;
  ours ??= withMirror(Promise.resolve(views.map(relationOf).sort(asListed)));
  return ours;
}

async function keptFor(prov: Prov, state: string): Promise<Catalogue | undefined> {
  const { path } = prov;
  if (kept?.path !== path) {
    kept = { path, state, catalogue: withMirror(relationsIn(prov)) };
  } else if (kept.state !== state) {
    kept.state = state;
    void refresh(prov, kept).catch(() => undefined);
  }
  const catalogue = await kept.catalogue.catch(() => undefined);
  if (!catalogue) kept = undefined;
  return catalogue;
}

/** Read the names again; the mirror stays when they are those of before. */
async function refresh(prov: Prov, keep: NonNullable<typeof kept>): Promise<void> {
  const { relations } = await keep.catalogue;
  const read = await relationsIn(prov);
  if (JSON.stringify(read) === JSON.stringify(relations)) return;
  const catalogue = await withMirror(Promise.resolve(read));
  keep.catalogue = Promise.resolve(catalogue);
}

/** Ask for times only: to open and close a file in use would let go of its lock. */
function stateOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${path} ${stat.mtimeMs} ${stat.size}`;
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
