import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Mirror } from "../../src/store/mirror";
import { temporary } from "./database";

const runs = {
  schema: "main",
  name: "runs",
  columns: [{ name: "loss", type: "DOUBLE" }],
};

test("a mirror finds the columns of a query, and none of a wrong one", async () => {
  const mirror = await Mirror.open();
  await mirror.take([runs]);
  assert.deepEqual(await mirror.columnsOf("FROM (SELECT loss AS low FROM runs)"), [
    { name: "low", type: "DOUBLE" },
  ]);
  assert.deepEqual(await mirror.columnsOf("FROM nothing"), []);
});

test("a type that a mirror can't know becomes text", async () => {
  const mirror = await Mirror.open();
  const mood = { ...runs, name: "moods", columns: [{ name: "mood", type: "mood" }] };
  await mirror.take([runs, mood]);
  assert.deepEqual(await mirror.columnsOf("FROM moods"), [
    { name: "mood", type: "VARCHAR" },
  ]);
});

test("a query under way reads no file and fetches nothing", async (t) => {
  const file = join(temporary(t), "secret.csv");
  writeFileSync(file, "a,b\n1,2\n");
  const mirror = await Mirror.open();
  assert.deepEqual(await mirror.columnsOf(`FROM '${file}'`), []);
  assert.deepEqual(
    await mirror.columnsOf("FROM read_csv('https://example.org/a.csv')"),
    [],
  );
});

test("a mirror suggests what DuckDB's own completion does, for any text", async () => {
  const mirror = await Mirror.open();
  assert.deepEqual(await mirror.suggestions("FROM runs GROUP B"), [
    { text: "BY", kind: "keyword" },
  ]);
  for (const text of ["'", "\0", "SELECT '\ud800", "))(("]) {
    assert.ok(Array.isArray(await mirror.suggestions(text)));
  }
});
