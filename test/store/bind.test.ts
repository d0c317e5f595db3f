import assert from "node:assert/strict";
import { test } from "node:test";
import type { Values } from "../../src/store/reader";
import { readStatement } from "../../src/store/reader";
import { connect } from "./database";

const id = "0193a5f0-0000-7000-8000-000000000001";
const tables = [
  "CREATE TABLE t (a INTEGER, b VARCHAR, id UUID)",
  `INSERT INTO t VALUES (1, 'x', '${id}'), (2, 'y', NULL)`,
];

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
