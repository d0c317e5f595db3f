import { type Query, SHOWN_ROWS } from "../magics/query";
import type { Rows } from "../magics/rows";

/** How rows are written. */
export type Format = "table" | "json" | "csv";

/** Run a query and write its rows to standard output. */
export async function print(
  query: Query,
  { format, limit }: { format: Format; limit?: number },
): Promise<void> {
  const most = limit ?? (format === "table" ? SHOWN_ROWS : undefined);
  const rows = most === undefined ? await query.run() : await query.shown(most);
  process.stdout.write(textFrom(rows, format));
}

function textFrom(rows: Rows, format: Format): string {
  switch (format) {
    case "json":
      return rows.length === 0 ? "[]\n" : `[\n${jsonLines(rows)}\n]\n`;
    case "csv":
      return rows.toCSV();
    default:
      return `${rows.toString({ rows: rows.length, width: screenWidth() })}\n`;
  }
}

function jsonLines(rows: Rows): string {
  return rows
    .toJSON()
    .map((row) => `  ${JSON.stringify(row)}`)
    .join(",\n");
}

function screenWidth(): number {
  return process.stdout.columns ?? 160;
}
