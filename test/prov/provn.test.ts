import { deepStrictEqual, strictEqual, throws } from "node:assert";
import { test } from "node:test";
import { ProvSyntaxError, readDocument } from "../../src/prov";

const wrap = (statements: string) =>
  `document\nprefix ex <http://ex/>\n${statements}\nendDocument`;

/** What is read as tools write it, and refused as the grammar has it. */
const lenient: [written: string, read: string][] = [
  ["used(ex:a, ex:e)", "used(ex:a, ex:e, -)"],
  ["wasGeneratedBy(ex:e, ex:a)", "wasGeneratedBy(ex:e, ex:a, -)"],
  ["wasAssociatedWith(ex:a, ex:ag)", "wasAssociatedWith(ex:a, ex:ag, -)"],
  ["entity(e)", "entity(e)"],
  ["entity(foo:e)", "entity(foo:e)"],
  ['entity(ex:e, [ex:a="x"@en %% xsd:string])', 'entity(ex:e, [ex:a="x"@en])'],
  ['entity(ex:e, [ex:a="x\ny"])', 'entity(ex:e, [ex:a="""x\ny"""])'],
  [
    "wasRevisionOf(ex:e2, ex:e1)",
    "wasDerivedFrom(ex:e2, ex:e1, [prov:type='prov:Revision'])",
  ],
];

for (const [written, read] of lenient) {
  test(`${JSON.stringify(written)} is read, and refused when strict`, () => {
    const document = readDocument(wrap(written), "provn");
    strictEqual(document.toProvN().includes(`\n  ${read}\n`), true, document.toProvN());
    throws(
      () => readDocument(wrap(written), "provn", { strict: true }),
      ProvSyntaxError,
    );
  });
}

/** Corners of the grammar, and how they are written back. */
const corners: [written: string, read: string][] = [
  ["entity ( ex:e ) // a comment", "entity(ex:e)"],
  ["/* a\ncomment */ entity(ex:e,[])", "entity(ex:e)"],
  ["used(-; ex:a, ex:e, -)", "used(ex:a, ex:e, -)"],
  ["used(ex:a)", "used(ex:a)"],
  ["wasStartedBy(ex:a, -, ex:b, -)", "wasStartedBy(ex:a, -, ex:b, -)"],
  ["activity(ex:a, -, -)", "activity(ex:a)"],
  ["entity(ex:a\\=b\\,c%20d)", "entity(ex:a\\=b\\,c%20d)"],
  ["entity(ex:\\-)", "entity(ex:\\-)"],
  ["entity(ex:a.b)", "entity(ex:a.b)"],
  ["entity(ex:)", "entity(ex:)"],
  ["entity(ex:e, [ex:n= -100])", "entity(ex:e, [ex:n=-100])"],
  ['entity(ex:e, [ex:t="\\u00e9\\t"])', 'entity(ex:e, [ex:t="é\t"])'],
  ["entity(ex:e, [ex:q='ex:f'])", "entity(ex:e, [ex:q='ex:f'])"],
  ['entity(ex:e, [ex:q="ex:f" %% prov:QUALIFIED_NAME])', "entity(ex:e, [ex:q='ex:f'])"],
  ['entity(ex:e, [ex:v="1" %% <http://t/x>])', 'entity(ex:e, [ex:v="1" %% ns1:x])'],
  [
    'prov:hadMembers(ex:d, {("k", ex:e), (2, ex:f)})',
    'prov:hadDictionaryMember(ex:d, ex:e, "k")\n  prov:hadDictionaryMember(ex:d, ex:f, 2)',
  ],
  [
    "provext:specializationOf(ex:s; ex:a, ex:b, [ex:n=1])",
    "provext:specializationOf(ex:s; ex:a, ex:b, [ex:n=1])",
  ],
];

for (const [written, read] of corners) {
  test(`${JSON.stringify(written)} is PROV-N`, () => {
    const provext = "prefix provext <https://openprovenance.org/ns/provext#>\n";
    const document = readDocument(wrap(provext + written), "provn", { strict: true });
    strictEqual(document.toProvN().includes(`\n  ${read}\n`), true, document.toProvN());
  });
}

test("statements of extensions are kept as text", () => {
  const extension = 'ex:said(ex:id; ex:a, f("(", ex:b), [ex:n=1])';
  const document = readDocument(wrap(`${extension}\nentity(ex:e)`), "provn");
  deepStrictEqual(document.skipped, [extension]);
  strictEqual(document.statements.length, 1);
});

test("a bundle sees the document's prefixes and may change their meaning", () => {
  const text = wrap(`entity(ex:e)
    bundle ex:b entity(ex:e) endBundle
    bundle ex:c prefix ex <http://other/> entity(ex:e) endBundle`);
  const { bundles } = readDocument(text, "provn");
  deepStrictEqual(
    bundles.map(({ id, statements }) => [id.iri, statements[0]?.id?.iri]),
    [
      ["http://ex/b", "http://ex/e"],
      ["http://other/c", "http://other/e"],
    ],
  );
});
