import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { document, type Format, formatOf, readDocument } from "../../src";
import { startAppending } from "../store/child";
import { ownTables, temporary, writeDatabase } from "../store/database";
import { tfjsProv } from "./support/command";

const fixture = join(process.cwd(), "test", "store", "fixtures", "v1.duckdb.gz");

/** Write the file of the first released schema into a folder of the test's own. */
function study(t: Parameters<typeof temporary>[0]) {
  const cwd = temporary(t);
  const path = join(cwd, "study.duckdb");
  writeFileSync(path, gunzipSync(readFileSync(fixture)));
  return { cwd, run: (...args: string[]) => tfjsProv(args, { cwd }) };
}

test("export writes all, some runs or an experiment, in each form", (t) => {
  const { cwd, run } = study(t);
  const all = readDocument(run("export", "study.duckdb").stdout, "provn");
  assert.equal(all.bundles.length, 2);
  assert.equal(all.validate().verdict, "valid");
  const forms: readonly Format[] = ["json", "xml", "trig", "jsonld"];
  for (const form of forms) {
    const { stdout, stderr } = run("export", "study.duckdb", "--format", form);
    assert.equal(stderr, "");
    assert.deepEqual(readDocument(stdout, form).compare(all).differences, [], form);
  }
  const one = run("export", "study.duckdb", "--run", "calm-heron", "-o", "one.ttl");
  assert.deepEqual(one, { status: 0, stdout: "", stderr: "" });
  const text = readFileSync(join(cwd, "one.ttl"), "utf8");
  const named = run("export", "study.duckdb", "--run", "calm-heron").stdout;
  const flat = readDocument(named, "provn").flatten();
  assert.ok(readDocument(text, formatOf("one.ttl")).equals(flat));
  const both = ["--run", "calm-heron", "--run", "it's 😀", "--experiment", "penguins"];
  assert.ok(
    readDocument(run("export", "study.duckdb", ...both).stdout, "provn").equals(all),
  );
});

test("a document that was imported is exported again as it was", async (t) => {
  const { cwd, run } = study(t);
  const given = document({ ex: "https://example.org/" })
    .entity("ex:table", { "ex:rows": 150 })
    .wasGeneratedBy("ex:table", "ex:load");
  writeFileSync(join(cwd, "load.json"), given.toJSON());
  assert.deepEqual(run("import", "study.duckdb", "load.json"), {
    status: 0,
    stdout: "2 statements in study.duckdb\n",
    stderr: "",
  });
  const { stdout } = run("export", "study.duckdb", "--document", "load.json");
  assert.equal(stdout, readDocument(given.toJSON(), "json").toProvN());
  const lineage = "SELECT id FROM lineage('https://example.org/table') ORDER BY depth";
  assert.equal(
    run("sql", "study.duckdb", lineage, "-f", "csv").stdout,
    "id\r\nhttps://example.org/table\r\nhttps://example.org/load\r\n",
  );
});

test("what can't be exported or imported is said with exit code 1", async (t) => {
  const { cwd, run } = study(t);
  writeFileSync(join(cwd, "broken.json"), "[]");
  await writeDatabase(join(cwd, "other.duckdb"), ["CREATE TABLE t (i INTEGER)"]);
  const refusals: readonly [args: string[], stderr: string][] = [
    [
      ["export", "study.duckdb", "--run", "calm-hero"],
      'No run named "calm-hero"\n  runs: it\'s 😀, calm-heron\n  try: prov.document("calm-heron")\n',
    ],
    [
      ["export", "study.duckdb", "--format", "jsonl"],
      'No format named "jsonl"\n  formats: provn, json, xml, turtle, trig, jsonld\n',
    ],
    [
      ["export", "study.duckdb", "-f", "ttl"],
      "No Turtle can be written for a document with bundles\n  try: trig, which names each bundle's graph\n",
    ],
    [
      ["export", "study.duckdb", "-o", "none/a.json"],
      "Could not write none/a.json\n  ENOENT: no such file or directory, open 'none/a.json'\n",
    ],
    [
      ["export", "other.duckdb"],
      'other.duckdb was not made by tfjs-prov\n  plain SQL works\n  try: tfjs-prov sql other.duckdb "SHOW TABLES"\n',
    ],
    [
      ["import", "study.duckdb", "broken.json"],
      "Not PROV-JSON at line 1, column 1: a PROV-JSON document must be an object\n  []\n  ^\n",
    ],
  ];
  for (const [args, stderr] of refusals) {
    const done = run(...args);
    assert.deepEqual([done.status, done.stderr], [1, stderr]);
  }
});

test("a file that a notebook records into can be exported, not imported into", async (t) => {
  const cwd = temporary(t);
  const file = join(cwd, "study.duckdb");
  await writeDatabase(file, ownTables);
  await startAppending(t, file);
  const { stdout } = tfjsProv(["export", "study.duckdb"], { cwd });
  assert.equal(readDocument(stdout, "provn").bundles.length, 2);
  writeFileSync(join(cwd, "a.provn"), "document\nendDocument\n");
  const { status, stderr } = tfjsProv(["import", "study.duckdb", "a.provn"], { cwd });
  assert.equal(status, 1);
  assert.match(
    stderr,
    /Could not import into study\.duckdb: it is recorded into now\n {2}try: prov\.import in the notebook that records, or again when it has ended\n$/,
  );
});
