import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { type Term as N3Term, Parser, type Quad } from "n3";
import { readDocument } from "../../src/prov";
import type { Dataset, Term } from "../../src/prov/rdf/graph";
import { parseRdf } from "../../src/prov/rdf/parse";
import { noCases, noPython, pythonFiles, shared } from "./cases";
import { everything } from "./everything";

/** Write a term so that those of two parsers can be compared; blank nodes are alike. */
function ours({ kind, value, type, language }: Term): string {
  if (kind === "blank") return "_";
  return kind === "iri"
    ? `<${value}>`
    : JSON.stringify([value, type, language?.toLowerCase()]);
}

function theirs(term: N3Term): string {
  if (term.termType === "BlankNode") return "_";
  if (term.termType !== "Literal") return term.value === "" ? "" : `<${term.value}>`;
  const language = term.language === "" ? undefined : term.language.toLowerCase();
  return JSON.stringify([term.value, term.datatype.value, language]);
}

function lines({ graphs }: Dataset): string[] {
  const found = new Set<string>();
  for (const [name, graph] of graphs) {
    for (const { id, properties, objects } of graph.values()) {
      const subject = id.startsWith("_:") ? "_" : `<${id}>`;
      for (const [index, property] of properties.entries()) {
        const object = ours(objects[index]!);
        found.add([subject, `<${property}>`, object, name && `<${name}>`].join(" "));
      }
    }
  }
  return [...found].sort();
}

function quadLines(text: string): string[] {
  const quads: Quad[] = new Parser({ format: "application/trig" }).parse(text);
  const found = quads.map(({ subject, predicate, object, graph }) =>
    [subject, predicate, object, graph].map(theirs).join(" "),
  );
  return [...new Set(found)].sort();
}

/** Corners of the grammar that documents of PROV seldom turn. */
const corners = `
@prefix : <http://d/> . @prefix ex: <http://ex/#> . PREFIX p.q: <http://p/>
@base <http://base/dir/> .
<rel> :p <#frag>, </abs>, <../up> ; ; :q "a\\"b\\u00e9\\U0001F600\\n", 'single', """long "" " text""", '''it's''' ; .
ex:a.b ex:c%20d ex:e\\,f , p.q:x. ex:n ex:num 1, -2.5, +.5, 1e3, 2.E-3, .5e1, true, false .
_:b.1 a ex:T ; ex:list ( 1 "two"@en-GB ( ) [ ex:in _:b.1 ] ) . [] ex:p [ ] . [ ex:alone "x" ] .
# a comment } here
ex:g { ex:s ex:p "in a graph"^^ex:type . ex:s2 ex:p ex:o } GRAPH <http://g2/> { [] ex:p () . }
{ ex:default ex:p 1 } <http://ex/#:colon:name> ex:: ex:0 .`;

test("our parser reads the corners of TriG as n3 does", () => {
  deepStrictEqual(lines(parseRdf(corners)), quadLines(corners));
});

test("our parser reads what we write as n3 does", () => {
  const text = everything().toTriG();
  deepStrictEqual(lines(parseRdf(text)), quadLines(text));
});

test("our parser reads documents of others as n3 does", { skip: noPython }, () => {
  const files = pythonFiles("rdf");
  for (const { path } of files) {
    const text = readFileSync(path, "utf8");
    deepStrictEqual(lines(parseRdf(text)), quadLines(text), path);
  }
  ok(files.length > 400);
});

test("our parser reads ontologies as n3 does", { skip: noCases }, () => {
  const folder = join(shared!, "ml-schema");
  // The file left out uses prefixes that it does not declare.
  for (const file of readdirSync(folder).filter((each) => /^ML.*\.ttl$/.test(each))) {
    const text = readFileSync(join(folder, file), "utf8");
    deepStrictEqual(lines(parseRdf(text)), quadLines(text), file);
  }
});

test("N-Quads are read as graphs", () => {
  const text =
    "<http://e> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> " +
    "<http://www.w3.org/ns/prov#Entity> <http://b> .\n";
  const read = readDocument(text, "trig");
  strictEqual(read.bundles[0]?.id.iri, "http://b");
  strictEqual(read.bundles[0]?.statements[0]?.kind, "entity");
});
