import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { show } from "../../src";
import { display } from "../../src/util/mime";
import { openSession, someRuns } from "./session";

/** Show values where no notebook is, and return what is printed. */
async function shown(t: TestContext, ...values: unknown[]): Promise<string[]> {
  const log = t.mock.method(console, "log", () => {});
  await show(...values);
  const lines = log.mock.calls.map(({ arguments: [text] }) => String(text));
  log.mock.restore();
  return lines;
}

test("without a notebook show() prints text, a value after the other", async (t) => {
  const { sql } = await openSession(t, someRuns);
  const chart = {
    [display]: () => ({ data: { "text/plain": "a chart" }, metadata: {} }),
  };
  const picture = { [display]: () => ({ data: { "image/png": "" }, metadata: {} }) };
  const query = sql`SELECT name FROM runs LIMIT 1`;
  const table = "name\n────\nbase\n1 row";
  assert.deepEqual(
    await shown(t, query, await query, Promise.resolve(query), chart, picture),
    [table, table, table, "a chart", ""],
  );
  assert.deepEqual(await shown(t, "as it is", 1, null, undefined, [1], { a: [] }), [
    "as it is",
    "1",
    "null",
    "undefined",
    "[ 1 ]",
    "{ a: [] }",
  ]);
});

test("a query that is shown fetches the rows that it shows, and counts the rest", async (t) => {
  const { sql, asked } = await openSession(t);
  const [text] = await shown(t, sql`FROM range(100000)`);
  assert.match(text!, /\n20 of 100,000 rows$/);
  assert.equal(asked.length, 2);
});

test("show() fails with the error of what it shows", async (t) => {
  const { sql } = await openSession(t);
  await assert.rejects(
    show(sql`FROM nowhere`),
    /Table with name nowhere does not exist/,
  );
});
