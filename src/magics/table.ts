import type { Column } from "../store/result";
import { visible } from "../util/visible";
import { cutToWidth, widthOf } from "../util/width";
import { shortText } from "./value-text";

/** What a table shows: columns, how many rows they have, how many there are in all. */
export interface Table {
  columns: readonly Column[];
  length: number;
  total: number | undefined;
}

/**
 * Write a table as plain text: numbers to the right, long text cut, columns that don't
 * fit left out and named, and a footer that says how much this is.
 *
 * @param options `rows` and `width`: how much is shown at most.
 */
export function tableText(
  table: Table,
  { rows = 20, width = 160 }: { rows?: number; width?: number } = {},
): string {
  if (isPlan(table)) return planText(table);
  const shown = Math.min(rows, table.length);
  const all = table.columns.map((column) => printed(column, shown));
  const fit = fitting(all, width);
  const lines = Array.from({ length: shown + 2 }, (_, i) =>
    fit
      .map((column) => column[i]!)
      .join("  ")
      .trimEnd(),
  );
  const left = table.columns.slice(fit.length).map(({ name }) => visible(name));
  return [...lines, footer(table, shown, left)].join("\n");
}

/** Say how many rows are shown of how many, and which columns are not. */
export function footer(
  { length, total, columns }: Table,
  shown: number,
  leftOut: readonly string[] = [],
): string {
  const all = total ?? (shown < length ? length : undefined);
  const rows =
    all === undefined
      ? `the first ${grouped(shown)} rows, there are more`
      : shown < all
        ? `${grouped(shown)} of ${grouped(all)} rows`
        : `${grouped(all)} row${all === 1 ? "" : "s"}`;
  if (leftOut.length === 0) return rows;
  const names = cutToWidth(leftOut.join(", "), 80);
  return `${rows}; ${leftOut.length} of ${columns.length} columns left out: ${names}`;
}

const numberType =
  /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|BIGNUM|DECIMAL.*)$/;

/** Tell whether a column is of numbers, which stand to the right. */
export function isNumeric({ type, values }: Column): boolean {
  if (!type.startsWith("UNION(")) return numberType.test(type);
  const told = Array.from<unknown>(values).filter((value) => value !== null);
  return told.length > 0 && told.every(isNumber);
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || typeof value === "bigint";
}

/** Tell whether a result is a plan of EXPLAIN, which is a drawing and no table. */
export function isPlan({ columns }: Table): boolean {
  return columns[0]?.name === "explain_key" && columns[1]?.name === "explain_value";
}

export function planText({ columns }: Table): string {
  return Array.from(columns[1]!.values, (text) => String(text).trimEnd()).join("\n");
}

const longest = 40;

/** Return the lines of a column, each as wide as the widest. */
function printed(column: Column, shown: number): string[] {
  const cells = Array.from({ length: shown }, (_, i) =>
    cutToWidth(visible(shortText(column.values[i])), longest),
  );
  const head = cutToWidth(visible(column.name), longest);
  const wide = cells.reduce(
    (most, cell) => Math.max(most, widthOf(cell)),
    widthOf(head),
  );
  const right = isNumeric(column);
  return [
    padded(head, wide, right),
    "─".repeat(wide),
    ...cells.map((cell) => padded(cell, wide, right)),
  ];
}

function padded(text: string, wide: number, right: boolean): string {
  const space = " ".repeat(wide - widthOf(text));
  return right ? space + text : text + space;
}

/** Return the columns that fit beside each other; the first always does. */
function fitting(columns: readonly string[][], width: number): string[][] {
  let used = -2;
  const count = columns.findIndex(([, rule]) => {
    used += rule!.length + 2;
    return used > width;
  });
  return columns.slice(0, count === -1 ? columns.length : Math.max(1, count));
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
