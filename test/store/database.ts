import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { schemaText } from "../../src/store/schema/migrate";
import type { Store } from "../../src/store/store";

/** Return a connection to a database of the test's own, in memory unless told. */
export async function connect(
  t: TestContext,
  path = ":memory:",
): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  t.after(() => {
    connection.closeSync();
    instance.closeSync();
  });
  return connection;
}

/** Return a folder that is removed after the test. */
export function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "ask-"));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Write a database with these statements, and close it. */
export async function writeDatabase(path: string, statements: readonly string[]) {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

/** Use a connection of a store's, once all that was taken is written. */
export function readFrom<T>(
  store: Store,
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  return store.read((connection, written) => {
    const result = written.then(() => use(connection));
    const ended = () => undefined;
    return { result, free: result.then(ended, ended) };
  });
}

/** A file as tfjs-prov makes it, with a run that ended and one that was killed. */
export const ownTables: readonly string[] = [
  schemaText,
  "INSERT INTO tfjs_prov.migrations VALUES (1, 'initial', TIMESTAMP '2026-01-01', '0.1.0')",
  "INSERT INTO tfjs_prov.migrations VALUES (2, 'cells', TIMESTAMP '2026-01-01', '0.1.0')",
  "INSERT INTO tfjs_prov.runs BY NAME SELECT * FROM (VALUES " +
    "(uuid(), 'study', 'base', 'finished', TIMESTAMP '2026-01-02 03:04:05', " +
    "TIMESTAMP '2026-01-02 03:05:06.5', NULL), " +
    "(uuid(), 'study', 'wide', 'running', TIMESTAMP '2026-01-02 03:06:00', NULL, " +
    "TIMESTAMP '2026-01-02 03:06:05')" +
    ") v(run_id, experiment, name, status, started_at, ended_at, lease_until)",
];
