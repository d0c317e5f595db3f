/** Return a value in full: for CSV, for the hover of a cell. NULL is empty. */
export function exactText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Date) return timeText(value);
  if (value instanceof Uint8Array) return blobText(value);
  return typeof value === "object"
    ? JSON.stringify(jsonFromValue(value))
    : String(value);
}

/** Return a value for a table: numbers with six significant digits. */
export function shortText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (typeof value !== "number" || Number.isSafeInteger(value)) return exactText(value);
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))) : String(value);
}

/**
 * Return a value that JSON can hold: NaN, ±infinity and bigints as text, Dates in ISO
 * form, bytes in base64.
 */
export function jsonFromValue(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(jsonFromValue);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, jsonFromValue(inner)]),
  );
}

/** Such as `2026-11-23 19:54:00.123`, in UTC; DuckDB reads it as TIMESTAMP. */
function timeText(date: Date): string {
  return date
    .toISOString()
    .replace("T", " ")
    .replace(/(?:\.000)?Z$/, "");
}

/** As DuckDB writes a BLOB as text: printable ASCII, else `\xFF`. */
function blobText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 32 && byte < 127 && byte !== 92 && byte !== 34 && byte !== 39
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}
