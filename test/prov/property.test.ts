import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { test } from "node:test";
import { readDocument } from "../../src/prov";
import { isValid } from "./oracle";
import { randomDocument, randomFrom, randomOrder } from "./random";

function agree(make: typeof randomDocument, seed: number, times: number): number {
  const random = randomFrom(seed);
  let invalid = 0;
  for (let i = 0; i < times; i++) {
    const made = make(random);
    const expected = isValid(made.statements);
    if (!expected) invalid++;
    strictEqual(
      made.validate().verdict,
      expected ? "valid" : "invalid",
      made.toProvN(),
    );
  }
  return invalid;
}

test("the reduced chase judges as the whole one does", () => {
  const invalid = agree(randomDocument, 20261123, 3000);
  ok(invalid > 300 && invalid < 2700, `${invalid} of 3000 are invalid`);
});

test("the reduced chase orders events as the whole one does", () => {
  const invalid = agree(randomOrder, 20261124, 3000);
  ok(invalid > 300 && invalid < 2700, `${invalid} of 3000 are invalid`);
});

test("random documents go through every form unchanged", () => {
  const random = randomFrom(20261125);
  for (let i = 0; i < 1000; i++) {
    const made = randomDocument(random);
    const ids = made.statements.flatMap(({ id }) => (id ? [id.iri] : []));
    const forms = ["provn", "json", "xml", "jsonld"] as const;
    // In RDF an identifier is one node, so it can't be that of two statements.
    const rdf = new Set(ids).size === ids.length ? (["turtle"] as const) : [];
    for (const format of [...forms, ...rdf]) {
      const again = readDocument(made.to(format), format);
      deepStrictEqual(again.compare(made).differences, [], made.toProvN());
    }
  }
});

test("normalising twice is normalising once", () => {
  const random = randomFrom(20261126);
  for (let i = 0; i < 1000; i++) {
    const once = randomDocument(random).normalise();
    deepStrictEqual(once.normalise().compare(once).differences, [], once.toProvN());
  }
});
