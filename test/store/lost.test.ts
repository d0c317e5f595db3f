import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readFrom } from "./database";
import { rowsFrom } from "./support/database";
import { folder, temporaryFolderAt } from "./support/folder";
import { phaseRow, record, runRow, seriesRow, storeAt } from "./support/recording";

test("points beyond what memory keeps are said, counted and recorded as lost", async (t) => {
  const home = folder(t);
  temporaryFolderAt(t, join(home, "missing"));
  const path = join(home, "later", "study.duckdb");
  const { store, said } = storeAt(t, path);
  const run = runRow();
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  const loss = store.series(seriesRow(phase));
  const acc = store.series(seriesRow(phase, { metric: "acc" }));
  loss.pushMany(new Float64Array(3_999_999), 0, 0, 1);
  acc.pushMany(new Float64Array(1235), 0, 0, 1);
  await store.flush();
  assert.match(said.join("\n"), /its folder does not exist/);
  mkdirSync(join(home, "later"));
  const [counted] = await readFrom(store, (connection) =>
    rowsFrom(connection, "SELECT count(*) AS points FROM tfjs_prov.points"),
  );
  assert.deepEqual(counted, { points: 4_000_000n });
  const events = await readFrom(store, (connection) =>
    rowsFrom(
      connection,
      "SELECT run, kind, name, new_value.num AS lost, cause, message FROM events",
    ),
  );
  assert.deepEqual(events, [
    {
      ...{ run: "calm-heron", kind: "lost", name: "acc", lost: 1234 },
      cause: "the file could not be written",
      message: "1234 points of acc found no room in memory",
    },
  ]);
  assert.deepEqual(
    said.filter((text) => !text.startsWith("Can't")),
    [
      "study.duckdb was not written for long: no more points are kept\n" +
        "  the training goes on, and how many were lost is recorded",
      "study.duckdb is written again; 1,234 points are lost\n" +
        "  more waited than is kept in memory; where: FROM events WHERE kind = 'lost'",
    ],
  );
});

test("a row that DuckDB will never take is said, and all else is written", async (t) => {
  const { store, said } = storeAt(t, join(folder(t), "study.duckdb"));
  record(store);
  const bad = { ...runRow(), run_id: "no uuid" };
  store.add("runs", bad);
  record(store);
  await store.flush();
  record(store);
  const rows = await readFrom(store, (connection) =>
    rowsFrom(connection, "SELECT count(*) AS phases FROM tfjs_prov.phases"),
  );
  assert.deepEqual(rows, [{ phases: 3n }]);
  assert.deepEqual(said, [
    "Can't write some rows into study.duckdb: Conversion Error: " +
      "Could not convert string 'no uuid' to INT128\n" +
      "  they are lost; everything else is recorded",
  ]);
});
