import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBValue,
} from "@duckdb/node-api";

type Row = Record<string, DuckDBValue>;

/** Use a file as any DuckDB client does, and let it go. */
export async function withFile<T>(
  path: string,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.fromCache(path);
  const connection = await instance.connect();
  try {
    return await use(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Return the rows of a query on a file that nobody holds. */
export function rowsOf(path: string, sql: string): Promise<Row[]> {
  return withFile(path, (connection) => rowsFrom(connection, sql));
}

/** Return the rows of a query. */
export async function rowsFrom(
  connection: DuckDBConnection,
  sql: string,
): Promise<Row[]> {
  return (await connection.runAndReadAll(sql)).getRowObjects();
}

/** Return the one row of a query on a file that nobody holds. */
export async function rowOf(path: string, sql: string): Promise<Row> {
  const rows = await rowsOf(path, sql);
  if (rows.length !== 1) throw new Error(`${rows.length} rows, not one: ${sql}`);
  return rows[0]!;
}
