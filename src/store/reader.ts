import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBPreparedStatement,
} from "@duckdb/node-api";
import { messageOf } from "../util/errors";
import { bindValues } from "./bind";
import { columnsFromChunks } from "./column";
import type { ReadOptions, Result, Values } from "./result";
import { prepareReading, queryError } from "./statement";

export type { Column, ColumnValues, ReadOptions, Result, Values } from "./result";

/** The last read of each connection: two transactions at once can't be. */
const queues = new WeakMap<DuckDBConnection, Promise<unknown>>();

/**
 * Run one statement that only reads, in a read-only transaction, after the reads that
 * the connection was given before. With a limit, no more chunks are fetched than that
 * needs.
 *
 * @param values for `$1`, `$2`, … or `?` an array; for `$name` an object.
 * @throws ProvError with DuckDB's own text when the statement fails, is not one of
 *   those that only read, or a value can't be bound.
 */
export function readStatement(
  connection: DuckDBConnection,
  text: string,
  values: Values = [],
  options: ReadOptions = {},
): Promise<Result> {
  const before = queues.get(connection) ?? Promise.resolve();
  const read = before
    .catch(() => undefined)
    .then(() => readInTransaction(connection, text, values, options));
  queues.set(connection, read);
  return read;
}

async function readInTransaction(
  connection: DuckDBConnection,
  text: string,
  values: Values,
  { limit }: ReadOptions,
): Promise<Result> {
  await connection.run("BEGIN TRANSACTION READ ONLY");
  try {
    return await readPrepared(connection, text, values, limit);
  } catch (error) {
    await rollback(connection);
    throw queryError(error, await tableHint(connection, error));
  } finally {
    await rollback(connection);
  }
}

/** End the transaction; one that an error has ended is no error. */
async function rollback(connection: DuckDBConnection): Promise<void> {
  await connection.run("ROLLBACK").catch(() => undefined);
}

async function readPrepared(
  connection: DuckDBConnection,
  text: string,
  values: Values,
  limit: number | undefined,
): Promise<Result> {
  const statement = await prepareReading(connection, text);
  try {
    bindValues(statement, values);
    return limit === undefined ? await all(statement) : await some(statement, limit);
  } finally {
    statement.destroySync();
  }
}

async function all(statement: DuckDBPreparedStatement): Promise<Result> {
  const result = await statement.run();
  const chunks = await result.fetchAllChunks();
  const rowCount = rowsOf(chunks);
  return {
    columns: columnsFromChunks(result, chunks, rowCount),
    rowCount,
    more: false,
  };
}

async function some(
  statement: DuckDBPreparedStatement,
  limit: number,
): Promise<Result> {
  const result = await statement.stream();
  const chunks: DuckDBDataChunk[] = [];
  // one row more than wanted tells whether there are more
  while (rowsOf(chunks) <= limit) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    chunks.push(chunk);
  }
  const found = rowsOf(chunks);
  const rowCount = Math.min(found, limit);
  const columns = columnsFromChunks(result, chunks, rowCount);
  return { columns, rowCount, more: found > limit };
}

function rowsOf(chunks: readonly DuckDBDataChunk[]): number {
  return chunks.reduce((count, chunk) => count + chunk.rowCount, 0);
}

/** Name the tables that are there when the one asked for is not. */
async function tableHint(
  connection: DuckDBConnection,
  error: unknown,
): Promise<string[]> {
  if (!/^Catalog Error: Table with name .* does not exist/.test(messageOf(error))) {
    return [];
  }
  const result = await connection.run("SELECT name FROM (SHOW TABLES) ORDER BY name");
  const names = (await result.getRows()).map(([name]) => String(name));
  return [names.length === 0 ? "there are no tables" : `tables: ${names.join(", ")}`];
}
