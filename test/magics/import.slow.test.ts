import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  document,
  type Format,
  open,
  type ProvDocument,
  readDocument,
} from "../../src";
import { cases, documentOf, noCases, shared } from "../prov/cases";
import { everything } from "../prov/everything";
import { openStudy } from "./study";

const forms: readonly Format[] = ["provn", "json", "xml", "trig", "jsonld"];

test("a document of each form is exported again as it was, beside the runs", async (t) => {
  const { prov, folder, said } = await openStudy(t);
  const run = await prov.run({ name: "base" }, (run) => run.log({ loss: 1 }));
  const recorded = await prov.document(run);
  for (const form of forms) {
    const given = readDocument(everything().to(form), form);
    const path = join(folder, `given.${form}`);
    writeFileSync(path, everything().to(form));
    const read = await prov.import(path);
    assert.deepEqual(read.compare(given).differences, [], form);
    const again = await prov.document({ imported: `given.${form}` });
    assert.deepEqual(again.compare(given).differences, [], form);
  }
  const turtle = document({ ex: "https://example.org/" }).entity("ex:e").toTurtle();
  await prov.import(turtle, { format: "turtle", name: "alone" });
  const alone = await prov.document({ imported: "alone" });
  assert.ok(alone.equals(readDocument(turtle, "turtle")));
  const all = await prov.document();
  const union = (a: ProvDocument) => a.merge(recorded).equals(a);
  assert.ok(union(all));
  assert.equal((await prov.document(run)).compare(recorded).equal, true);
  assert.deepEqual(said, []);
});

test("the order, the prefixes and the names of an imported document are kept", async (t) => {
  const { prov } = await openStudy(t);
  const text = everything().toProvN();
  await prov.import(text, { format: "provn", name: "all" });
  assert.equal((await prov.document({ imported: "all" })).toProvN(), text);
});

test("texts that no file of JSON or SQL likes are imported as they are", async (t) => {
  const { prov, said } = await openStudy(t);
  const value = "NUL \0, quote ', backslash \\ud800, line \n, half \ud800";
  const made = document({ ex: "https://example.org/" }).entity("ex:e", {
    "ex:v": value,
  });
  await prov.import(made.toJSON(), { format: "json", name: "odd" });
  const again = await prov.document({ imported: "odd" });
  const whole = document({ ex: "https://example.org/" });
  assert.deepEqual(
    again.compare(whole.entity("ex:e", { "ex:v": value.toWellFormed() })).differences,
    [],
  );
  assert.deepEqual(said, []);
});

test("a document that is imported again stays once", async (t) => {
  const { prov } = await openStudy(t);
  for (let i = 0; i < 2; i++) {
    await prov.import(everything().toProvN(), { format: "provn" });
  }
  const [row] = await prov.sql`
    SELECT count(*) AS n, (SELECT count(*) FROM tfjs_prov.imported_documents) AS documents
    FROM tfjs_prov.imported_statements`;
  const { statements, bundles } = everything();
  const inside = bundles.flatMap((bundle) => bundle.statements);
  assert.deepEqual(row, { n: statements.length + inside.length, documents: 1 });
});

test("the views show imported statements beside the recorded, joined by identifier", async (t) => {
  const { prov } = await openStudy(t);
  const run = await prov.run({ name: "base" }, (run) => run.log({ loss: 1 }));
  const iri = `https://w3id.org/tfjs-prov/id/run-${run.id}`;
  const elsewhere = document({
    ex: "https://example.org/",
    id: "https://w3id.org/tfjs-prov/id/",
  })
    .activity("ex:workflow", { startTime: "2026-01-02T03:04:05+01:00" })
    .entity("ex:report")
    .wasStartedBy(`id:run-${run.id}`, "ex:order", { starter: "ex:workflow" })
    .wasGeneratedBy("ex:report", `id:run-${run.id}`, {
      attributes: { "ex:how": "by hand" },
    });
  await prov.import(elsewhere.toProvN(), { format: "provn" });
  const made = await prov.sql`
    SELECT a.attributes->>'schema:name' AS name, g.entity, g.attributes->'ex:how'->>0 AS how
    FROM prov.was_generated_by g JOIN prov.activity a ON a.id = g.activity
    WHERE g.activity = ${iri}`;
  assert.deepEqual(made.toArray(), [
    { name: "base", entity: "https://example.org/report", how: "by hand" },
  ]);
  const [activity] = await prov.sql`
    SELECT start_time FROM prov.activity WHERE id = 'https://example.org/workflow'`;
  assert.deepEqual(activity, { start_time: new Date("2026-01-02T02:04:05Z") });
  const up = await prov.sql`SELECT id FROM lineage('base') WHERE what = 'imported'`;
  assert.deepEqual(
    Array.from(up, ({ id }) => id),
    ["https://example.org/order", "https://example.org/workflow"],
  );
  const down = await prov.sql`
    SELECT depth, relation, from_id FROM lineage_down('https://example.org/workflow')
    WHERE id = 'https://example.org/report'`;
  assert.deepEqual(down.toArray(), [
    { depth: 2, relation: "wasGeneratedBy", from_id: iri },
  ]);
});

test("what can't be imported is said, and nothing is written", async (t) => {
  const { prov, folder, path } = await openStudy(t);
  const file = join(folder, "a.provn");
  writeFileSync(file, "document\n  entity(ex:e,\nendDocument\n");
  const refusals: readonly [() => Promise<unknown>, string][] = [
    [
      () => prov.import("none.provn"),
      'No file named "none.provn"\n  try: a path from the notebook\'s folder, such as workflow.provn',
    ],
    [
      () => prov.import("document\nendDocument"),
      'No format told for a document that is a text\n  try: prov.import(text, { format: "provn" })',
    ],
    [
      () => prov.import(folder, { format: "provn" }),
      `Could not read ${JSON.stringify(folder)}\n  EISDIR: illegal operation on a directory, read`,
    ],
  ];
  for (const [act, message] of refusals) {
    await assert.rejects(act(), { name: "ProvError", message });
  }
  await assert.rejects(prov.import(file), { name: "ProvSyntaxError", line: 3 });
  assert.equal((await prov.sql`FROM tfjs_prov.imported_documents`).length, 0);
  await prov.close();
  const reading = await open(path, { readOnly: true });
  await assert.rejects(reading.import(file), {
    message:
      "Can't import into a file that is only read\n  try: open it without { readOnly: true }",
  });
});

test("each shared case is exported again as it was", { skip: noCases }, async (t) => {
  const { prov, said } = await openStudy(t);
  const fitting = cases(
    ({ expect, suite }) => expect !== "reject" && suite !== "schemas",
  );
  let compared = 0;
  for (const each of fitting) {
    let given: ProvDocument;
    try {
      given = documentOf(each);
    } catch {
      continue;
    }
    compared++;
    const text = readFileSync(join(shared!, each.file), "utf8");
    const format = each.format === "ro-crate" ? "jsonld" : each.format;
    await prov.import(text, { format: format as Format });
    const imported = createHash("sha256").update(text).digest("hex");
    const again = await prov.document({ imported });
    assert.deepEqual(again.compare(given).differences, [], each.file);
  }
  assert.ok(compared > 350, `${compared} cases`);
  assert.deepEqual(said, []);
});
