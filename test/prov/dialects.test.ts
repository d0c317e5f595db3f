import { deepStrictEqual } from "node:assert";
import { test } from "node:test";
import { type Format, readDocument } from "../../src/prov";

const JSON_HEAD = '{"prefix": {"ex": "http://ex/"}, ';
const XML_HEAD =
  '<prov:document xmlns:prov="http://www.w3.org/ns/prov#" xmlns:ex="http://ex/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ' +
  'xmlns:xsd="http://www.w3.org/2001/XMLSchema">';
const TURTLE_HEAD =
  "@prefix prov: <http://www.w3.org/ns/prov#> . @prefix ex: <http://ex/> .\n" +
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n";

/** What tools write in ways of their own, and the PROV-N that it means. */
const dialects: [why: string, format: Format, text: string, lines: string[]][] = [
  [
    "bare values",
    "json",
    `${JSON_HEAD}"entity": {"ex:e": {"ex:a": ["x", 1, 1.5, true], "prov:label": "l"}}}`,
    [
      'entity(ex:e, [ex:a="x", ex:a=1, ex:a="1.5" %% xsd:double, ' +
        'ex:a="true" %% xsd:boolean, prov:label="l"])',
    ],
  ],
  [
    "a list of records under one identifier",
    "json",
    `${JSON_HEAD}"used": {"ex:u": [{"prov:activity": "ex:a"}, {"prov:activity": "ex:b"}]}}`,
    ["used(ex:u; ex:a, -, -)", "used(ex:u; ex:b, -, -)"],
  ],
  [
    "several members in one record",
    "json",
    `${JSON_HEAD}"hadMember": {"_:m": {"prov:collection": "ex:c", "prov:entity": ["ex:a", "ex:b"]}}}`,
    ["hadMember(ex:c, ex:a)", "hadMember(ex:c, ex:b)"],
  ],
  [
    "a dictionary's members as one set with one type",
    "json",
    `${JSON_HEAD}"hadDictionaryMember": {"_:m": {"prov:dictionary": "ex:d",
      "prov:key-entity-set": {"$key-datatype": "xsd:int", "1": "ex:a", "2": "ex:b"}}}}`,
    [
      "prov:hadDictionaryMember(ex:d, ex:a, 1)",
      "prov:hadDictionaryMember(ex:d, ex:b, 2)",
    ],
  ],
  [
    "names as xsd:QName and within an object",
    "json",
    `${JSON_HEAD}"wasInformedBy": {"_:i": {"prov:informed": {"$": "ex:a", "type": "xsd:QName"},
      "prov:informant": "ex:b", "ex:t": {"$": "ex:v", "type": "xsd:QName"}}}}`,
    ["wasInformedBy(ex:a, ex:b, [ex:t='ex:v'])"],
  ],
  [
    "the name of a bundle inside it",
    "json",
    `${JSON_HEAD}"bundle": {"ex:b": {"@id": "ex:b", "entity": {"ex:e": {}}}}}`,
    ["bundle ex:b", "entity(ex:e)", "endBundle"],
  ],
  [
    "elements that are types, and types with a prefix of their own",
    "xml",
    `${XML_HEAD}<prov:person prov:id="ex:p"/><prov:wasRevisionOf>
      <prov:generatedEntity prov:ref="ex:b"/><prov:usedEntity prov:ref="ex:a"/>
      <prov:type xmlns:in="http://in/" xsi:type="xsd:QName">in:t</prov:type>
      </prov:wasRevisionOf></prov:document>`,
    [
      "agent(ex:p, [prov:type='prov:Person'])",
      "wasDerivedFrom(ex:b, ex:a, [prov:type='in:t', prov:type='prov:Revision'])",
    ],
  ],
  [
    "a bundle in prov:bundle, and what is not PROV in prov:other",
    "xml",
    `${XML_HEAD}<prov:bundle prov:id="ex:b"><prov:entity prov:id="ex:e"/></prov:bundle>
      <prov:other><x/></prov:other></prov:document>`,
    ["bundle ex:b", "entity(ex:e)", "endBundle"],
  ],
  [
    "XML inside a value",
    "xml",
    `${XML_HEAD}<prov:entity prov:id="ex:e"><ex:x><b>1</b></ex:x></prov:entity></prov:document>`,
    ['entity(ex:e, [ex:x="<b>1</b>"])'],
  ],
  [
    "relations from their other end, and times without events",
    "turtle",
    `${TURTLE_HEAD}ex:a prov:generated ex:e . ex:e prov:generatedAtTime
      "2026-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`,
    ["wasGeneratedBy(ex:e, ex:a, -)", "wasGeneratedBy(ex:e, -, 2026-01-01T00:00:00Z)"],
  ],
  [
    "a qualified influence whose class says what it is",
    "turtle",
    `${TURTLE_HEAD}ex:a prov:qualifiedInfluence [ a prov:Usage ; prov:entity ex:e ;
      rdfs:label "l" ] ; prov:used ex:e .`,
    ['used(ex:a, ex:e, -, [prov:label="l"])'],
  ],
  [
    "subtypes of derivation as properties",
    "turtle",
    `${TURTLE_HEAD}ex:b prov:wasRevisionOf ex:a . ex:d prov:qualifiedQuotation
      [ a prov:Quotation ; prov:entity ex:c ] .`,
    [
      "wasDerivedFrom(ex:d, ex:c, [prov:type='prov:Quotation'])",
      "wasDerivedFrom(ex:b, ex:a, [prov:type='prov:Revision'])",
    ],
  ],
  [
    "generations that a derivation names stay named",
    "turtle",
    `${TURTLE_HEAD}ex:e prov:qualifiedGeneration _:g . _:g a prov:Generation ;
      prov:activity ex:a . ex:e prov:qualifiedDerivation [ prov:entity ex:f ;
      prov:hadActivity ex:a ; prov:hadGeneration _:g ] .`,
    [
      "wasGeneratedBy(bn:g; ex:e, ex:a, -)",
      "wasDerivedFrom(ex:e, ex:f, ex:a, bn:g, -)",
    ],
  ],
  [
    "the dialect of 2020",
    "jsonld",
    `{"@context": [{"ex": "http://ex/"}, "https://openprovenance.org/prov-jsonld/context.json"],
      "@graph": [{"@type": "prov:Usage", "activity": "ex:a", "entity": "ex:e",
      "prov:role": ["ex:r"], "prov:type": ["ex:t"], "ex:n": ["bare", {"@id": "ex:x"}]}]}`,
    [
      "used(ex:a, ex:e, -, [prov:role='ex:r', prov:type='ex:t', ex:n=\"bare\", ex:n='ex:x'])",
    ],
  ],
  [
    "PROV-O in JSON-LD with a context of its own",
    "jsonld",
    `{"@context": {"prov": "http://www.w3.org/ns/prov#", "ex": "http://ex/",
      "used": {"@id": "prov:used", "@type": "@id"}}, "@graph": [
      {"@id": "ex:a", "@type": "prov:Activity", "used": ["ex:e", "ex:f"]}]}`,
    ["activity(ex:a)", "used(ex:a, ex:e, -)", "used(ex:a, ex:f, -)"],
  ],
];

for (const [why, format, text, lines] of dialects) {
  test(`${format}: ${why} are understood`, () => {
    const written = readDocument(text, format).toProvN().split("\n");
    const body = written.map((line) => line.trim());
    deepStrictEqual(
      body.filter(
        (line) => line !== "" && !/^(?:document|prefix|endDocument)/.test(line),
      ),
      lines,
    );
  });
}
