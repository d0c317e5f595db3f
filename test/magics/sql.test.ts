import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import type { Query } from "../../src/magics/query";
import type { Sql } from "../../src/magics/sql";
import { display } from "../../src/util/mime";
import { assertGolden } from "./golden";
import { openSession, someRuns } from "./session";

/** Queries by name: their texts are a golden file, and DuckDB runs each. */
function queries(sql: Sql): Record<string, Query> {
  const good = sql`FROM runs WHERE loss < ${0.4} -- good ones
;`;
  const names = sql`SELECT name FROM ${good} WHERE epochs > ${1};`;
  return {
    values: sql`FROM runs WHERE name = ${"O'Neil"} OR epochs = ANY(${[10, 20]})`,
    identifiers: sql`SELECT ${sql.id("loss")} AS ${sql.id('a "b"')} FROM ${sql.id("main", "runs")}`,
    nested: sql`SELECT ${"x"} AS tag, * FROM ${good} LIMIT ${1}`,
    "nested twice": sql`FROM ${good} NATURAL JOIN ${good} AS again`,
    deep: sql`SELECT (SELECT count(*) FROM ${good}) AS n, * FROM ${names} WHERE name <> ${""}`,
    "with tables of its own": sql`WITH own AS (FROM ${good}) FROM own`,
    "with recursive": sql`WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < ${3}) FROM n, ${good}`,
    "show inside": sql`SELECT column_name FROM ${sql`DESCRIBE runs`}`,
    explain: sql`EXPLAIN ANALYZE FROM ${good}`,
    "explain in a format": sql`EXPLAIN (FORMAT json) SELECT * FROM ${good}`,
    summarize: sql`SUMMARIZE ${good}`,
    "describe select": sql`DESCRIBE SELECT * FROM ${names}`,
    pivot: sql`PIVOT ${sql`FROM runs`} ON name USING sum(epochs)`,
  };
}

test("each form of query is written as expected, and runs", async (t) => {
  const { sql } = await openSession(t, someRuns);
  const texts: string[] = [];
  for (const [name, query] of Object.entries(queries(sql))) {
    const rows = await query;
    assert.ok(rows.length >= 0);
    texts.push(`-- ${name}: ${JSON.stringify(query.values)}\n${query.text}\n`);
  }
  assertGolden("magics", "queries.sql", texts.join("\n"));
});

test("a query runs when it is awaited, each time anew, and not before", async (t) => {
  const { sql, connection, asked } = await openSession(t, someRuns);
  const count = sql<{ n: number }>`SELECT count(*) AS n FROM runs`;
  assert.deepEqual(asked, []);
  assert.equal((await count).at(0)?.n, 3);
  await connection.run("INSERT INTO runs (name) VALUES ('new')");
  assert.equal((await count).at(0)?.n, 4);
});

test("a query that has not run prints its text and says so", async (t) => {
  const { sql, asked } = await openSession(t);
  assert.equal(
    inspect(sql`FROM runs WHERE name = ${"x"}`),
    "FROM runs WHERE name = $1\nnot run yet: await it, or show it",
  );
  assert.deepEqual(asked, []);
});

test("a shown query reads twenty rows and counts the others", async (t) => {
  const { sql, asked } = await openSession(t);
  const bundle = await sql`SELECT i FROM range(${1204}) t(i)`[display]();
  assert.match(String(bundle.data["text/plain"]), /\n19\n20 of 1,204 rows$/);
  assert.match(String(bundle.data["text/html"]), />20 of 1,204 rows</);
  assert.deepEqual(asked, [
    "SELECT i FROM range($1) t(i)",
    "SELECT count(*) AS n FROM (\nSELECT i FROM range($1) t(i)\n)",
  ]);
});

test("a shown query of few rows is read once", async (t) => {
  const { sql, asked } = await openSession(t, someRuns);
  await sql`SHOW TABLES`[display]();
  assert.equal(asked.length, 1);
});

test("text at hand takes values by place and by name", async (t) => {
  const { query, sql } = await openSession(t, someRuns);
  assert.equal((await query("FROM runs")).length, 3);
  assert.equal((await query("FROM runs WHERE name = ?", ["base"])).length, 1);
  assert.equal(
    (await query("FROM runs WHERE name = $2 OR loss = $1", [9, "base"])).length,
    1,
  );
  assert.equal(
    (await query("FROM runs WHERE name = $name", { name: "base" })).length,
    1,
  );
  assert.equal((await sql`FROM ${query("FROM runs")}`).length, 3);
});

test("errors say what to write instead", async (t) => {
  const { query, sql } = await openSession(t, someRuns);
  const cases: readonly [run: () => PromiseLike<unknown>, message: string][] = [
    [
      () => sql`FROM ${"runs"}`,
      'Parser Error: syntax error at or near "$1"\n\nLINE 1: FROM $1\n             ^\n' +
        "  a value can't stand for a table, a column or a piece of SQL\n" +
        `  try: \${sql.id("runs")}`,
    ],
    [
      () => sql`FROM runs ORDER BY ${"loss"}`,
      "Parameter Not Allowed Error: Parameter not supported in ORDER BY clause\n" +
        "  a value can't stand for a table, a column or a piece of SQL\n" +
        `  try: \${sql.id("name")}`,
    ],
    [
      async () => sql`FROM ${query("FROM runs WHERE loss = $1", [1])}`,
      "A query with placeholders of its own can't stand in another\n" +
        "  FROM runs WHERE loss = $1\n" +
        "  try: write it with sql`…`, its values in the template",
    ],
    [async () => sql`FROM ${sql.id()}`, "sql.id needs a name"],
    [
      () => sql`FROM runs WHERE name = ${undefined}`,
      "Value 1 of the query is undefined, which has no SQL type\n" +
        "  bound are: numbers, bigints, text, booleans, null, Dates, bytes, arrays of one of these\n" +
        "  give null for no value",
    ],
  ];
  for (const [run, message] of cases) {
    await assert.rejects(
      async () => await run(),
      (error) => {
        assert.equal((error as Error).message, message);
        return true;
      },
    );
  }
});
