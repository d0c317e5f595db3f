import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { child } from "./support/child";
import { rowOf, rowsOf } from "./support/database";
import { folder } from "./support/folder";
import type { Stored } from "./support/record-many";
import { record, storeAt } from "./support/recording";

const sayings =
  /^Can't record into study\.duckdb: another process is writing it\n {2}it is open (in the process \d+|elsewhere)\n {2}to read it here: open\("…", \{ readOnly: true \}\)\n {2}recording into study-\d\.duckdb instead$/;

for (let round = 1; round <= 2; round++) {
  test(`four processes make one file at once and lose nothing (${round})`, async (t) => {
    const home = folder(t);
    const at = String(Date.now() + 1500);
    const four = [1, 2, 3, 4].map(() =>
      child(t, "record-many.js", [join(home, "study.duckdb"), "4", at]),
    );
    const stored = (
      await Promise.all(four.map((each) => each.ended()))
    ).flat() as Stored[];
    assert.equal(stored.flatMap(({ runs }) => runs).length, 16);
    for (const path of new Set(stored.map(({ path }) => path))) {
      const told = stored
        .filter((each) => each.path === path)
        .flatMap(({ runs }) => runs);
      const rows = await rowsOf(
        path,
        "SELECT run_id::VARCHAR AS run, status, epochs::INTEGER AS epochs FROM runs ORDER BY 1",
      );
      assert.deepEqual(
        rows,
        told.sort().map((run) => ({ run, status: "finished", epochs: 20 })),
      );
      const { points } = await rowOf(path, "SELECT count(*) AS points FROM metrics");
      assert.equal(Number(points), 20 * told.length);
    }
    const files = new Set(stored.map(({ path }) => path));
    assert.deepEqual(
      readdirSync(home).map((name) => join(home, name)),
      [...files].sort(),
    );
    for (const { said } of stored) {
      for (const text of said) assert.match(text, sayings);
    }
  });
}

test("two processes take turns on one file while neither holds it for long", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store, said } = storeAt(t, path);
  record(store);
  await store.close();
  const other = child(t, "record-many.js", [path, "1", "0"]);
  const [stored] = (await other.ended()) as Stored[];
  assert.deepEqual({ path: stored!.path, said: stored!.said }, { path, said: [] });
  record(store);
  await store.close();
  assert.deepEqual(await rowOf(path, "SELECT count(*) AS runs FROM runs"), {
    runs: 3n,
  });
  assert.deepEqual(said, []);
});
