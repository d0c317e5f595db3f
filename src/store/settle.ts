import type { DuckDBConnection } from "@duckdb/node-api";

/** Give runs that their process left behind the status `interrupted`. */
export async function settleInterrupted(connection: DuckDBConnection): Promise<void> {
  await changeRunning(connection, "status = 'interrupted'");
}

/** Let every running run live on, in a private copy of a file that is being written. */
export async function keepRunning(connection: DuckDBConnection): Promise<void> {
  const until = "make_timestamp(epoch_us(now()) + 60000000)";
  await changeRunning(connection, `lease_until = ${until}`);
}

async function changeRunning(connection: DuckDBConnection, change: string) {
  for (const table of ["runs", "phases"]) {
    await connection.run(
      `UPDATE tfjs_prov.${table} SET ${change} WHERE status = 'running'`,
    );
  }
}
