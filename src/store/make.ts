import { linkSync, lstatSync, renameSync, rmSync } from "node:fs";
import { basename, join, parse } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { uuidv7 } from "../util/uuid";
import { migrate } from "./schema/migrate";

/**
 * How files are written: in the format that DuckDB 1.1.3 to 2.0 read, in blocks of
 * 64 KiB, which keep a small file small at 10 bytes a point. Metadata is written anew at
 * each checkpoint: where DuckDB 1.5 keeps what it found in a file that 2.0 wrote into,
 * 1.1 to 1.3 can't open the result ("Failed to load metadata pointer").
 */
export const FILE_OPTIONS = {
  storage_compatibility_version: "v1.0.0",
  default_block_size: "65536",
  experimental_metadata_reuse: "false",
} as const;

/**
 * Make the file if there is none, or an empty one, whole and in one step. DuckDB makes
 * a file in several writes; what a full disk or a kill leaves of one that is half made
 * is refused by every DuckDB for ever. So it is made under another name and linked.
 */
export async function makeFile(path: string): Promise<void> {
  const size = sizeOf(path);
  if (size !== undefined && size > 0) return;
  const { dir, name, ext } = parse(path);
  const draft = join(dir, `${name}.new-${uuidv7()}${ext}`);
  try {
    await makeDraft(draft, basename(path));
    removeLeftLog(path);
    if (size === 0) renameSync(draft, path);
    else linkAs(draft, path);
  } finally {
    rmSync(draft, { force: true });
    rmSync(`${draft}.wal`, { force: true });
  }
}

/**
 * Remove the log of a file that was deleted without it, as DuckDB does where it makes a
 * file itself: played back into the new one it would make that unreadable.
 */
function removeLeftLog(path: string): void {
  // Another process may have made the file meanwhile: then the log is that one's.
  if (!sizeOf(path)) rmSync(`${path}.wal`, { force: true });
}

/** The size of a file by its entry alone: to open it could let a lock of ours go. */
function sizeOf(path: string): number | undefined {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined) return undefined;
  return entry.isFile() ? entry.size : Number.POSITIVE_INFINITY;
}

async function makeDraft(draft: string, name: string): Promise<void> {
  const instance = await DuckDBInstance.fromCache(draft, FILE_OPTIONS);
  try {
    const connection = await instance.connect();
    try {
      await migrate(connection, name);
      await connection.run("CHECKPOINT");
    } finally {
      connection.closeSync();
    }
  } finally {
    instance.closeSync();
  }
}

/** Give the draft its name, unless another process was first. */
function linkAs(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    // A file system without links, such as exFAT.
    if (sizeOf(path) === undefined) renameSync(draft, path);
  }
}
