import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import type { DuckDBConnection } from "@duckdb/node-api";
import { readFrom } from "./database";
import { rowsFrom } from "./support/database";
import { folder } from "./support/folder";
import { equalsFile } from "./support/golden";
import { storeAt } from "./support/recording";

const fixtures = join("test", "store", "fixtures");
const versions = readdirSync(join(process.cwd(), fixtures))
  .filter((name) => name.endsWith(".duckdb.gz"))
  .map((name) => name.replace(".duckdb.gz", ""));

/** Return all rows of a view as text, a row a line, in an order of their own. */
async function textOf(connection: DuckDBConnection, view: string): Promise<string> {
  const rows = await rowsFrom(
    connection,
    `SELECT CAST(v AS VARCHAR) AS line FROM (FROM ${view}) v ORDER BY line`,
  );
  return [`# ${view}`, ...rows.map(({ line }) => line), ""].join("\n");
}

for (const version of versions) {
  test(`a file of schema ${version} opens and answers the same rows`, async (t) => {
    const path = join(folder(t), "study.duckdb");
    const packed = join(process.cwd(), fixtures, `${version}.duckdb.gz`);
    writeFileSync(path, gunzipSync(readFileSync(packed)));
    const { store, said } = storeAt(t, path);
    const text = await readFrom(store, async (connection) => {
      const views = await rowsFrom(
        connection,
        `SELECT view_name AS name FROM duckdb_views()
        WHERE database_name = current_database() AND schema_name = 'main'
          AND NOT internal ORDER BY name`,
      );
      const texts: string[] = [];
      for (const { name } of views) texts.push(await textOf(connection, String(name)));
      return texts.join("\n");
    });
    equalsFile(text, fixtures, `${version}.txt`);
    assert.deepEqual(said, []);
  });
}

test("a file of every released schema is kept", () =>
  assert.ok(versions.includes("v1")));
