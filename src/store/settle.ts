import type { DuckDBConnection } from "@duckdb/node-api";

/**
 * Make what is said to be running true in a private copy: with nobody holding the
 * file, it was interrupted; with somebody, it runs though its lease in the copy ages.
 */
export async function settle(
  connection: DuckDBConnection,
  held: boolean,
): Promise<void> {
  const change = held
    ? "lease_until = make_timestamp(epoch_us(now()) + 3600000000)"
    : "status = 'interrupted'";
  for (const table of ["runs", "phases"]) {
    await connection.run(
      `UPDATE tfjs_prov.${table} SET ${change} WHERE status = 'running'`,
    );
  }
}
