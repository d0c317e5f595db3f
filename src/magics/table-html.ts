import type { Column } from "../store/result";
import { visible } from "../util/visible";
import { footer, isNumeric, isPlan, planText, type Table } from "./table";
import { exactText, shortText } from "./value-text";

const SHOWN_ROWS = 20;
const LONGEST = 200;

// colours are the page's own, thinned out: right in light and in dark themes
const line = "border-bottom:1px solid rgba(128,128,128,.5)";
const cell = "padding:2px 10px;white-space:nowrap;text-align";

/** Write a table as HTML, without classes: a notebook page has none of ours. */
export function tableHtml(
  table: Table,
  { rows: most = SHOWN_ROWS }: { rows?: number } = {},
): string {
  if (isPlan(table)) return `<pre>${escaped(planText(table))}</pre>`;
  const shown = Math.min(most, table.length);
  const heads = table.columns.map(headHtml).join("");
  const rows = Array.from(
    { length: shown },
    (_, i) => `<tr>${table.columns.map((column) => cellHtml(column, i)).join("")}</tr>`,
  );
  return [
    '<div style="overflow-x:auto"><table style="border-collapse:collapse">',
    `<thead><tr>${heads}</tr></thead>`,
    `<tbody>${rows.join("\n")}</tbody></table>`,
    `<div style="opacity:.65;padding:4px 10px">${footer(table, shown)}</div></div>`,
  ].join("\n");
}

function headHtml(column: Column): string {
  const style = `${cell}:${side(column)};${line}`;
  return `<th style="${style}" title="${escaped(column.type)}">${text(column.name)}</th>`;
}

function cellHtml(column: Column, i: number): string {
  const value = column.values[i];
  const style = `${cell}:${side(column)}`;
  if (value === null || value === undefined) {
    return `<td style="${style};opacity:.4" title="NULL">–</td>`;
  }
  const short = shortText(value);
  const exact = exactText(value);
  const cut = short !== exact || short.length > LONGEST;
  const title = cut ? ` title="${escaped(visible(exact.slice(0, 2000)))}"` : "";
  return `<td style="${style}"${title}>${text(short)}</td>`;
}

function side(column: Column): string {
  return isNumeric(column) ? "right" : "left";
}

function text(long: string): string {
  const shown = long.length > LONGEST ? `${long.slice(0, LONGEST - 1)}…` : long;
  return escaped(visible(shown));
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Write text so that HTML shows it as it is. */
export function escaped(raw: string): string {
  return raw.replace(/[&<>"']/g, (char) => entities[char]!);
}
