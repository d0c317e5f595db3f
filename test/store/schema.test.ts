import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { DuckDBConnection } from "@duckdb/node-api";
import { examples, type Relation, schemaPage } from "../../src/store/schema/document";
import { migrate, schemaText } from "../../src/store/schema/migrate";
import { readFrom } from "./database";
import { rowsFrom, withFile } from "./support/database";
import { folder } from "./support/folder";
import { equalsFile } from "./support/golden";
import { record, storeAt } from "./support/recording";

/** Use a new file of ours with one run in it. */
async function newFile<T>(
  t: Parameters<typeof folder>[0],
  use: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const { store } = storeAt(t, join(folder(t), "study.duckdb"));
  record(store);
  return readFrom(store, use);
}

/** Return all tables and views in the file, as DuckDB's catalogue has them. */
async function relationsOf(connection: DuckDBConnection): Promise<Relation[]> {
  const columns = await rowsFrom(
    connection,
    `SELECT c.schema_name AS schema, c.table_name AS name, r.comment,
      c.column_name AS column_name, c.data_type AS type, c.comment AS column_comment
    FROM duckdb_columns() c JOIN (
      SELECT schema_name, table_name AS name, comment FROM duckdb_tables()
      UNION ALL SELECT schema_name, view_name, comment FROM duckdb_views()
    ) r ON r.schema_name = c.schema_name AND r.name = c.table_name
    WHERE c.database_name = current_database() AND NOT c.internal
    ORDER BY c.schema_name, c.table_oid, c.column_index`,
  );
  const relations = new Map<string, Relation>();
  for (const row of columns) {
    const { schema, name, comment } = row as unknown as Relation;
    const relation = relations.get(`${schema}.${name}`) ?? {
      ...{ schema, name, comment, columns: [] },
    };
    const column = {
      name: row.column_name,
      type: row.type,
      comment: row.column_comment,
    };
    relation.columns = [...relation.columns, column as Relation["columns"][number]];
    relations.set(`${schema}.${name}`, relation);
  }
  return [...relations.values()];
}

test("every table, view and column says what it holds", async (t) => {
  const relations = await newFile(t, relationsOf);
  assert.equal(relations.length, 101);
  for (const { schema, name, comment, columns } of relations) {
    assert.ok(comment, `${schema}.${name} has no comment`);
    for (const column of columns) {
      assert.ok(column.comment, `${schema}.${name}.${column.name} has no comment`);
    }
  }
});

test("every view binds and answers", (t) =>
  newFile(t, async (connection) => {
    const views = (await relationsOf(connection)).filter(
      ({ schema, name }) => schema === "main" || name === "series_summaries",
    );
    for (const { schema, name } of views) {
      await connection.run(`EXPLAIN FROM ${schema}.${name}`);
      await connection.run(`FROM ${schema}.${name}`);
    }
    assert.equal(views.length, 36);
  }));

test("every example of the schema page binds, and every view has one", (t) =>
  newFile(t, async (connection) => {
    for (const { query } of Object.values(examples)) await connection.run(query);
    const asked = (await relationsOf(connection))
      .filter(({ schema }) => schema === "main")
      .map(({ name }) => name);
    assert.deepEqual(Object.keys(examples).sort(), asked.sort());
  }));

test("docs/schema.md is what the comments in the file say", async (t) => {
  equalsFile(schemaPage(await newFile(t, relationsOf)), "docs", "schema.md");
});

test("the statements that make a file are those of the golden file", () => {
  equalsFile(schemaText, "test", "store", "golden", "schema.sql");
});

test("a file that is of the newest schema is migrated without a write", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store } = storeAt(t, path);
  record(store);
  await store.close();
  await withFile(path, async (connection) => {
    await connection.run("BEGIN TRANSACTION READ ONLY");
    await migrate(connection, "study.duckdb");
    await connection.run("COMMIT");
  });
});

test("views of an older text are made anew, with the rows as they were", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const first = storeAt(t, path).store;
  record(first);
  await first.close();
  await withFile(path, async (connection) => {
    await connection.run("CREATE OR REPLACE VIEW main.runs AS SELECT 1 AS old");
    await connection.run("COMMENT ON VIEW main.runs IS 'of an older version'");
    await connection.run(
      "UPDATE tfjs_prov.settings SET value = 'old' WHERE name = 'views'",
    );
  });
  const { store, said } = storeAt(t, path);
  const rows = await readFrom(store, (connection) =>
    rowsFrom(connection, "SELECT name, status, epochs FROM runs"),
  );
  assert.deepEqual(rows, [{ name: "calm-heron", status: "finished", epochs: 3n }]);
  assert.deepEqual(said, []);
});
