import { type Catalogue, readCatalogue } from "./catalogue";
import { type Place, placeIn } from "./place";
import { type Resolved, resolveAll } from "./resolve";
import { type Visible, visibleAt } from "./scopes";

/** A cursor in a statement, and all that is known there. */
export interface Cursor {
  place: Place;
  visible: Visible;
  sources: readonly Resolved[];
  catalogue: Catalogue;
  /** What stands right behind the cursor. */
  next: string;
}

/** Read a statement around a cursor; undefined where nothing can be said. */
export async function readCursor(
  text: string,
  cursor: number,
): Promise<Cursor | undefined> {
  const place = placeIn(text, cursor);
  if (!place) return undefined;
  const catalogue = await readCatalogue();
  const visible = visibleAt(withoutPlace(text, cursor, place), place.start);
  const sources = await resolveAll(visible, catalogue);
  return { place, visible, sources, catalogue, next: text[cursor] ?? "" };
}

/** Take out what is typed, so that an open quote doesn't hide what follows. */
function withoutPlace(text: string, cursor: number, { kind, quoted, start }: Place) {
  const from = kind === "text" ? start - 1 : start;
  const rest = text.slice(cursor);
  if (!quoted) return text.slice(0, from) + rest;
  const line = rest.search(/\n|$/);
  const close = rest.indexOf(kind === "text" ? "'" : '"');
  const closed = close !== -1 && close < line;
  return text.slice(0, from) + " " + (closed ? rest.slice(close + 1) : rest);
}
