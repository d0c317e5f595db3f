import type { Column } from "../store/result";
import { exactText } from "./value-text";

/** Write columns as CSV (RFC 4180): lines end in CR LF, the first has the names. */
export function csvFromColumns(columns: readonly Column[], length: number): string {
  const lines = [columns.map(({ name }) => field(name))];
  for (let i = 0; i < length; i++) {
    lines.push(columns.map(({ values }) => valueField(values[i])));
  }
  // a line with nothing on it is not a row to most readers
  return lines.map((fields) => `${fields.join(",") || '""'}\r\n`).join("");
}

function valueField(value: unknown): string {
  return value === null || value === undefined ? "" : field(exactText(value));
}

function field(text: string): string {
  const bare = text !== "" && !/[",\r\n]|^\s|\s$/.test(text);
  return bare ? text : `"${text.replaceAll('"', '""')}"`;
}
