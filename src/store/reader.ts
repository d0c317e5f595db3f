import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBMaterializedResult,
  DuckDBPreparedStatement,
} from "@duckdb/node-api";
import { messageOf } from "../util/errors";
import { bindValues } from "./bind";
import { columnsFromChunks } from "./column";
import type { ReadOptions, Result, Values } from "./result";
import { prepareReading, queryError } from "./statement";

export type { Column, ColumnValues, ReadOptions, Result, Values } from "./result";

/** A statement under way. */
export interface Reading<T = Result> {
  result: Promise<T>;
  /**
   * Resolves, a moment after the result, when its connection may be closed; sooner,
   * while DuckDB is at work on it, that would end the process.
   */
  free: Promise<void>;
}

/** When each connection is free again: two transactions at once can't be. */
const queues = new WeakMap<DuckDBConnection, Promise<void>>();

/**
 * Run one statement that only reads, in a read-only transaction, after the reads that
 * the connection was given before. With a limit, no more chunks are fetched than that
 * needs.
 *
 * @param values for `$1`, `$2`, … or `?` an array; for `$name` an object.
 * @throws ProvError with DuckDB's own text when the statement fails, is not one of
 *   those that only read, or a value can't be bound.
 */
export async function readStatement(
  connection: DuckDBConnection,
  text: string,
  values: Values = [],
  options: ReadOptions = {},
): Promise<Result> {
  const { result, free } = startReading(connection, text, values, options);
  await free;
  return result;
}

/**
 * Run one statement as `readStatement` does, but give its result before the
 * transaction's end. While a training fills the event loop each call of DuckDB's that
 * is awaited costs a turn of it, so there are three: begin, prepare, run.
 *
 * @param options.written is awaited before the statement sees the file; never rejects.
 */
export function startReading(
  connection: DuckDBConnection,
  text: string,
  values: Values = [],
  options: ReadOptions & { written?: Promise<void> } = {},
): Reading {
  const before = queues.get(connection) ?? Promise.resolve();
  const result = before.then(() =>
    readInTransaction(connection, text, values, options),
  );
  const end = () => rollback(connection);
  const free = result.then(end, end);
  queues.set(connection, free);
  return { result, free };
}

async function readInTransaction(
  connection: DuckDBConnection,
  text: string,
  values: Values,
  { limit, written }: ReadOptions & { written?: Promise<void> },
): Promise<Result> {
  // What is written meanwhile is seen: DuckDB looks at a file first when it prepares.
  // Prepared before, a plan would leave out rows that its statistics exclude.
  await Promise.all([connection.run("BEGIN TRANSACTION READ ONLY"), written]);
  try {
    return await readPrepared(connection, text, values, limit);
  } catch (error) {
    await rollback(connection);
    throw queryError(error, await tableHint(connection, error));
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
  const chunks = chunksOf(result);
  const rowCount = rowsOf(chunks);
  return {
    columns: columnsFromChunks(result, chunks, rowCount),
    rowCount,
    more: false,
  };
}

/** Take the chunks of a result that is in memory, without a turn of the loop each. */
function chunksOf(result: DuckDBMaterializedResult): DuckDBDataChunk[] {
  return Array.from({ length: result.chunkCount }, (_, i) => result.getChunk(i));
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
