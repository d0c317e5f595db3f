import assert from "node:assert/strict";
import { test } from "node:test";
import { readStatement } from "../../src/store/reader";
import { connect } from "./database";

const id = "0193a5f0-0000-7000-8000-000000000001";
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
