import { deepStrictEqual, ok } from "node:assert";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import Ajv from "ajv";
import Ajv04 from "ajv-draft-04";
import { validateXML } from "xmllint-wasm";
import type { ProvDocument } from "../../src/prov";
import { writeXml } from "../../src/prov/xml/write";
import { cases, documentOf, noCases, shared } from "./cases";
import { everything } from "./everything";

const schema = (file: string) => readFileSync(join(shared!, "schemas", file), "utf8");

/** All cases that read, by file, and the document of everything. */
function documents(): [file: string, document: ProvDocument][] {
  const all = cases(({ expect }) => /^(?:valid|invalid|parse|normal)/.test(expect));
  const read = all.flatMap((each): [string, ProvDocument][] => {
    if (/parse-|container3/.test(each.expect + each.file)) return [];
    return [[each.file, documentOf(each)]];
  });
  return [["everything", withoutNotes(everything())], ...read];
}

/** Drop what the schemas of PROV-JSON and PROV-JSONLD have no words for. */
function withoutNotes(document: ProvDocument): ProvDocument {
  const noted = /Dictionary|derivedBy|mentionOf/;
  for (const { statements } of [document, ...document.bundles]) {
    // The schema of PROV-JSON asks for the entity of each usage, PROV-DM does not.
    const kept = statements.filter(
      ({ kind, args }) =>
        !noted.test(kind) && !(kind === "used" && args[1] === undefined),
    );
    statements.splice(0, Number.POSITIVE_INFINITY, ...kept);
  }
  return document;
}

function failures(check: (document: ProvDocument) => string | undefined): string[] {
  return documents().flatMap(([file, document]) => {
    const problem = check(withoutNotes(document));
    return problem === undefined ? [] : [`${basename(file)}: ${problem}`];
  });
}

test("what we write as PROV-JSON is valid against its schema", {
  skip: noCases,
}, () => {
  // The schema's authors wrote wasEndedby, and no array of records of one identifier.
  const text = schema("prov-json.schema.json").replaceAll("wasEndedby", "wasEndedBy");
  const validate = new Ajv04({ strict: false, validateFormats: false }).compile(
    JSON.parse(text),
  );
  const found = failures((document) => {
    const written = JSON.parse(document.toJSON());
    if (validate(written) || isScruffy(document)) return undefined;
    return JSON.stringify(validate.errors?.[0]);
  });
  deepStrictEqual(found, []);
});

test("what we write as PROV-JSONLD is valid against its schema", {
  skip: noCases,
}, () => {
  const options = { strict: false, validateFormats: false };
  const validate = new Ajv(options).compile(
    JSON.parse(schema("prov-jsonld.schema.json")),
  );
  const found = failures((document) => {
    if (validate(JSON.parse(document.toJSONLD()))) return undefined;
    return JSON.stringify(validate.errors?.[0]);
  });
  deepStrictEqual(found, []);
});

test("what we write as PROV-XML is valid against its schema", {
  skip: noCases,
}, async () => {
  const all = documents().filter(([, document]) => fitsXml(document));
  const result = await validateXML({
    xml: all.map(([file, document], i) => ({
      fileName: `${i}-${basename(file)}.xml`,
      contents: writeXml(document),
    })),
    schema: { fileName: "prov.xsd", contents: schema("prov.xsd") },
    preload: ["prov-core.xsd", "prov-dictionary.xsd", "prov-links.xsd", "xml.xsd"].map(
      (fileName) => ({ fileName, contents: schema(fileName) }),
    ),
    initialMemoryPages: 1024,
    maxMemoryPages: 4096,
  });
  deepStrictEqual(
    result.errors.map(
      ({ message, loc }) => `${loc?.fileName}:${loc?.lineNumber} ${message}`,
    ),
    [],
  );
  ok(all.length > 200, `${all.length} fit`);
});

/** XML Schema refuses some of what PROV allows: see docs/conformance.md. */
function fitsXml(document: ProvDocument): boolean {
  const text = document.toXML();
  const names = [...text.matchAll(/ prov:(?:ref|id)="([^"]*)"/g)].map(
    ([, name]) => name!,
  );
  const isName = names.every((name) => /^(?:[\w.-]+:)?[A-Za-z_][\w.-]*$/.test(name));
  const isDelegated = !/<prov:delegate [^>]*>\s*<prov:activity/.test(text);
  const isTyped = !/xsi:type="(?!xsd:)|xsi:type="xsd:foo"/.test(text);
  const isPlaced = document.lint().every(({ rule }) => rule !== "attribute");
  return isName && isDelegated && isTyped && isPlaced;
}

function isScruffy(document: ProvDocument): boolean {
  return [document, ...document.bundles].some(({ statements }) => {
    const ids = statements.flatMap(({ id, kind }) => (id ? [`${kind} ${id.iri}`] : []));
    return new Set(ids).size < ids.length;
  });
}
