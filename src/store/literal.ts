import type { Scalar } from "./facts";

/**
 * SQL literals for values of our own rows. One flush is one text of many statements,
 * which DuckDB runs in one job of its own thread (a bound statement would cost the
 * thread that trains a turn of its loop each). Values from a user's query are bound.
 */

/** What a literal can't hold as it is, quotes, NUL and halves of surrogate pairs. */
const special = /['\0\ud800-\udfff]/;

/**
 * Return text as a literal; DuckDB ends its text at NUL, so that is `chr(0)`. What is
 * no text, in a cell of JavaScript, becomes some: nothing may throw in a training.
 */
export function quoted(text: string): string {
  if (typeof text === "string" && !special.test(text)) return `'${text}'`;
  const parts = String(text).toWellFormed().replaceAll("'", "''").split("\0");
  return parts.length === 1 ? `'${parts[0]}'` : `('${parts.join("'||chr(0)||'")}')`;
}

/** Return a number as a DOUBLE literal that keeps every bit, NaN and -0 too. */
export function double(value: number): string {
  if (Number.isNaN(value)) return "'nan'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'inf'::DOUBLE" : "'-inf'::DOUBLE";
  if (Object.is(value, -0)) return "'-0'::DOUBLE";
  const digits = String(value);
  return digits.includes("e") ? digits : `${digits}e0`;
}

/** Return a whole number as a BIGINT literal; what is no whole number is NULL. */
export function whole(value: number | null): string {
  return value !== null && Number.isSafeInteger(value) ? String(value) : "NULL";
}

/** Return a whole number as an INTEGER literal; what is none, or too great, is NULL. */
export function integer(value: number | null): string {
  return value !== null && isInteger(value) ? String(value) : "NULL";
}

/** Tell whether a number is whole and has room in 32 bits. */
export function isInteger(value: number): boolean {
  return (value | 0) === value;
}

/** Return JSON as a literal. */
export function json(text: string): string {
  return quoted(wellFormed(text));
}

/**
 * Return JSON that DuckDB takes. JavaScript writes half of a surrogate pair as an escape,
 * which DuckDB refuses with all its row; it becomes U+FFFD, as in text.
 */
export function wellFormed(text: string): string {
  const escapes = /\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|\\u[dD][89a-fA-F]\w\w|\\./g;
  return text.replace(escapes, (found) => (found.length === 6 ? "\\ufffd" : found));
}

/** Return bytes as a BLOB literal. */
export function blob(bytes: Uint8Array): string {
  return `from_base64('${Buffer.from(bytes).toString("base64")}')`;
}

/** Return a time in milliseconds since 1970 as a TIMESTAMP literal; NaN is NULL. */
export function timestamp(ms: number): string {
  // As a number: one of 64 bits takes ten times as long, and these are exact until 2255.
  return Number.isFinite(ms) ? `make_timestamp(${Math.round(ms * 1000)})` : "NULL";
}

/** Return numbers of 64 bits as a list; as text, for DuckDB reads that faster than SQL. */
export function fingerprints(values: readonly bigint[]): string {
  return `'[${values.join(",")}]'::UBIGINT[]`;
}

/** Return a value as a literal of UNION(bool, text, num). */
export function union(value: Scalar): string {
  switch (typeof value) {
    case "boolean":
      return `union_value(bool := ${value})`;
    case "number":
      return `union_value(num := ${double(value)})`;
    case "string":
      return `union_value(text := ${quoted(value)})`;
    default:
      return "NULL";
  }
}
