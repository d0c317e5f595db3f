import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../src";
import { packageVersion } from "../../src/util/version";
import { small, xs, ys } from "../capture/models";
import { asked } from "./processes";
import { openStudy } from "./study";

const quiet = { epochs: 2, verbose: 0 } as const;

test("the notebook's file and experiment are named like the notebook", async (t) => {
  const { folder } = await openStudy(t);
  const before = process.env.JPY_SESSION_NAME;
  process.env.JPY_SESSION_NAME = join(folder, "iris.ipynb");
  t.after(() => {
    if (before === undefined) delete process.env.JPY_SESSION_NAME;
    else process.env.JPY_SESSION_NAME = before;
  });
  const prov = await open();
  t.after(() => prov.close());
  assert.deepEqual(
    [prov.file, prov.path],
    ["iris.duckdb", join(folder, "iris.duckdb")],
  );
  const run = await prov.fit(small(), xs, ys, quiet);
  assert.equal(run.experiment, "iris");
  assert.equal(await open({}), prov);
});

test("an experiment that is told is the group of all runs", async (t) => {
  const { prov } = await openStudy(t, { experiment: "tuning" });
  await prov.fit(small(), xs, ys, quiet);
  const rows = await prov.sql`SELECT experiment, runs FROM experiments`;
  assert.deepEqual(rows.toArray(), [{ experiment: "tuning", runs: 1 }]);
});

test("a set-up cell that names another experiment changes only that", async (t) => {
  const { prov, path } = await openStudy(t);
  assert.equal(await open(path, { experiment: "wider" }), prov);
  await prov.fit(small(), xs, ys, quiet);
  assert.equal(await open(path), prov);
  assert.equal(prov.last?.experiment, "wider");
  assert.equal(prov.experiment, "wider");
});

test("opening again, by any form of the path and twice at once, is the same", async (t) => {
  const { prov, path, folder } = await openStudy(t);
  const forms = [
    path,
    join(folder, "study"),
    join(folder, ".", "x", "..", "study.duckdb"),
  ];
  const again = await Promise.all([...forms, ...forms].map((form) => open(form)));
  assert.deepEqual(
    again.map((one) => one === prov),
    again.map(() => true),
  );
});

test("another file is opened when nothing runs, and autolog ends with the first", async (t) => {
  const { prov, folder } = await openStudy(t);
  prov.autolog(tf);
  const other = await open(join(folder, "other"));
  t.after(() => other.close());
  await small().fit(xs, ys, quiet);
  other.autolog(tf);
  await small().fit(xs, ys, quiet);
  other.autolog(false);
  const count = async (of: typeof prov) =>
    (await of.sql`SELECT count(*) AS n FROM runs`).at(0)?.n;
  assert.deepEqual([await count(prov), await count(other)], [0, 1]);
});

test("another file is refused while a run goes on", async (t) => {
  const { prov, folder } = await openStudy(t);
  await prov.run({ name: "long" }, async () => {
    await assert.rejects(open(join(folder, "other")), {
      name: "ProvError",
      message: [
        "Can't open other.duckdb while study.duckdb is recorded into",
        "  running: long",
        "  try: await prov.last?.done",
      ].join("\n"),
    });
  });
  assert.equal(existsSync(join(folder, "other.duckdb")), false);
  assert.equal((await open(join(folder, "other"))).file, "other.duckdb");
});

test("between uses the file is whole and free: anyone can open it", async (t) => {
  const { prov, path } = await openStudy(t);
  await prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  await prov.close();
  assert.equal(existsSync(`${path}.wal`), false);
  const text = "SELECT name, status, epochs FROM runs";
  assert.deepEqual(asked(path, text), [
    { name: "base", status: "finished", epochs: 2 },
  ]);
  await prov.fit(small(), xs, ys, { ...quiet, name: "more" });
  assert.equal((await prov.sql`FROM runs`).length, 2);
});

test("a file that is only read records nothing, and says so once", async (t) => {
  const { prov, path } = await openStudy(t);
  await prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  const said: string[] = [];
  const reading = await open(path, { readOnly: true, say: (text) => said.push(text) });
  assert.equal(inspect(reading), "Prov reads study.duckdb");
  assert.deepEqual(said, []);
  reading.autolog(tf);
  t.after(() => reading.autolog(false));
  for (let i = 0; i < 2; i++) {
    const { epoch } = await small().fit(xs, ys, quiet);
    assert.equal(epoch.length, 2);
  }
  assert.deepEqual(said, ["Nothing is recorded: study.duckdb is open to be read only"]);
  const rows = await reading.sql`SELECT name FROM runs`;
  assert.deepEqual(rows.toArray(), [{ name: "base" }]);
});

test("a file that this process records into again is not read beside that", async (t) => {
  const { prov, path } = await openStudy(t);
  const reading = await open(path, { readOnly: true });
  await prov.run({ name: "base" }, async (run) => {
    run.log({ loss: 1 });
    await prov.sql`FROM runs`;
    await assert.rejects(reading.sql`FROM runs`.run(), {
      name: "ProvError",
      message: [
        "study.duckdb is recorded into by this very process",
        "  try: ask it through the prov that records",
      ].join("\n"),
    });
  });
  await prov.close();
  assert.equal((await reading.sql`FROM runs`).length, 1);
});

test("a file that is not there can't be read, and is not made", async (t) => {
  const { folder } = await openStudy(t);
  const path = join(folder, "sudy.duckdb");
  const reading = await open(path, { readOnly: true });
  await assert.rejects(
    reading.sql`FROM runs`.run(),
    /^ProvError: No file named "sudy.duckdb"/,
  );
  assert.equal(existsSync(path), false);
});

test("a second copy of the package is refused", async (t) => {
  const { path } = await openStudy(t);
  // Inside the repository, where its packages are found.
  const folder = mkdtempSync(resolve("dist", "copy-"));
  t.after(() => rmSync(folder, { recursive: true, maxRetries: 3 }));
  cpSync(resolve("dist", "src"), join(folder, "dist", "src"), { recursive: true });
  cpSync(resolve("package.json"), join(folder, "package.json"));
  const copy = require(join(folder, "dist", "src", "index.js")) as {
    open: typeof open;
  };
  const version = packageVersion();
  await assert.rejects(copy.open(path), {
    name: "ProvError",
    message: [
      "A second copy of tfjs-prov can't be used in one process",
      `  version ${version} is in use, and this is version ${version}`,
      "  two copies would write one file at once, and lose rows",
      "  try: npm ls tfjs-prov, keep one, and restart the kernel",
    ].join("\n"),
  });
  assert.equal(basename((await open(path)).path), "study.duckdb");
});
