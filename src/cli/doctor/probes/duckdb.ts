import { report } from "./report";

/** Load DuckDB and ask it for its version. */
void report(async () => {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const reader = await connection.runAndReadAll("SELECT version()");
  return { version: String(reader.getRows()[0]![0]) };
});
