import type { DuckDBConnection } from "@duckdb/node-api";
import { quoted } from "../literal";
import { views } from "./views/index";

const names = views.map(({ name }) => name.replace(/^main\./, ""));

/**
 * Return the tables and views of the user's own that have the names of our views.
 *
 * @param ours whether the file is ours already: its views with a COMMENT are then.
 */
export async function taken(
  connection: DuckDBConnection,
  { ours }: { ours: boolean },
): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    "SELECT 'table ' || table_name FROM duckdb_tables() WHERE " +
      `${inMain("table_name")} UNION ALL ` +
      "SELECT 'view ' || view_name FROM duckdb_views() WHERE " +
      `${inMain("view_name")} AND NOT internal AND (comment IS NULL OR NOT ${ours}) ` +
      "ORDER BY 1",
  );
  return reader.getRows().map(([name]) => String(name));
}

function inMain(name: string): string {
  return (
    "database_name = current_database() AND schema_name = 'main' " +
    `AND ${name} IN (${names.map(quoted).join(", ")})`
  );
}
