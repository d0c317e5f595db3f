import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";

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
  t.after(() => rmSync(folder, { recursive: true, force: true }));
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

/** Tables as tfjs-prov makes them, with what a snapshot looks at. */
export const ownTables: readonly string[] = [
  "CREATE SCHEMA tfjs_prov",
  "CREATE TABLE tfjs_prov.migrations AS SELECT 1 AS version, '0.1.0' AS package_version",
  ...["runs", "phases"].map(
    (name) =>
      `CREATE TABLE tfjs_prov.${name} (name VARCHAR, status VARCHAR, ` +
      "status_reason VARCHAR, started_at TIMESTAMP, ended_at TIMESTAMP, " +
      "lease_until TIMESTAMP, best_loss DOUBLE)",
  ),
  "INSERT INTO tfjs_prov.runs VALUES " +
    "('base', 'finished', NULL, '2026-01-02 03:04:05', '2026-01-02 03:05:06.5', NULL, 0.25)," +
    "('wide', 'running', NULL, '2026-01-02 03:06:00', NULL, '2026-01-02 03:06:05', 'nan')",
  "CREATE VIEW runs AS SELECT * REPLACE (CASE WHEN status = 'running' AND " +
    "epoch_us(lease_until) < epoch_us(now()) THEN 'lease over' ELSE status END AS status) " +
    "FROM tfjs_prov.runs",
];
