import { type SqlToken, sqlPieces } from "../../util/sql-text";

/** Where a cursor stands in SQL text, and what was typed there. */
export interface Place {
  /** Inside quotes of text, or at a name, which may stand in quotes of its own. */
  kind: "text" | "name";
  quoted: boolean;
  /** Where what was typed begins; for a name in quotes at the quote. */
  start: number;
  /** What was typed, without quotes. */
  typed: string;
  /** Names before it, each with a dot behind: `r` of `r.na`. */
  path: readonly string[];
  /** The tokens before all that. */
  before: readonly SqlToken[];
}

/** Find where a cursor stands; undefined in a comment and behind a number. */
export function placeIn(text: string, cursor: number): Place | undefined {
  const pieces = sqlPieces(text.slice(0, cursor));
  const last = pieces.at(-1);
  if (last && /^--|^\/\*(?![\s\S]*\*\/$)/.test(last.text)) return undefined;
  const tokens = pieces.filter(({ text }) => !/^(?:\s|--|\/\*)/.test(text));
  const open = tokens.findIndex(({ text }) => text === "'" || text === '"');
  if (open !== -1) return quotedPlace(text, cursor, tokens.slice(0, open + 1));
  const word = last && /^[\p{L}\p{N}_$]+$/u.test(last.text) ? last : undefined;
  if (word && /^[\p{N}$]/u.test(word.text)) return undefined;
  const typed = word?.text ?? "";
  const rest = word ? tokens.slice(0, -1) : tokens;
  return {
    kind: "name",
    quoted: false,
    start: cursor - typed.length,
    typed,
    ...dotted(rest),
  };
}

/** The place inside a quote that is open: the last of the tokens. */
function quotedPlace(text: string, cursor: number, tokens: readonly SqlToken[]): Place {
  const quote = tokens.at(-1)!;
  let before = tokens.slice(0, -1);
  let from = quote.at;
  // `'it''s` is read as a text and a quote behind it.
  const glued = before.at(-1);
  if (glued && glued.at + glued.text.length === from && glued.text[0] === quote.text) {
    from = glued.at;
    before = before.slice(0, -1);
  }
  const raw = text.slice(from + 1, cursor);
  const typed = raw.replaceAll(quote.text + quote.text, quote.text);
  if (quote.text === "'") {
    return { kind: "text", quoted: true, start: from + 1, typed, path: [], before };
  }
  return { kind: "name", quoted: true, start: from, typed, ...dotted(before) };
}

/** Part the names with dots that stand last from the tokens before them. */
function dotted(tokens: readonly SqlToken[]) {
  const path: string[] = [];
  let n = tokens.length;
  while (tokens[n - 1]?.text === "." && isName(tokens[n - 2]?.text)) {
    path.unshift(nameOf(tokens[n - 2]!.text));
    n -= 2;
  }
  return { path, before: tokens.slice(0, n) };
}

/** Tell whether a token may be a name: a word, or something in double quotes. */
export function isName(token: string | undefined): token is string {
  return token !== undefined && /^(?:"[\s\S]*"|[\p{L}_][\p{L}\p{N}_$]*)$/u.test(token);
}

/** Return a name without its quotes. */
export function nameOf(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1).replaceAll('""', '"') : token;
}
