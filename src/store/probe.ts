import { readdirSync, statSync } from "node:fs";
import { basename, dirname } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { messageOf, ProvError, unknownName } from "../util/errors";

/** Refuse what is no file, with the databases that are near. */
export function refuseMissing(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return;
  if (stats) throw new ProvError(`${file} is not a file`, { hint: databasesIn(file) });
  const folder = dirname(file);
  throw unknownName("file", basename(file), databaseNames(folder), {
    where: folder === "." ? undefined : folder,
    attempt: (near) => near,
  });
}

function databasesIn(folder: string): string[] {
  const names = databaseNames(folder);
  return names.length === 0 ? [] : [`databases in it: ${names.join(", ")}`];
}

function databaseNames(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".duckdb"));
  } catch {
    return [];
  }
}

/**
 * Tell whether a process has the file open for writing, by trying to open it for
 * reading, which such a process keeps others from.
 *
 * @throws ProvError when the file is no database, or one that can't be read here.
 */
export async function isHeld(file: string): Promise<boolean> {
  try {
    const options = { access_mode: "READ_ONLY" };
    (await DuckDBInstance.create(file, options)).closeSync();
    return false;
  } catch (error) {
    const message = messageOf(error);
    if (/Could not set lock|Conflicting lock|being used by another/.test(message)) {
      return true;
    }
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): ProvError {
  const message = messageOf(error);
  if (/not a valid DuckDB database file/.test(message)) {
    return new ProvError(`${file} is not a DuckDB database`, { cause: error });
  }
  if (/version number/.test(message)) {
    return new ProvError(`${file} was written by a newer DuckDB than the one here`, {
      hint: [message.split("\n")[0]!, "try: a newer version of tfjs-prov"],
      cause: error,
    });
  }
  return new ProvError(`${file} can't be opened`, {
    hint: message.split("\n").filter(Boolean),
    cause: error,
  });
}
