import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
} from "@duckdb/node-api";
import { FILE_OPTIONS, makeFile } from "./make";
import { own } from "./own";
import { Readers } from "./readers";
import { migrate } from "./schema/migrate";
import { explained, troubleOf } from "./trouble";

/** How long a file that another process holds is tried for, in ms. */
export const PATIENCE_MS = 2000;
const TRY_EVERY_MS = 50;

/** A file while it is open. */
export interface OpenFile {
  writer: DuckDBConnection;
  /** On a connection of its own, so that no transaction of the writer's takes its rows. */
  points: DuckDBAppender;
  readers: Readers;
  /**
   * Close the file: the write-ahead log is folded in and the lock let go. It never
   * throws: a file that can't be closed whole is opened anew, from its log.
   */
  close(): void;
}

/**
 * Open a file for writing, made or migrated where needed. In one process a file is
 * opened through DuckDB's instance cache only: two instances lose each other's rows.
 *
 * @throws ProvError with DuckDB's own error as its cause.
 */
export async function openFile(
  path: string,
  patienceMs = PATIENCE_MS,
): Promise<OpenFile> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await openOnce(path);
    } catch (error) {
      const locked = troubleOf(path, error) === "locked";
      if (!locked || performance.now() > until) throw explained(path, error);
      await sleep(TRY_EVERY_MS);
    }
  }
}

async function openOnce(path: string): Promise<OpenFile> {
  await makeFile(path);
  const instance = await DuckDBInstance.fromCache(path, FILE_OPTIONS);
  const open: { closeSync(): void }[] = [instance, own(path)];
  const close = () => closeAll(open);
  try {
    const writer = await instance.connect();
    open.unshift(writer);
    await migrate(writer, basename(path));
    const appending = await instance.connect();
    open.unshift(appending);
    const points = await appending.createAppender("points", "tfjs_prov");
    open.unshift({ closeSync: () => points.clear() }, points);
    const readers = new Readers(() => instance.connect());
    open.unshift(readers);
    return { writer, points, readers, close };
  } catch (error) {
    close();
    throw error;
  }
}

function closeAll(open: readonly { closeSync(): void }[]): void {
  for (const each of open) {
    try {
      each.closeSync();
    } catch {
      // An invalidated database refuses; the others must still be closed.
    }
  }
}
