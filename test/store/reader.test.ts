import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Values } from "../../src/store/reader";
import { readStatement } from "../../src/store/reader";
import { ProvError } from "../../src/util/errors";
import { connect, temporary } from "./database";

const id = "0193a5f0-0000-7000-8000-000000000001";
const tables = [
  "CREATE TABLE t (a INTEGER, b VARCHAR, id UUID)",
  `INSERT INTO t VALUES (1, 'x', '${id}'), (2, 'y', NULL)`,
];

const values: readonly [sql: string, expected: unknown][] = [
  ["9007199254740991", 9007199254740991],
  ["9007199254740992", 9007199254740992n],
  ["-9007199254740992", -9007199254740992n],
  ["170141183460469231731687303715884105727", 2n ** 127n - 1n],
  ["'nan'::DOUBLE", Number.NaN],
  ["'-inf'::DOUBLE", Number.NEGATIVE_INFINITY],
  ["'-0'::DOUBLE", -0],
  ["0.1::FLOAT", Math.fround(0.1)],
  ["1.10::DECIMAL(10,2)", 1.1],
  ["true", true],
  ["NULL", null],
  ["'a' || chr(0) || '''\"😀'", "a\0'\"😀"],
  [`'${id}'::UUID`, id],
  ["'b'::ENUM('a', 'b')", "b"],
  [`'{"a": 1}'::JSON`, '{"a": 1}'],
  ["DATE '2026-01-02'", "2026-01-02"],
  ["TIME '01:02:03.5'", "01:02:03.5"],
  ["INTERVAL 90 MINUTES", "01:30:00"],
  ["TIMESTAMP '2026-01-02 03:04:05.678901'", new Date("2026-01-02T03:04:05.678Z")],
  ["TIMESTAMP '1969-12-31 23:59:59.9999'", new Date(-1)],
  ["'2026-01-02 03:04:05'::TIMESTAMP_S", new Date("2026-01-02T03:04:05Z")],
  ["'2026-01-02 03:04:05'::TIMESTAMP_MS", new Date("2026-01-02T03:04:05Z")],
  ["'2026-01-02 03:04:05'::TIMESTAMP_NS", new Date("2026-01-02T03:04:05Z")],
  ["'2026-01-02 03:04:05+00'::TIMESTAMPTZ", new Date("2026-01-02T03:04:05Z")],
  ["'infinity'::TIMESTAMP", "infinity"],
  ["'\\x01\\xFF'::BLOB", Uint8Array.of(1, 255)],
  ["[1, NULL, 3]", [1, null, 3]],
  ["[1, 2]::INTEGER[2]", [1, 2]],
  ["{'a': {'b': [9007199254740993]}}", { a: { b: [9007199254740993n] } }],
  ["MAP {'a': 1}", { a: 1 }],
  ["union_value(num := 0.5::DOUBLE)::UNION(text VARCHAR, num DOUBLE)", 0.5],
];

test("each type of DuckDB becomes a value of JavaScript", async (t) => {
  const connection = await connect(t);
  for (const [sql, expected] of values) {
    const { columns } = await readStatement(connection, `SELECT ${sql} AS value`);
    assert.deepStrictEqual(columns[0]!.values[0], expected, sql);
  }
});

test("a key named __proto__ is a key and nothing else", async (t) => {
  const connection = await connect(t);
  const sql = "SELECT MAP {'__proto__': {'polluted': true}} AS value";
  const { columns } = await readStatement(connection, sql);
  const map = columns[0]!.values[0] as Record<string, unknown>;
  assert.deepEqual(Object.keys(map), ["__proto__"]);
  assert.equal(Object.getPrototypeOf(map), Object.prototype);
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

const bound: readonly [value: unknown, type: string][] = [
  [1, "INTEGER"],
  [2 ** 31, "BIGINT"],
  [1e300, "DOUBLE"],
  [0.1, "DOUBLE"],
  [-0, "DOUBLE"],
  [Number.NaN, "DOUBLE"],
  [Number.POSITIVE_INFINITY, "DOUBLE"],
  [2n ** 53n + 1n, "BIGINT"],
  [2n ** 64n, "HUGEINT"],
  [2n ** 128n, "BIGNUM"],
  [true, "BOOLEAN"],
  [null, '"NULL"'],
  ["", "VARCHAR"],
  ['O\'Neil "q" 😀 \0 \\', "VARCHAR"],
  ["x".repeat(10_000), "VARCHAR"],
  ["'; DROP TABLE t; --", "VARCHAR"],
  [new Date("2026-01-02T03:04:05.678Z"), "TIMESTAMP"],
  [Uint8Array.of(0, 255), "BLOB"],
  [[1, null, 2.5], "DOUBLE[]"],
  [[1, 2n ** 53n], "BIGINT[]"],
  [["a", null], "VARCHAR[]"],
  [[[1], [2, 3]], "INTEGER[][]"],
];

test("a bound value comes back as it went in", async (t) => {
  const connection = await connect(t);
  for (const [value, type] of bound) {
    const sql = "SELECT $1 AS value, typeof($1) AS type";
    const { columns } = await readStatement(connection, sql, [value]);
    const back = columns[0]!.values[0];
    const expected = Array.isArray(value) ? value.map(exact) : exact(value);
    assert.deepStrictEqual(back, expected, type);
    assert.equal(columns[1]!.values[0], type);
  }
});

function exact(value: unknown): unknown {
  const small = typeof value === "bigint" && Number.isSafeInteger(Number(value));
  return small ? Number(value) : value;
}

test("lists answer IN and ANY, also for ids and when empty", async (t) => {
  const connection = await connect(t);
  for (const sql of tables) await connection.run(sql);
  const cases: readonly [sql: string, values: Values, rows: number][] = [
    ["FROM t WHERE id = ANY($1)", [[id]], 1],
    ["FROM t WHERE id IN (SELECT unnest($1))", [[id]], 1],
    ["FROM t WHERE id = $1", [id], 1],
    ["FROM t WHERE a = ANY($1)", [[]], 0],
    ["FROM t WHERE a = ANY(?) AND b = ?", [new Float64Array([1, 2]), "y"], 1],
    ["FROM t WHERE a = $a AND b = $b", { b: "x", a: 1 }, 1],
  ];
  for (const [sql, values, rows] of cases) {
    assert.equal((await readStatement(connection, sql, values)).rowCount, rows, sql);
  }
});

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

const types =
  "\n  bound are: numbers, bigints, text, booleans, null, Dates, bytes, arrays of one of these\n";

const unbound: readonly [sql: string, values: Values, message: string][] = [
  [
    "SELECT $1",
    [undefined],
    `Value 1 of the query is undefined, which has no SQL type${types}  give null for no value`,
  ],
  [
    "SELECT $1, $2",
    [1, { run_id: 1 }],
    "Value 2 of the query is an object (Object), which has no SQL type" +
      `${types}  give one of its fields, or JSON.stringify(it)`,
  ],
  [
    "SELECT $ids",
    { ids: [1, () => 1] },
    "Value $ids[1] of the query is function, which has no SQL type" +
      `${types}  give null for no value`,
  ],
  [
    "SELECT $1",
    [[1, "a"]],
    "Value 1 of the query is an array that mixes INTEGER and VARCHAR\n" +
      "  a list in SQL holds values of one type",
  ],
  [
    "SELECT $1",
    [new Date(Number.NaN)],
    "Value 1 of the query is an invalid Date\n  give null for no time",
  ],
  [
    "SELECT $1, $2",
    [1],
    "The query has 2 placeholders and was given 1 value\n  each $1, $2, … or ? takes one value",
  ],
  ["SELECT $a, $b", { a: 1 }, "No value for the placeholder $b\n  values: a"],
  ["SELECT $a", {}, "No value for the placeholder $a\n  no values were given"],
  [
    "SELECT $rate",
    { rate: 1, raet: 2 },
    'No placeholder named "raet"\n  placeholders: rate',
  ],
];

test("a value that can't be bound is named", async (t) => {
  const connection = await connect(t);
  for (const [sql, values, message] of unbound) {
    await assert.rejects(readStatement(connection, sql, values), (error) => {
      assert.equal((error as Error).message, message);
      return true;
    });
  }
});

test("a column of numbers is a typed array unless a value is NULL or too large", async (t) => {
  const connection = await connect(t);
  const { columns, rowCount } = await readStatement(
    connection,
    "SELECT i::DOUBLE AS x, i::INTEGER AS i, i AS n, CASE WHEN i <> 5000 THEN i END AS gap, " +
      "i + 9007199254740000 AS large FROM range(10000) t(i)",
  );
  assert.equal(rowCount, 10_000);
  const kinds = columns.map(({ values }) => values.constructor.name);
  assert.deepEqual(kinds, [
    "Float64Array",
    "Int32Array",
    "Float64Array",
    "Array",
    "Array",
  ]);
  assert.equal(columns[3]!.values[5000], null);
  assert.equal(columns[4]!.values[9999], 9007199254749999n);
});

test("a limit reads the first rows and says whether there are more", async (t) => {
  const connection = await connect(t);
  const cases = [
    [20, 20, true],
    [5000, 5000, true],
    [100_000, 100_000, false],
    [0, 0, true],
  ] as const;
  for (const [limit, rowCount, more] of cases) {
    const sql = "SELECT i FROM range(100000) t(i) ORDER BY i";
    const result = await readStatement(connection, sql, [], { limit });
    assert.deepEqual([result.rowCount, result.more], [rowCount, more]);
    assert.equal(result.columns[0]!.values.length, rowCount);
  }
});

test("columns of one name are told apart", async (t) => {
  const connection = await connect(t);
  const { columns } = await readStatement(connection, "SELECT 1 AS a, 2 AS a");
  assert.deepEqual(
    columns.map(({ name }) => name),
    ["a", "a:1"],
  );
});
