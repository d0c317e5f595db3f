import type { Completion } from "../../kernel/magics";
import type { Suggestion } from "../../store/mirror";
import type { KnownRelation } from "./catalogue";
import { type Expected, expectedAfter } from "./expects";
import { nameOf, type Place } from "./place";
import { findRelation } from "./resolve";
import { type Cursor, readCursor } from "./statement";
import { valuesFor } from "./values";
import { keywordIn, nameIn } from "./write";

/**
 * Complete SQL at a cursor: tables, columns of what the statement names, functions,
 * keywords, and values of the file inside quotes. It never throws.
 */
export async function completeSql(
  text: string,
  cursor: number,
): Promise<Completion | undefined> {
  const read = await readCursor(text, cursor).catch(() => undefined);
  if (!read) return undefined;
  const { place } = read;
  const matches =
    place.kind === "text" ? await quotedValues(read) : await names(text, read);
  return { matches: [...new Set(matches)], start: place.start, end: cursor };
}

async function quotedValues(cursor: Cursor): Promise<string[]> {
  const values = await valuesFor(cursor);
  const close = cursor.next === "'" ? "" : "'";
  return values.map((value) => value.replaceAll("'", "''") + close);
}

async function names(text: string, cursor: Cursor): Promise<string[]> {
  const { place, catalogue, next } = cursor;
  const { reserved } = catalogue.mirror;
  const write = (name: string) => nameIn(name, { place, reserved, next });
  if (place.path.length > 0) return beginning(members(cursor), place).map(write);
  const expected = expectedAfter(place.before);
  const own = beginning(ownNames(cursor, expected), place).map(write);
  if (place.quoted) return own;
  return [...own, ...(await suggested(text, cursor, expected))];
}

/** What stands behind `name.`: columns of a source or a table, tables of a schema. */
function members({ place, sources, catalogue }: Cursor): string[] {
  const owner = place.path.at(-1)!.toLowerCase();
  const source =
    place.path.length === 1 &&
    sources.find(({ alias }) => alias.toLowerCase() === owner);
  const relation = findRelation(place.path, catalogue);
  const columns = (source || relation)?.columns ?? [];
  const tables = catalogue.relations.filter(({ schema }) => schema === owner);
  return [...columns, ...tables].map(({ name }) => name);
}

/** Names of the file and of the statement that fit. */
function ownNames(cursor: Cursor, expected: Expected): string[] {
  switch (expected) {
    case "table":
      return tableNames(cursor);
    case "expression":
      return columnNames(cursor);
    default:
      return [];
  }
}

function tableNames({ visible, catalogue }: Cursor): string[] {
  const { relations } = catalogue;
  const plain = relations.filter(({ schema }) => schema === "main");
  const schemas = relations
    .map(({ schema }) => schema)
    .filter((name) => name !== "main");
  const own = [...visible.tables.values(), ...plain].map(({ name }) => name);
  return [...own, ...schemas];
}

/** Columns of what the statement names; of all views while it names nothing. */
function columnNames({ sources, catalogue }: Cursor): string[] {
  const known = sources.filter(({ columns }) => columns.length > 0);
  const plain = catalogue.relations.filter(({ schema }) => schema === "main");
  const from: readonly Pick<KnownRelation, "columns">[] =
    known.length > 0 ? known : plain;
  const columns = from.flatMap(({ columns }) => columns.map(({ name }) => name));
  return [...columns, ...known.map(({ alias }) => alias).filter(Boolean)];
}

/** Keep the names that begin with what was typed, or, failing that, that hold it. */
function beginning(names: readonly string[], { typed }: Place): string[] {
  const begun = typed.toLowerCase();
  const begins = names.filter((name) => name.toLowerCase().startsWith(begun));
  if (begins.length > 0) return begins;
  return names.filter((name) => name.toLowerCase().includes(begun));
}

/** What DuckDB's own completion adds: functions and types, and keywords that fit. */
async function suggested(
  text: string,
  { place, catalogue }: Cursor,
  expected: Expected,
): Promise<string[]> {
  const { mirror } = catalogue;
  const { typed, start } = place;
  const always = expected === "keyword" || expected === "statement";
  if (expected === "nothing" || (typed === "" && !always)) return [];
  const head = plain(text.slice(0, start));
  const all = await mirror.suggestions(head + typed);
  const wanted = all.filter((one) => fits(one, expected, mirror.reserved));
  const isName = ({ kind }: Suggestion) => kind !== "keyword";
  return [...wanted.filter(isName), ...wanted.filter((one) => !isName(one))].map(
    (one) => (isName(one) ? nameOf(one.text) : keywordIn(one.text, typed, head)),
  );
}

/** Put a name in the place of each value, which may also stand for a table. */
function plain(text: string): string {
  return text.replace(/\$\d+/g, (value) => "_".repeat(value.length));
}

function fits(
  { text, kind }: Suggestion,
  expected: Expected,
  reserved: ReadonlySet<string>,
) {
  switch (kind) {
    case "function":
      return expected === "expression";
    case "table function":
      return expected === "table";
    case "type":
      return expected === "type";
    default:
      return /^\w+$/.test(text) && keywordFits(text.toLowerCase(), expected, reserved);
  }
}

/** How a statement that only reads begins. */
const readers = new Set(
  "select from with values pivot unpivot show describe summarize explain".split(" "),
);

function keywordFits(
  word: string,
  expected: Expected,
  reserved: ReadonlySet<string>,
): boolean {
  if (expected === "statement") return readers.has(word);
  if (expected === "keyword") return true;
  // DuckDB also offers the words that could be names here.
  return expected !== "type" && reserved.has(word);
}
