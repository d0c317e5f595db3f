import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
} from "@duckdb/node-api";
import { messageOf, ProvError } from "../util/errors";
import { Readers } from "./readers";
import { migrate } from "./schema/migrate";

/**
 * What new files are made with: the format that DuckDB 1.1.3 to 2.0 read, and blocks
 * of 64 KiB, which keep a small file small at 10 bytes a point.
 */
export const FILE_OPTIONS = {
  storage_compatibility_version: "v1.0.0",
  default_block_size: "65536",
} as const;

/** How long a file that another process holds is tried for, in ms. */
const PATIENCE_MS = 2000;
const TRY_EVERY_MS = 50;
/** How many names beside the wanted one are tried: `study-2`, …, `study-9`. */
const MOST_ASIDE = 9;

/** A file while it is open. */
export interface OpenFile {
  writer: DuckDBConnection;
  points: DuckDBAppender;
  readers: Readers;
  /** Close the file: the write-ahead log is folded in and the lock let go. */
  close(): void;
}

/**
 * Open a file for writing, made or migrated where needed. In one process a file is
 * opened through DuckDB's instance cache only: two instances lose each other's rows.
 *
 * @throws ProvError with DuckDB's own error as its cause.
 */
export async function openFile(path: string): Promise<OpenFile> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await openOnce(path);
    } catch (error) {
      if (troubleOf(error) !== "locked") throw explained(path, error);
      if (performance.now() > until) throw explained(path, error);
      await sleep(TRY_EVERY_MS);
    }
  }
}

async function openOnce(path: string): Promise<OpenFile> {
  const instance = await DuckDBInstance.fromCache(path, FILE_OPTIONS);
  let writer: DuckDBConnection | undefined;
  try {
    writer = await instance.connect();
    await migrate(writer, basename(path));
    const points = await writer.createAppender("points", "tfjs_prov");
    return openFileOf(instance, writer, points);
  } catch (error) {
    writer?.closeSync();
    instance.closeSync();
    throw error;
  }
}

function openFileOf(
  instance: DuckDBInstance,
  writer: DuckDBConnection,
  points: DuckDBAppender,
): OpenFile {
  const readers = new Readers(() => instance.connect());
  const close = () => {
    readers.closeSync();
    points.clear();
    points.closeSync();
    writer.closeSync();
    instance.closeSync();
  };
  return { writer, points, readers, close };
}

/** What may be wrong with a file, as far as another file would help. */
type Trouble = "locked" | "foreign" | "newer" | "unwritable" | "other";

function troubleOf(error: unknown): Trouble {
  const message = messageOf(error);
  if (/newer tfjs-prov/.test(message)) return "newer";
  if (/Could not set lock|Conflicting lock|being used by another/i.test(message))
    return "locked";
  if (/not a valid DuckDB|we can only read versions|Serialization Error/i.test(message))
    return "foreign";
  if (
    /Permission denied|Read-only file system|No such file|Not a directory|Cannot open file/i.test(
      message,
    )
  )
    return "unwritable";
  return "other";
}

function explained(path: string, error: unknown): ProvError {
  if (error instanceof ProvError) return error;
  const file = basename(path);
  const first = messageOf(error).split("\n")[0]!;
  switch (troubleOf(error)) {
    case "locked":
      return new ProvError(`Can't record into ${file}: another process is writing it`, {
        hint: [ownerOf(first), 'to read it here: open("…", { readOnly: true })'],
        cause: error,
      });
    case "foreign":
      return new ProvError(`Can't record into ${file}: it is no DuckDB database`, {
        hint: [first],
        cause: error,
      });
    case "unwritable":
      return new ProvError(`Can't record into ${file}: its folder can't be written`, {
        hint: [first],
        cause: error,
      });
    default:
      return new ProvError(`Can't record into ${file}`, {
        hint: [first],
        cause: error,
      });
  }
}

function ownerOf(message: string): string {
  const pid = /PID (\d+)/.exec(message)?.[1];
  return pid ? `it is open in the process ${pid}` : "it is open elsewhere";
}

/**
 * Return the files to try in turn: the one wanted, names beside it, then the same
 * names in the system's temporary folder for a folder that can't be written.
 */
export function* candidates(path: string): Generator<string> {
  const stem = basename(path).replace(/\.duckdb$/, "");
  for (const folder of [dirname(path), tmpdir()]) {
    for (let n = 1; n <= MOST_ASIDE; n++) {
      const name = n === 1 ? basename(path) : `${stem}-${n}.duckdb`;
      yield join(folder, name);
    }
  }
}

/** Open the first of the candidates that can be written, and say which and why. */
export async function openSomeFile(
  path: string,
  say: (message: string) => void,
): Promise<{ path: string; file: OpenFile }> {
  let why: ProvError | undefined;
  let skipFolder: string | undefined;
  for (const candidate of candidates(path)) {
    if (dirname(candidate) === skipFolder) continue;
    try {
      const file = await openFile(candidate);
      if (why)
        say(`${why.message}\n  recording into ${shown(candidate, path)} instead`);
      return { path: candidate, file };
    } catch (error) {
      why ??= error as ProvError;
      if (troubleOf((error as ProvError).cause) === "unwritable")
        skipFolder = dirname(candidate);
    }
  }
  throw why;
}

/** Show a path as short as it is clear: the name alone beside the wanted file. */
function shown(candidate: string, wanted: string): string {
  return dirname(candidate) === dirname(wanted) ? basename(candidate) : candidate;
}
