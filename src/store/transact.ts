import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { messageOf } from "../util/errors";

/** How often a transaction is tried that another stands in the way of. */
const TRIES = 5;

/**
 * Run statements as one transaction and take them out of the array. A statement that
 * DuckDB will never take is left out and reported.
 *
 * @throws what a later try may mend; the statements still to be run are left.
 */
export async function transactAll(
  connection: DuckDBConnection,
  statements: string[],
  refused: (error: unknown) => void,
): Promise<void> {
  if (statements.length === 0) return;
  try {
    await transact(connection, statements);
    statements.length = 0;
  } catch (error) {
    if (!isHopeless(error)) throw error;
    await oneByOne(connection, statements, refused);
  }
}

async function oneByOne(
  connection: DuckDBConnection,
  statements: string[],
  refused: (error: unknown) => void,
): Promise<void> {
  while (statements.length > 0) {
    try {
      await transact(connection, statements.slice(0, 1));
    } catch (error) {
      if (!isHopeless(error)) throw error;
      refused(error);
    }
    statements.shift();
  }
}

/**
 * Run statements as one transaction, in one job of DuckDB's thread. Jobs of one
 * connection run one after another, so a failed one may still be open when the next
 * begins; and a file that was left and opened again may have a writer that still ends the
 * same row. What fails for such a neighbour is run again after it was rolled back.
 */
async function transact(
  connection: DuckDBConnection,
  statements: readonly string[],
): Promise<void> {
  const text = ["BEGIN", ...statements, "COMMIT"].join(";\n");
  for (let tries = 1; ; tries++) {
    try {
      await connection.run(text);
      return;
    } catch (error) {
      await connection.run("ROLLBACK").catch(() => undefined);
      if (tries === TRIES || !isOfAnother(error)) throw error;
      await sleep(tries * 5);
    }
  }
}

/** Tell whether a transaction failed because of the one before it or beside it. */
function isOfAnother(error: unknown): boolean {
  return /within a transaction|transaction is aborted|Conflict on (?:update|tuple)/.test(
    messageOf(error),
  );
}

/** Tell whether DuckDB refuses the statement itself, so that no retry helps. */
function isHopeless(error: unknown): boolean {
  return /^(Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Out of Range|Type) /.test(
    messageOf(error),
  );
}
