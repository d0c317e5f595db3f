import { deepStrictEqual, strictEqual } from "node:assert";
import { test } from "node:test";
import {
  document,
  documentFrom,
  literal,
  prov,
  readDocument,
  type ValueLike,
  xsd,
} from "../../src/prov";

const ex = () => document({ ex: "https://example.org/" });

/** Values of programs and how PROV-N writes them. */
const values: [given: ValueLike, text: string][] = [
  ["text", '"text"'],
  [7, "7"],
  [-0, '"0" %% xsd:double'],
  [2 ** 31, '"2147483648" %% xsd:long'],
  [0.1, '"0.1" %% xsd:double'],
  [1e21, '"1E21" %% xsd:double'],
  [1e-9, '"1E-9" %% xsd:double'],
  [Number.NaN, '"NaN" %% xsd:double'],
  [Number.NEGATIVE_INFINITY, '"-INF" %% xsd:double'],
  [10n ** 20n, '"100000000000000000000" %% xsd:integer'],
  [true, '"true" %% xsd:boolean'],
  [new Date(0), '"1970-01-01T00:00:00.000Z" %% xsd:dateTime'],
];

for (const [given, text] of values) {
  test(`the value ${String(given)} becomes ${text}`, () => {
    const made = ex().entity("ex:e", { "ex:v": given });
    strictEqual(made.toProvN().includes(`[ex:v=${text}]`), true, made.toProvN());
  });
}

test("a list of values stands as several attributes", () => {
  const made = ex().entity("ex:e", { "ex:v": [1, literal("un", undefined, "fr")] });
  strictEqual(made.statements[0]?.attributes.length, 2);
});

test("a bundle inherits the document's prefixes and is made once", () => {
  const made = ex();
  made.bundle("ex:b").entity("ex:e");
  made.bundle("ex:b").entity("ex:f");
  strictEqual(made.bundles.length, 1);
  strictEqual(made.bundles[0]?.statements.length, 2);
});

test("a bundle whose prefix means another thing goes through every form", () => {
  const made = ex().entity("ex:e");
  made.bundle("ex:b").prefix("ex", "https://other.org/").entity("ex:e");
  made.bundles[0]?.wasDerivedFrom("ex:e", made.name("ex:e"));
  for (const format of ["provn", "json", "xml", "trig", "jsonld"] as const) {
    const again = readDocument(made.to(format), format);
    deepStrictEqual(again.compare(made).differences, [], format);
  }
});

test("names with any character of an IRI go through every form", () => {
  const made = ex();
  const odd = [
    "ü/ö",
    "100%25",
    "a=b",
    "(x)",
    "-",
    ".",
    "é.",
    "a'b,c;d[e]",
    "#",
    "",
    "a:b",
  ];
  for (const local of odd) {
    made.entity(made.namespaces.nameOf(`https://example.org/${local}`));
  }
  made.entity("ex:odd", { "ex:1": "x", "ex:a/b": "y", "ex:_x0041_": "z" });
  for (const format of ["provn", "json", "xml", "trig", "jsonld"] as const) {
    const again = readDocument(made.to(format), format);
    deepStrictEqual(again.compare(made).differences, [], format);
  }
});

test("a blank in a name, which no IRI has, is encoded in PROV-N and Turtle", () => {
  const made = ex().entity("ex:a b");
  for (const format of ["provn", "trig"] as const) {
    const again = readDocument(made.to(format), format);
    strictEqual(again.statements[0]?.id?.iri, "https://example.org/a%20b");
  }
});

test("documentFrom() gives any statements the methods of a document", () => {
  const { namespaces, statements, bundles } = ex().entity("ex:e");
  strictEqual(
    documentFrom({ namespaces, statements, bundles }).equals(ex().entity("ex:e")),
    true,
  );
});

test("well-known names are one object each", () => {
  strictEqual(prov("type"), prov("type"));
  strictEqual(xsd("int").iri, "http://www.w3.org/2001/XMLSchema#int");
});
