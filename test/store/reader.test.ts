import assert from "node:assert/strict";
import { test } from "node:test";
import { readStatement } from "../../src/store/reader";
import { connect } from "./database";

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
