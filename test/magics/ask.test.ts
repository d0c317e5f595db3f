import assert from "node:assert/strict";
import { test } from "node:test";
import { small, xs, ys } from "../capture/models";
import { assertGolden } from "./golden";
import { openStudy } from "./study";

const quiet = { epochs: 2, verbose: 0 } as const;

/** Every view of a file, of which each answers to its plain name. */
const views = [
  "runs",
  "phases",
  "epochs",
  "params",
  "metrics",
  "events",
  "layers",
  "models",
  "experiments",
  "compare",
  "cells",
  "cell_uses",
  "environments",
  "telemetry",
  "telemetry_samples",
  "states",
  "lineage",
  "artifacts",
  "checkpoints",
  "datasets",
  "dataset_uses",
  "dataset_columns",
  "dataset_classes",
  "dataset_rows",
  "derivations",
  "seeds",
  "code",
  "traits",
  "promotions",
  "charts",
  "workers",
  "plans",
  "plan_steps",
  "plan_ports",
  "plan_params",
];

/** Those without rows here: nothing happened, it took no second, and there is no kernel. */
const empty = [
  "events",
  "cells",
  "cell_uses",
  "telemetry",
  "telemetry_samples",
  "artifacts",
  "checkpoints",
  "dataset_classes",
  "dataset_rows",
  "derivations",
  "code",
  "promotions",
  "charts",
  "plans",
  "plan_steps",
  "plan_ports",
  "plan_params",
];

test("each view answers to its name, and SHOW TABLES lists them", async (t) => {
  const { prov } = await openStudy(t);
  await prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  const listed = await prov.sql`SELECT name FROM (SHOW TABLES) ORDER BY name`;
  assert.deepEqual(
    Array.from(listed, ({ name }) => name),
    [...views].sort(),
  );
  for (const view of views) {
    const rows = await prov.sql`FROM ${prov.sql.id(view)}`;
    assert.equal(rows.length > 0, !empty.includes(view), view);
  }
});

test("values are bound, names quoted, queries nested, texts at hand run", async (t) => {
  const { prov } = await openStudy(t);
  const { sql } = prov;
  const base = await prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  const wide = await prov.fit(small(), xs, ys, { ...quiet, name: "wide" });
  const mine = sql`FROM runs WHERE run_id = ANY(${[base.id, wide.id]})`;
  const column = "last_epoch";
  const rows = await sql<{ name: string; at: number }>`
    SELECT name, ${sql.id(column)} AS at FROM ${mine} WHERE name <> ${"base"}`;
  assert.deepEqual(rows.toArray(), [{ name: "wide", at: 1 }]);
  const again = await prov.query("SELECT name FROM runs WHERE run_id = ?", [base.id]);
  assert.deepEqual(again.toArray(), [{ name: "base" }]);
  const named = await prov.query("SELECT name FROM runs WHERE name = $name", {
    name: "wide",
  });
  assert.deepEqual(named.toArrays(), { name: ["wide"] });
  assert.equal(named.toCSV(), "name\r\nwide\r\n");
});

test("a long result shows 20 rows and says of how many", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "long" }, (run) => {
    run.log({ loss: Array.from({ length: 1204 }, (_, i) => i) });
  });
  const query = prov.sql`SELECT step, value FROM metrics ORDER BY step`;
  const texts = [String(await query.first(3)), String(await query)];
  assert.match(texts[0]!, /\n3 of 1,204 rows$/);
  assert.match(texts[1]!, /\n20 of 1,204 rows$/);
  const { step } = (await query).toArrays();
  assert.equal(step!.length, 1204);
});

test("a query asked while a training runs has all that was recorded before", async (t) => {
  const { prov } = await openStudy(t);
  const counts: number[] = [];
  const callbacks = {
    onEpochEnd: async () => {
      const rows = await prov.sql<{ n: number }>`SELECT count(*) AS n FROM epochs`;
      counts.push(rows.at(0)!.n);
    },
  };
  await prov.fit(small(), xs, ys, { epochs: 4, verbose: 0, callbacks });
  assert.deepEqual(counts, [1, 2, 3, 4]);
});

test("what would write, and what is wrong, is refused in words", async (t) => {
  const { prov } = await openStudy(t);
  const statements = [
    "DELETE FROM tfjs_prov.runs",
    "SELECT 1; SELECT 2",
    "FROM rums",
    "SELECT nam FROM runs",
    "SELECT FROM WHERE",
    "",
  ];
  const said: string[] = [];
  for (const text of statements) {
    const error = await prov
      .query(text)
      .run()
      .then(
        () => "ran",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    said.push(`-- ${text}\n${error}\n`);
  }
  assertGolden("magics", "refusals.txt", said.join("\n"));
});
