import { strictEqual, throws } from "node:assert";
import { test } from "node:test";
import { document, type Format, ProvSyntaxError, readDocument } from "../../src/prov";

/** What a wrong text is answered with, in full. */
const wrong: [format: Format, text: string, message: string][] = [
  [
    "provn",
    "document\n  prefix ex <http://ex/>\n  used(ex:a ex:e)\nendDocument",
    'Not PROV-N at line 3, column 13: expected ")" after the arguments of used\n' +
      "    used(ex:a ex:e)\n              ^",
  ],
  [
    "provn",
    "document\n  entty(e)\nendDocument",
    "Not PROV-N at line 2, column 3: entty is no statement of PROV-N\n    entty(e)\n    ^",
  ],
  [
    "provn",
    'document\nentity(e, [a="b])\nendDocument',
    'Not PROV-N at line 2, column 14: a string has no end\n  entity(e, [a="b])\n               ^',
  ],
  [
    "provn",
    "document\nactivity(a, 2026-02-30T00:00:00, -)\nendDocument",
    "Not PROV-N at line 2, column 13: expected a time such as 2026-11-23T09:00:00Z as " +
      "startTime\n  activity(a, 2026-02-30T00:00:00, -)\n              ^",
  ],
  [
    "json",
    '{"entity": {"ex:e": {"ex:a": [{"type": "xsd:int"}]}}}',
    'Not PROV-JSON at line 1, column 31: a value needs "$" with a text\n' +
      '  {"entity": {"ex:e": {"ex:a": [{"type": "xsd:int"}]}}}\n                                ^',
  ],
  ["json", "", "Not PROV-JSON at line 1, column 1: the JSON text ends too early"],
  [
    "json",
    '{"entties": {}}',
    'Not PROV-JSON at line 1, column 13: No section named "entties"\n' +
      "  sections: prefix, bundle, entity, activity, wasGeneratedBy, used, wasInformedBy, " +
      "wasStartedBy, and 15 more\n" +
      '  {"entties": {}}\n              ^',
  ],
  [
    "xml",
    "<document/>",
    "Not PROV-XML at line 1, column 12: the root must be prov:document, not document\n" +
      "  <document/>\n             ^",
  ],
  [
    "xml",
    '<prov:document xmlns:prov="http://www.w3.org/ns/prov#">\n <prov:entity/>\n</prov:document>',
    "Not PROV-XML at line 2, column 16: prov:entity needs prov:id\n" +
      "   <prov:entity/>\n                 ^",
  ],
  [
    "turtle",
    "@prefix ex: <http://ex/> .\nex:a ex:b ] .",
    'Not RDF at line 2, column 11: expected an object, found "]"\n' +
      "  ex:a ex:b ] .\n            ^",
  ],
  [
    "jsonld",
    '{"@context": "https://openprovenance.org/prov-jsonld/context.jsonld", "@graph": [{"@type": "Usge"}]}',
    'Not PROV-JSONLD at line 1, column 82: @type must be a class of PROV, not "Usge"\n' +
      '  d/context.jsonld", "@graph": [{"@type": "Usge"}]}\n                                ^',
  ],
];

for (const [format, text, message] of wrong) {
  test(`${format} says where ${JSON.stringify(text.slice(0, 50))} is wrong`, () => {
    throws(
      () => readDocument(text, format),
      (error) => {
        strictEqual((error as Error).message, message);
        return error instanceof ProvSyntaxError;
      },
    );
  });
}

test("a name under a prefix that nobody declared is refused with the known ones", () => {
  throws(() => document({ ex: "http://ex/" }).entity("exx:e"), {
    message:
      'No prefix exx declared for "exx:e"\n  prefixes: prov, xsd, ex\n  try: ex:e',
  });
});

test("a name without prefix is refused where there is no default namespace", () => {
  throws(() => document().entity("e"), {
    message:
      'No default namespace declared for "e"\n' +
      '  try: document().prefix("", "https://example.org/")',
  });
});

test("a time that is none is refused", () => {
  throws(
    () => document({ ex: "http://ex/" }).activity("ex:a", { startTime: "today" }),
    {
      message:
        'No time can be made of "today"\n  a time: 2026-11-23T09:00:00Z, or a Date',
    },
  );
});
