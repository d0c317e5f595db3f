import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readStatement } from "../../src/store/reader";
import { ProvError } from "../../src/util/errors";
import { connect, temporary } from "./database";

const id = "0193a5f0-0000-7000-8000-000000000001";
const tables = [
  "CREATE TABLE t (a INTEGER, b VARCHAR, id UUID)",
  `INSERT INTO t VALUES (1, 'x', '${id}'), (2, 'y', NULL)`,
];

const reading = [
  "SELECT 1",
  "FROM t",
  "VALUES (1)",
  "WITH x AS (FROM t) FROM x",
  "TABLE t",
  "(SELECT 1) UNION (SELECT 2)",
  "SHOW TABLES",
  "DESCRIBE t",
  "SUMMARIZE t",
  "PIVOT t ON b USING sum(a)",
  "WITH p AS (PIVOT t ON b USING sum(a)) FROM p; -- wide",
  "UNPIVOT t ON a",
  "EXPLAIN FROM t",
  "EXPLAIN ANALYZE SELECT 1",
  "EXPLAIN (FORMAT json) SELECT 1",
  "PRAGMA table_info('t')",
  "-- a comment\nSELECT ';' /* ; */ ;",
];

test("statements that read run, one after the other when asked at once", async (t) => {
  const connection = await connect(t);
  for (const sql of tables) await connection.run(sql);
  const results = await Promise.all(
    reading.map((sql) => readStatement(connection, sql)),
  );
  for (const [i, { rowCount }] of results.entries())
    assert.ok(rowCount > 0, reading[i]);
  const types = await connection.run(
    "FROM duckdb_types() WHERE type_name LIKE '%pivot%'",
  );
  assert.equal((await types.getRows()).length, 0);
});

const allowed =
  "  a query only reads\n" +
  "  allowed: SELECT, FROM, WITH, VALUES, PIVOT, UNPIVOT, SHOW, DESCRIBE, SUMMARIZE, EXPLAIN\n";
const change = `${allowed}  to change a file, open it with DuckDB itself`;
const several =
  "A query is one statement, and this text has several\n  run each in a query of its own";

const refused: readonly [sql: string, message: string][] = [
  ["INSERT INTO t VALUES (3, 'z', NULL)", `INSERT can't run in a query\n${change}`],
  ["UPDATE t SET a = 1", `UPDATE can't run in a query\n${change}`],
  ["/* x */ DELETE FROM t", `DELETE can't run in a query\n${change}`],
  ["DROP TABLE t", `DROP can't run in a query\n${change}`],
  ["CREATE TABLE u AS FROM t", `CREATE can't run in a query\n${change}`],
  ["ATTACH ':memory:' AS other", `ATTACH can't run in a query\n${change}`],
  ["PRAGMA threads = 1", `PRAGMA can't run in a query\n${change}`],
  ["SET threads = 1", `SET can't run in a query\n${change}`],
  ["COMMIT", `COMMIT can't run in a query\n${change}`],
  ["EXPLAIN ANALYZE DELETE FROM t", `DELETE can't run in a query\n${change}`],
  [
    "CALL pragma_version()",
    `CALL can't run in a query\n${allowed}  try: SELECT * FROM the function`,
  ],
  ["SELECT 1; SELECT 2", several],
  ["COMMIT; DROP TABLE t", several],
  ["CREATE TYPE x AS ENUM ('a'); SELECT 1", several],
  [
    "FROM t\0 WHERE false",
    "The SQL text holds a NUL character\n  a value may hold one when it is bound",
  ],
  [" -- nothing", "No SQL to run\n  try: FROM runs"],
  [
    "SELEC 1",
    'Parser Error: syntax error at or near "SELEC"\n\nLINE 1: SELEC 1\n        ^',
  ],
  [
    "SELECT bb FROM t",
    'Binder Error: Referenced column "bb" not found in FROM clause!\n' +
      'Candidate bindings: "b"\n\nLINE 1: SELECT bb FROM t\n               ^',
  ],
  [
    "FROM tt",
    'Catalog Error: Table with name tt does not exist!\nDid you mean "t"?\n\n' +
      "LINE 1: FROM tt\n             ^\n  tables: t",
  ],
];

test("what doesn't only read is refused, and errors keep DuckDB's text", async (t) => {
  const connection = await connect(t);
  for (const sql of tables) await connection.run(sql);
  for (const [sql, message] of refused) {
    await assert.rejects(readStatement(connection, sql), (error) => {
      assert.ok(error instanceof ProvError);
      assert.equal(error.message, message);
      return true;
    });
  }
  assert.equal((await readStatement(connection, "FROM t")).rowCount, 2);
});

test("no file is written, not even by EXPLAIN ANALYZE COPY", async (t) => {
  const connection = await connect(t);
  const file = join(temporary(t), "out.csv");
  for (const prefix of ["", "EXPLAIN ", "EXPLAIN ANALYZE ", "EXPLAIN (ANALYZE) "]) {
    const sql = `${prefix}COPY (SELECT 1) TO '${file}'`;
    await assert.rejects(readStatement(connection, sql), /^ProvError: COPY can't run/);
  }
  assert.ok(!existsSync(file));
});
