import { constants, copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { copyFile, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** DuckDB's files beside the database: the log, and two of a checkpoint under way. */
const logs = [".wal", ".wal.checkpoint", ".wal.recovery"];

/** The main header and the two headers of which a checkpoint writes one. */
const HEADERS_BYTES = 3 * 4096;

const prefix = "tfjs-prov-snapshot-";

/**
 * Copy a database and its log into a folder; return the copy's path, or undefined when
 * a checkpoint ended meanwhile, so that the two may not belong together.
 *
 * A checkpoint writes to free blocks, then a header, then removes the log; so as long
 * as the headers are as they were copied, database and log are of one time.
 */
export async function copyDatabase(
  file: string,
  folder: string,
): Promise<string | undefined> {
  const copy = join(folder, basename(file));
  for (const end of ["", ...logs]) rmSync(copy + end, { force: true });
  await copyFile(file, copy, constants.COPYFILE_FICLONE);
  for (const end of logs) copyIfThere(file + end, copy + end);
  const whole = (await headers(file)).equals(await headers(copy));
  return whole ? copy : undefined;
}

function copyIfThere(from: string, to: string): void {
  try {
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

async function headers(file: string): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(HEADERS_BYTES),
      position: 0,
    });
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Make a private folder that is gone when the process exits; return how to remove it. */
export function temporaryFolder(): { path: string; remove(): void } {
  removeLeftovers();
  const path = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const remove = () => {
    process.off("exit", remove);
    rmSync(path, { recursive: true, force: true });
  };
  process.once("exit", remove);
  return { path, remove };
}

/** Remove the folders of processes that were killed before they could. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix)
      ? Number.parseInt(name.slice(prefix.length), 10)
      : 0;
    if (pid > 0 && !lives(pid)) removeQuietly(join(tmpdir(), name));
  }
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Remove a folder that another process may be removing, or another user may own. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // it stays for its owner
  }
}
