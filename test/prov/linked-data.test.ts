import { deepStrictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { toRDF } from "jsonld";
import { type ProvDocument, readDocument } from "../../src/prov";
import { cases, documentOf, noCases, shared } from "./cases";
import { everything } from "./everything";

/** Turn PROV-JSONLD into N-Quads with a processor that knows nothing of PROV. */
async function quadsOf(document: ProvDocument): Promise<string> {
  const context = readFileSync(
    join(shared!, "schemas/prov-jsonld-context.jsonld"),
    "utf8",
  );
  const documentLoader = async (url: string) => ({
    documentUrl: url,
    document: JSON.parse(context),
  });
  const written = JSON.parse(document.toJSONLD());
  // The submission's context has no term for the bundles that its schema asks for.
  const expandContext = { Bundle: "http://www.w3.org/ns/prov#Bundle" };
  const options = { documentLoader, expandContext, base: "http://base/" };
  const quads = await toRDF(written, { ...options, format: "application/n-quads" });
  // A value of the type prov:QUALIFIED_NAME needs the prefixes, which N-Quads drop.
  const prefixes = Object.entries(written["@context"][0] as Record<string, string>);
  return [...prefixes.map(([name, iri]) => `@prefix ${name}: <${iri}> .`), quads].join(
    "\n",
  );
}

test("PROV-JSONLD, taken as plain JSON-LD, is the PROV-O of the document", {
  skip: noCases,
}, async () => {
  const made = everything();
  const read = readDocument(await quadsOf(made), "trig");
  deepStrictEqual(made.compare(read).differences, []);
});

test("so it is for documents of others", { skip: noCases }, async () => {
  const files = cases(({ file }) =>
    /(?:primer|pc1|w3c-publication1|ex1)\.p/.test(file),
  );
  for (const each of files) {
    const document = documentOf(each);
    const read = readDocument(await quadsOf(document), "trig");
    deepStrictEqual(read.unify().compare(document.unify()).differences, [], each.file);
  }
});
