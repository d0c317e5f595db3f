import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { display } from "../../src/util/mime";
import { temporary } from "../store/database";
import { assertGolden } from "./golden";
import { openSession, someRuns } from "./session";

/** Values that have broken other tools, a row each. */
const hostile = `SELECT * FROM (VALUES
  (1, 'plain', 0.1::DOUBLE, 1::BIGINT),
  (2, 'O''Neil, "q"', 'nan', 9007199254740991),
  (3, '損失 😀 e\u0301', 'inf', 9007199254740993),
  (4, 'two' || chr(10) || 'lines', '-inf', -9007199254740993),
  (5, 'nul' || chr(0) || 'esc' || chr(27) || '[31m' || chr(8238), '-0', NULL),
  (6, repeat('x', 10000), 1.7976931348623157e308, 0),
  (7, '<b title="x">&''</b>', 123456.789012345, -1),
  (8, '', 5e-324, NULL),
  (9, NULL, NULL, NULL)
) t(id, text, number, whole)`;

test("rows are read by place, in turn and as columns", async (t) => {
  const { sql } = await openSession(t, someRuns);
  const rows = await sql<{ name: string; epochs: number }>`FROM runs`;
  assert.equal(rows.length, 3);
  assert.deepEqual(rows.columns, ["name", "loss", "epochs"]);
  assert.deepEqual(rows.types, ["VARCHAR", "DOUBLE", "INTEGER"]);
  assert.deepEqual(rows.at(-1), { name: "deep", loss: Number.NaN, epochs: 5 });
  assert.equal(rows.at(3), undefined);
  assert.deepEqual(
    [...rows].map(({ epochs }) => epochs),
    [10, 20, 5],
  );
  assert.deepEqual(rows.toArrays().epochs, Int32Array.of(10, 20, 5));
  assert.equal(rows.toArray().length, 3);
});

test("a column named __proto__ is a column like any other", async (t) => {
  const { sql } = await openSession(t);
  const row = (await sql`SELECT 1 AS ${sql.id("__proto__")}`).at(0)!;
  assert.deepEqual(Object.entries(row), [["__proto__", 1]]);
});

test("JSON keeps what its numbers can't hold as text", async (t) => {
  const { sql } = await openSession(t);
  const rows = await sql`SELECT 'nan'::DOUBLE AS a, ['-inf'::DOUBLE] AS b,
    9007199254740993 AS c, TIMESTAMP '2026-01-02 03:04:05.6' AS d, 'hi'::BLOB AS e`;
  assert.equal(
    JSON.stringify(rows),
    '[{"a":"NaN","b":["-Infinity"],"c":"9007199254740993",' +
      '"d":"2026-01-02T03:04:05.600Z","e":"aGk="}]',
  );
});

test("tables show hostile values, wide results and long ones", async (t) => {
  const { query } = await openSession(t, someRuns);
  const wide = Array.from({ length: 40 }, (_, i) => `${i} AS "column ${i}"`).join(", ");
  const tables = {
    hostile,
    wide: `SELECT ${wide}`,
    long: "SELECT i, i * 1000 / 7 AS share FROM range(1204) t(i)",
    "one row": "SELECT DATE '2026-01-02' AS day, [1, 2] AS list, {'a': 'b'} AS struct",
    empty: "FROM runs WHERE false",
  };
  const texts: string[] = [];
  for (const [name, sql] of Object.entries(tables)) {
    texts.push(`# ${name}\n${await query(sql)}\n`);
  }
  texts.push(`# the first two of three\n${await query("FROM runs").first(2)}\n`);
  assertGolden("magics", "tables.txt", texts.join("\n"));
});

test("a table in HTML escapes all that comes from the data", async (t) => {
  const { query } = await openSession(t);
  const rows = await query(`SELECT *, 1 AS "<i>'&" FROM (${hostile})`);
  const bundle = rows[display]();
  assert.deepEqual(Object.keys(bundle), ["data", "metadata"]);
  assert.equal(bundle.data["text/plain"], String(rows));
  const html = String(bundle.data["text/html"]);
  assert.doesNotMatch(html, /<(?!\/?(?:div|table|thead|tbody|tr|th|td)[ >])/);
  assertGolden("magics", "hostile.html", `${html}\n`);
});

test("a plan is shown as it is drawn", async (t) => {
  const { sql } = await openSession(t);
  const plan = await sql`EXPLAIN SELECT 1`;
  assert.match(String(plan), /^┌─/);
  assert.match(String(plan[display]().data["text/html"]), /^<pre>┌─/);
});

test("CSV comes back through DuckDB's read_csv as it was", async (t) => {
  const { query } = await openSession(t);
  // DuckDB's reader can't take NUL, so that one is left out
  const rows = await query(`FROM (${hostile}) WHERE id <> 5 ORDER BY id`);
  const file = join(temporary(t), "rows.csv");
  writeFileSync(file, rows.toCSV());
  const back = await query(
    `FROM read_csv('${file}', header = true, allow_quoted_nulls = false, ` +
      "columns = {id: 'INTEGER', text: 'VARCHAR', number: 'DOUBLE', whole: 'BIGINT'})",
  );
  assert.deepStrictEqual(back.toArray(), rows.toArray());
});

test("CSV follows RFC 4180", async (t) => {
  const { sql } = await openSession(t);
  const rows = await sql`SELECT * FROM (VALUES ('a,b', NULL), ('say "hi"', ''),
    (' x', 'two' || chr(13) || chr(10) || 'lines')) t("first, name", b)`;
  assert.equal(
    rows.toCSV(),
    '"first, name",b\r\n"a,b",\r\n"say ""hi""",""\r\n" x","two\r\nlines"\r\n',
  );
  assert.equal((await sql`SELECT NULL AS a`).toCSV(), 'a\r\n""\r\n');
});
