import type { DuckDBConnection } from "@duckdb/node-api";
import { messageOf } from "../util/errors";

/**
 * Run statements as one transaction, in one job of DuckDB's thread. Jobs of one
 * connection run one after another, so a failed one may still be open when the next
 * begins; that one is run again after it was rolled back.
 */
export async function transact(
  connection: DuckDBConnection,
  statements: readonly string[],
): Promise<void> {
  const text = ["BEGIN", ...statements, "COMMIT"].join(";\n");
  try {
    await connection.run(text);
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    if (!isOfAnother(error)) throw error;
    await connection.run(text).catch(async (reason) => {
      await connection.run("ROLLBACK").catch(() => undefined);
      throw reason;
    });
  }
}

/** Tell whether a transaction failed because of the one before it. */
function isOfAnother(error: unknown): boolean {
  return /within a transaction|transaction is aborted/.test(messageOf(error));
}

/** Tell whether DuckDB refuses the statement itself, so that no retry helps. */
export function isHopeless(error: unknown): boolean {
  return /^(Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Out of Range|Type) /.test(
    messageOf(error),
  );
}
