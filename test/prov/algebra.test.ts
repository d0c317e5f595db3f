import { deepStrictEqual, strictEqual, throws } from "node:assert";
import { test } from "node:test";
import { merge, type ProvDocument, readDocument } from "../../src/prov";

const read = (statements: string): ProvDocument =>
  readDocument(`document prefix ex <http://ex/> ${statements} endDocument`, "provn");

/** Return the statements alone, a line each. */
function lines(document: ProvDocument): string[] {
  return document
    .toProvN()
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^(?:document|prefix|endDocument)/.test(line));
}

test("flatten() takes the statements out of their bundles, each once", () => {
  const made = read("entity(ex:e) bundle ex:b entity(ex:e) agent(ex:ag) endBundle");
  deepStrictEqual(lines(made.flatten()), ["entity(ex:e)", "agent(ex:ag)"]);
});

test("unify() completes statements of one identifier with each other", () => {
  const made = read(`
    entity(ex:e, [ex:a=1]) entity(ex:e, [ex:a=1, ex:b=2])
    wasGeneratedBy(ex:g; ex:e, -, 2026-01-01T00:00:00Z) wasGeneratedBy(ex:g; ex:e, ex:a, -)
    wasGeneratedBy(ex:e, ex:a, -, [ex:c=3])`);
  deepStrictEqual(lines(made.unify()), [
    "entity(ex:e, [ex:a=1, ex:b=2])",
    "wasGeneratedBy(ex:g; ex:e, ex:a, 2026-01-01T00:00:00Z, [ex:c=3])",
  ]);
});

test("unify() says which statements can't be one", () => {
  throws(() => read("used(ex:u; ex:a, ex:e1, -) used(ex:u; ex:a, ex:e2, -)").unify(), {
    message:
      "These statements can't be one: an identifier names one statement of a kind\n" +
      "  used(ex:u; ex:a, ex:e1, -)\n  used(ex:u; ex:a, ex:e2, -)\n  PROV-CONSTRAINTS 23",
  });
});

test("normalise() takes identifiers that clash as names of one thing", () => {
  const made = read(
    "entity(ex:e1) used(ex:u; ex:a, ex:e1, -) used(ex:u; ex:a, ex:e2, -)",
  );
  deepStrictEqual(lines(made.normalise()), [
    "entity(ex:e1)",
    "entity(ex:e2)",
    "used(ex:u; ex:a, ex:e1, -)",
    "used(ex:u; ex:a, ex:e2, -)",
  ]);
});

test("normalise() leaves two usages of one entity apart", () => {
  const made = read("used(ex:u1; ex:a, ex:e, -) used(ex:u2; ex:a, ex:e, -)");
  deepStrictEqual(lines(made.normalise()), lines(made));
});

test("merge() brings documents together whose prefixes mean different things", () => {
  const other = readDocument(
    "document prefix ex <http://other/> entity(ex:e) endDocument",
    "provn",
  );
  const both = merge(read("entity(ex:e)"), other, read("entity(ex:e)"));
  strictEqual(both.statements.length, 2);
  deepStrictEqual(
    both.statements.map(({ id }) => id?.iri),
    ["http://ex/e", "http://other/e"],
  );
});

test("a document of merged prefixes writes each name under a prefix of its own", () => {
  const other = readDocument(
    "document prefix ex <http://other/> entity(ex:e) endDocument",
    "provn",
  );
  const text = read("entity(ex:e)").merge(other).toProvN();
  strictEqual(
    text,
    "document\n  prefix ex <http://ex/>\n  prefix ex1 <http://other/>\n" +
      "  entity(ex:e)\n  entity(ex1:e)\nendDocument\n",
  );
});

test("compare() takes order, prefixes and the way of writing values as nothing", () => {
  const a =
    read(`entity(ex:e, [ex:n="1.0" %% xsd:double, ex:t="x"]) alternateOf(ex:a, ex:b)
    activity(ex:a, 2026-01-01T01:00:00.000+01:00, -)`);
  const b = readDocument(
    `document prefix p <http://ex/> activity(p:a, 2026-01-01T00:00:00Z, -)
     alternateOf(p:b, p:a) entity(p:e, [p:t="x", p:n="1E0" %% xsd:double]) endDocument`,
    "provn",
  );
  deepStrictEqual(a.compare(b), { equal: true, differences: [] });
});

test("compare() says what only one document holds, and in which bundle", () => {
  const a = read("entity(ex:e, [ex:n=1]) bundle ex:b entity(ex:x) endBundle");
  const b = read("entity(ex:e, [ex:n=2]) bundle ex:b endBundle bundle ex:c endBundle");
  deepStrictEqual(a.compare(b).differences, [
    { only: "a", statement: "entity(ex:e, [ex:n=1])" },
    { only: "b", statement: "entity(ex:e, [ex:n=2])" },
    { only: "a", bundle: "http://ex/b", statement: "entity(ex:x)" },
    { only: "b", statement: "bundle <http://ex/c>" },
  ]);
});
