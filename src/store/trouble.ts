import { existsSync } from "node:fs";
import { basename, dirname, sep } from "node:path";
import { messageOf, ProvError } from "../util/errors";

/** What may be wrong with a file. */
type Trouble =
  | "locked"
  | "refused"
  | "foreign"
  | "newer format"
  | "a folder"
  | "read-only"
  | "no folder"
  | "closed folder"
  | "full"
  | "other";

const inWords: Record<Trouble, string> = {
  locked: ": another process is writing it",
  refused: "",
  foreign: ": it is no DuckDB database",
  "newer format": ": a newer DuckDB wrote it in a format of its own",
  "a folder": ": it is a folder",
  "read-only": ": it may not be written",
  "no folder": ": its folder does not exist",
  "closed folder": ": its folder may not be written",
  full: ": the disk is full",
  other: "",
};

/** Tell what is wrong with a file from the error that opening it gave. */
export function troubleOf(path: string, error: unknown): Trouble {
  if (error instanceof ProvError) {
    return error.cause === undefined ? "refused" : troubleOf(path, error.cause);
  }
  const message = messageOf(error);
  const says = (words: RegExp) => words.test(message);
  if (says(/Could not set lock|Conflicting lock|being used by another/i)) {
    return "locked";
  }
  if (says(/we can only read versions/)) return "newer format";
  if (says(/not a valid DuckDB|Serialization Error|Corrupt/i)) return "foreign";
  if (says(/Is a directory/i)) return "a folder";
  if (says(/No space left|File too large|quota exceeded/i)) return "full";
  if (says(/No such file|Not a directory/i)) return "no folder";
  if (says(/Permission denied|Read-only file system|Cannot open file/i)) {
    return existsSync(path) ? "read-only" : "closed folder";
  }
  return "other";
}

/** Tell whether a file of another name in the same folder may do better. */
export function isOfTheName(trouble: Trouble): boolean {
  return !["no folder", "closed folder", "full", "other"].includes(trouble);
}

/** Return an error of opening a file in our words, with DuckDB's own underneath. */
export function explained(path: string, error: unknown): ProvError {
  if (error instanceof ProvError) return error;
  const trouble = troubleOf(path, error);
  const hint =
    trouble === "locked"
      ? [ownerOf(messageOf(error)), 'to read it here: open("…", { readOnly: true })']
      : firstLine(path, error);
  const what = `Can't record into ${basename(path)}${inWords[trouble]}`;
  return new ProvError(what, { hint, cause: error });
}

/** Return the first line of an error, without the folder, which is nobody's business. */
export function firstLine(path: string, error: unknown): string {
  const line = messageOf(error).split("\n")[0]!;
  return line
    .replaceAll(`${dirname(path)}${sep}`, "")
    .replace(/\.new-[0-9a-f-]{36}/, "");
}

function ownerOf(message: string): string {
  const pid = /PID (\d+)/.exec(message)?.[1];
  return pid ? `it is open in the process ${pid}` : "it is open elsewhere";
}
