// Exchange documents with Python prov 3.2.3 and ProvToolbox 2.2.1: what we write they
// must read as the same document. Run after `npm run build`; needs python3, java, mvn.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cache, installPeers, run } from "./prov-peers/install.mjs";

const require = createRequire(import.meta.url);
const { compareDocuments, readDocument } = require("../dist/src/prov");

const sources = join(cache, "prov-3.2.3/src/prov/tests");
const scripts = join(process.cwd(), "scripts/prov-peers");
const FORMS = ["provn", "json", "xml", "jsonld", "trig"];

/** What a peer can't read, whoever writes it; docs/conformance.md says why. */
const EXPLAINED = {
  "ProvToolbox provn": /^mention/,
  "ProvToolbox json": /^(?:mention|scruffy|bundle|member)/,
  "ProvToolbox xml": /^(?:mention|member)|Null namespace for/,
  "ProvToolbox jsonld": /^mention/,
  "Python prov jsonld": /^mention/,
};

installPeers();
const documents = readDocuments();
console.log(`${documents.length} documents`);
const results = [
  exchange("Python prov", FORMS, "json", convertInPython),
  exchange("ProvToolbox", FORMS.slice(0, 4), "provn", convertInToolbox),
].flat();
for (const { peer, form, equal, failures } of results) {
  console.log(
    `${peer}  ${form.padEnd(6)}  ${equal} of ${documents.length} read back equal`,
  );
  writeFileSync(
    join(cache, `${peer.replace(" ", "-")}-${form}.txt`),
    failures.join("\n"),
  );
}
for (const form of ["json", "xml"]) {
  const count = ownWriting(form);
  console.log(`ProvToolbox  ${form.padEnd(6)}  ${count} of its own writing`);
}
const open = results.flatMap(({ peer, form, failures }) =>
  failures
    .filter(
      (failure) => form !== "trig" && !EXPLAINED[`${peer} ${form}`]?.test(failure),
    )
    .map((failure) => `${peer} ${form}  ${failure}`),
);
if (open.length > 0) {
  console.error(open.join("\n"));
  process.exitCode = 1;
}

/** Python prov's own JSON cases: each is one document. */
function readDocuments() {
  const folder = join(sources, "json");
  return readdirSync(folder).map((file) => ({
    name: file.replace(".json", ""),
    document: readDocument(readFileSync(join(folder, file)), "json"),
  }));
}

/** Write all documents, let the peer convert them, and read what it made of them. */
function exchange(peer, forms, target, convert) {
  return forms.map((form) => {
    const folder = join(cache, "exchange", `${peer.replace(" ", "-")}-${form}`);
    mkdirSync(folder, { recursive: true });
    const pairs = documents.map(({ name, document }) => {
      const source = join(folder, `${name}.${form}`);
      writeFileSync(source, document.to(form));
      return [source, join(folder, `${name}.back.${target}`)];
    });
    const list = join(folder, "list.tsv");
    writeFileSync(list, `${pairs.map((pair) => pair.join("\t")).join("\n")}\n`);
    const said = convert(list).trim().split("\n");
    const failures = pairs.flatMap(([source, back], i) =>
      reason(i, source, back, target, said),
    );
    return { peer, form, equal: pairs.length - failures.length, failures };
  });
}

/** Count the documents that ProvToolbox reads back equal from what it wrote itself. */
function ownWriting(form) {
  const folder = join(cache, "exchange", `own-${form}`);
  mkdirSync(folder, { recursive: true });
  const at = (name, ending) => join(folder, `${name}.${ending}`);
  const convert = (pairs) => {
    const list = join(folder, "list.tsv");
    writeFileSync(list, `${pairs.map((pair) => pair.join("\t")).join("\n")}\n`);
    convertInToolbox(list);
  };
  for (const { name, document } of documents) {
    for (const ending of [form, "provn"]) rmSync(at(name, ending), { force: true });
    writeFileSync(at(name, "given.provn"), document.to("provn"));
  }
  convert(documents.map(({ name }) => [at(name, "given.provn"), at(name, form)]));
  convert(documents.map(({ name }) => [at(name, form), at(name, "provn")]));
  return documents.filter(({ name, document }) => holds(at(name, "provn"), document))
    .length;
}

/** What failed halfway has left an empty file. */
function holds(file, document) {
  if (!existsSync(file) || statSync(file).size === 0) return false;
  return compareDocuments(document, readDocument(readFileSync(file), "provn")).equal;
}

function reason(index, source, back, target, said) {
  const { name, document } = documents[index];
  const error = said.find((line) => line.startsWith(`${source}\t`));
  if (error) return [`${name}: ${error.split("\t")[1].slice(0, 300)}`];
  try {
    const { differences } = compareDocuments(
      document,
      readDocument(readFileSync(back), target),
    );
    if (differences.length === 0) return [];
    return [
      `${name}: ${differences
        .map(({ only, statement }) => `${only} ${statement}`)
        .join(" | ")
        .slice(0, 400)}`,
    ];
  } catch (problem) {
    return [`${name}: ${String(problem.message).slice(0, 300)}`];
  }
}

function convertInPython(list) {
  return run("py/bin/python", join(scripts, "convert.py"), list);
}

function convertInToolbox(list) {
  return run("java", "-cp", "toolbox/classes:toolbox/lib/*", "Convert", list);
}
