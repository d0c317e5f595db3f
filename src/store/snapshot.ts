import { basename } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { messageOf, ProvError } from "../util/errors";
import { copyDatabase, temporaryFolder } from "./copy";
import { isOwn } from "./own";
import { isHeld, refuseMissing } from "./probe";
import { migrate, refuseNewer } from "./schema/migrate";
import { keepRunning, settleInterrupted } from "./settle";

/** A private copy of a database as it stood a moment ago. */
export interface Snapshot {
  readonly connection: DuckDBConnection;
  /** Whether some process had the file open, as one that records has. */
  readonly held: boolean;
  /** Whether tfjs-prov made the file; plain SQL works in any. */
  readonly ours: boolean;
  /** Close the copy and delete it. */
  close(): void;
}

/** How often a copy is taken before giving up. */
const ATTEMPTS = 8;

/**
 * Open a copy of a database, also while another process writes to it. What is said to
 * be running is made true in the copy: with nobody holding the file it was interrupted,
 * with somebody it runs, though its lease in the copy ages.
 *
 * It refuses a file that this process records into: by POSIX rules, closing the file
 * after copying it would let go of DuckDB's lock.
 *
 * @throws ProvError when the file is this process' own, or can't be read.
 */
export async function openSnapshot(file: string): Promise<Snapshot> {
  refuseMissing(file);
  refuseOwn(file);
  const held = await isHeld(file);
  const folder = temporaryFolder();
  let copy: Copy | undefined;
  const close = () => {
    copy?.close();
    folder.remove();
  };
  try {
    copy = await openCopy(file, folder.path);
    const ours = await isOurs(copy.connection);
    if (ours) await settle(copy.connection, { file: basename(file), held });
    return { connection: copy.connection, held, ours, close };
  } catch (error) {
    close();
    throw error;
  }
}

function refuseOwn(file: string): void {
  if (!isOwn(file)) return;
  throw new ProvError(`${basename(file)} is recorded into by this very process`, {
    hint: "try: ask it through the prov that records",
  });
}

async function settle(
  connection: DuckDBConnection,
  { file, held }: { file: string; held: boolean },
): Promise<void> {
  await refuseNewer(connection, file);
  // An older file lacks what is asked; one that can't be brought on answers as it is.
  await migrate(connection, file).catch(() => undefined);
  await (held ? keepRunning : settleInterrupted)(connection);
}

interface Copy {
  connection: DuckDBConnection;
  close(): void;
}

/** Take copies until one opens whole. */
async function openCopy(file: string, folder: string): Promise<Copy> {
  let cause: unknown;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const copy = await copyDatabase(file, folder);
      if (copy !== undefined) return await openWhole(copy);
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
  }
  throw new ProvError(`No whole copy of ${file} in ${ATTEMPTS} attempts`, {
    hint: [
      ...(cause === undefined ? [] : [messageOf(cause).split("\n")[0]!]),
      "try: again in a moment, or when the training has ended",
    ],
    cause,
  });
}

async function openWhole(path: string): Promise<Copy> {
  const instance = await DuckDBInstance.fromCache(path);
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await connection.run("SELECT count(*) FROM duckdb_tables()");
    return { connection, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function isOurs(connection: DuckDBConnection): Promise<boolean> {
  const result = await connection.run(
    "FROM duckdb_tables() WHERE database_name = current_database() " +
      "AND schema_name = 'tfjs_prov' AND table_name = 'migrations'",
  );
  return (await result.getRows()).length > 0;
}
