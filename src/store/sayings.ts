import { basename } from "node:path";
import { ProvError } from "../util/errors";
import { firstLine } from "./trouble";

/** What is said when the file can't be written, once for each trouble. */
export function troubleText(path: string, error: unknown): string {
  const what =
    error instanceof ProvError
      ? error.message
      : `Can't write ${basename(path)}: ${firstLine(path, error)}`;
  return [
    what,
    "  the training goes on; what is recorded waits in memory and is tried every second",
  ].join("\n");
}

/** What is said when a trouble is over, with what was lost meanwhile. */
export function againText(
  path: string,
  lost: { points: number; rows: boolean },
): string {
  const again = `${basename(path)} is written again`;
  if (lost.points === 0) return lost.rows ? again : `${again}; nothing is lost`;
  return [
    `${again}; ${counted(lost.points)} lost`,
    "  more waited than is kept in memory; where: FROM events WHERE kind = 'lost'",
  ].join("\n");
}

/** What is said when memory holds as much as it is given to. */
export function fullText(path: string): string {
  return [
    `${basename(path)} was not written for long: no more points are kept`,
    "  the training goes on, and how many were lost is recorded",
  ].join("\n");
}

/** Return `1 point is` or `1,234 points are`. */
function counted(points: number): string {
  return points === 1 ? "1 point is" : `${points.toLocaleString("en")} points are`;
}

/** What is said of rows that DuckDB will never take. */
export function lostText(path: string, error: unknown): string {
  return [
    `Can't write some rows into ${basename(path)}: ${firstLine(path, error)}`,
    "  they are lost; everything else is recorded",
  ].join("\n");
}
