import type { KnownColumn, KnownRelation } from "./catalogue";
import { nameOf } from "./place";
import { findRelation } from "./resolve";
import { type Cursor, readCursor } from "./statement";

const word = /"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_]*/gu;

/**
 * Tell about the name at a cursor: the COMMENT of a table, a view or a column, or what
 * DuckDB says of a function; undefined for anything else. It never throws.
 */
export async function describeSql(
  text: string,
  cursor: number,
): Promise<string | undefined> {
  const found = [...text.matchAll(word)].find(
    ({ 0: name, index }) => index <= cursor && cursor <= index + name.length,
  );
  if (!found) return undefined;
  const name = nameOf(found[0]);
  const read = await readCursor(text, found.index).catch(() => undefined);
  if (read?.place.kind !== "name") return undefined;
  return (
    columnText(name, read) ??
    relationText(name, read) ??
    (await read.catalogue.mirror.describeFunction(name))
  );
}

function columnText(name: string, { place, sources }: Cursor): string | undefined {
  const owner = place.path.at(-1)?.toLowerCase();
  for (const { alias, columns, relation } of sources) {
    if (owner !== undefined && owner !== alias.toLowerCase()) continue;
    const column = columns.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (column) return oneColumn(column, relation?.name ?? alias);
  }
  return undefined;
}

function oneColumn({ name, type, comment }: KnownColumn, of: string): string {
  return [`${of ? `${of}.` : ""}${name} ${type}`.trimEnd(), comment]
    .filter(Boolean)
    .join("\n");
}

function relationText(name: string, { place, sources, catalogue }: Cursor) {
  const aliased = sources.find(
    ({ alias }) => alias.toLowerCase() === name.toLowerCase(),
  );
  const relation = aliased?.relation ?? findRelation([...place.path, name], catalogue);
  return relation && oneRelation(relation);
}

function oneRelation({ schema, name, comment, columns }: KnownRelation): string {
  return [
    schema === "main" ? name : `${schema}.${name}`,
    comment,
    `columns: ${columns.map((column) => column.name).join(", ")}`,
  ]
    .filter(Boolean)
    .join("\n");
}
