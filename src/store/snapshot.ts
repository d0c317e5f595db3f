import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { messageOf, ProvError } from "../util/errors";
import { copyDatabase, temporaryFolder } from "./copy";
import { isHeld, refuseMissing } from "./probe";

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

/** Make a copy say what is true, knowing whether a process holds the file. */
export type Settle = (connection: DuckDBConnection, held: boolean) => Promise<void>;

export interface SnapshotOptions {
  /** Called for a file that tfjs-prov made; it may refuse the file by throwing. */
  settle?: Settle;
  /** How often a copy is taken before giving up. */
  attempts?: number;
}

/**
 * Open a copy of a database, also while another process writes to it.
 *
 * Never call it in a process that has the file open: by POSIX rules, closing the
 * file after copying it would let go of DuckDB's lock.
 */
export async function openSnapshot(
  file: string,
  { settle, attempts = 8 }: SnapshotOptions = {},
): Promise<Snapshot> {
  refuseMissing(file);
  const held = await isHeld(file);
  const folder = temporaryFolder();
  let copy: Copy | undefined;
  const close = () => {
    copy?.close();
    folder.remove();
  };
  try {
    copy = await openCopy(file, folder.path, attempts);
    const ours = await isOurs(copy.connection);
    if (ours) await settle?.(copy.connection, held);
    return { connection: copy.connection, held, ours, close };
  } catch (error) {
    close();
    throw error;
  }
}

interface Copy {
  connection: DuckDBConnection;
  close(): void;
}

/** Take copies until one opens whole. */
async function openCopy(file: string, folder: string, attempts: number): Promise<Copy> {
  let cause: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      const copy = await copyDatabase(file, folder);
      if (copy !== undefined) return await openWhole(copy);
    } catch (error) {
      cause = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
  }
  throw new ProvError(`No whole copy of ${file} in ${attempts} attempts`, {
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
