import { deepStrictEqual, ok, strictEqual, throws } from "node:assert";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { formats, type ProvDocument, readDocument } from "../../src/prov";
import {
  cases,
  documentOf,
  noCases,
  noPython,
  pythonFiles,
  pythonTests,
} from "./cases";

/** Files that no reader of the standard can take, with the reason. */
const UNREADABLE = new Set([
  // Syntax of a draft of 2011: activity(id,name,,,[]).
  "ptb-docs/prov-n/container3.prov",
  // Uses prefixes that it does not declare, which Turtle forbids.
  "ml-schema/dmop-dmexperiment-iris.ttl",
]);

test("every case that must read does", { skip: noCases }, () => {
  const refused = cases(({ expect }) => expect !== "skip")
    .filter((each) => !reads(() => documentOf(each)))
    .map(({ file }) => file);
  deepStrictEqual(new Set(refused), UNREADABLE);
});

test("every verdict is right, with its W3C number", { skip: noCases }, () => {
  const judged = cases(({ expect }) =>
    ["valid", "invalid", "malformed"].includes(expect),
  );
  for (const each of judged) {
    const { verdict, findings } = documentOf(each).validate();
    strictEqual(verdict, each.expect, each.file);
    const wanted = each.expect === "invalid" ? (each.constraint ?? []) : [];
    const found = findings.map(({ constraint }) => `c${constraint}`);
    ok(wanted.length === 0 || wanted.some((one) => found.includes(one)), each.file);
  }
  ok(judged.length > 250);
});

test("files that hold one document read as equal documents", { skip: noCases }, () => {
  // Python prov wrote the RDF of cwlprov without the agents of its associations.
  const forms = new Set(["provn", "xml", "json"]);
  const paired = cases(
    ({ pair_with, expect, format }) =>
      pair_with !== undefined &&
      expect !== "skip" &&
      forms.has(format) &&
      !/norm/.test(expect),
  );
  const byFile = new Map(paired.map((each) => [each.file, each]));
  for (const each of paired) {
    for (const other of each.pair_with ?? []) {
      const second = byFile.get(other);
      if (!second) continue;
      deepStrictEqual(
        documentOf(each).compare(documentOf(second)).differences,
        [],
        other,
      );
    }
  }
});

test("documents reach the normal form that ProvToolbox gives them", {
  skip: noCases,
}, () => {
  const pairs = cases(({ expect }) => expect === "normalises-to");
  strictEqual(pairs.length, noCases ? 0 : 15);
  for (const each of pairs) {
    const file = each.pair_with![0]!;
    const solution = documentOf({ file, format: "provn" });
    const normal = documentOf(each).normalise();
    deepStrictEqual(normal.compare(solution.normalise()).differences, [], file);
  }
});

/** What RDF changes: a Person is an agent there, and startedAtTime a start. */
const RDF_CHANGES = new Set(["ex0.provn", "yprov4ml-3.2.8-demo.json"]);

test("every case goes through every form unchanged", { skip: noCases }, () => {
  const all = cases(({ expect }) => !/parse-|skip/.test(expect));
  for (const each of all.filter(({ file }) => !UNREADABLE.has(file))) {
    roundTrip(documentOf(each), basename(each.file));
  }
});

test("Python prov's cases go through every form unchanged", { skip: noPython }, () => {
  const folders = [
    "json",
    "unification",
    "unification/constraints",
    "xml",
    "rdf",
    "jsonld",
  ];
  const provn = ["provn/spec/prov-n", "provn/spec/prov-dm", "provn/provtoolbox-corpus"];
  let count = 0;
  for (const { path, format } of [...folders, ...provn].flatMap(pythonFiles)) {
    const text = readFileSync(path);
    if (!reads(() => readDocument(text, format))) continue;
    roundTrip(readDocument(text, format), basename(path));
    count++;
  }
  ok(count > 1200, `${count} read`);
});

test("Python prov's malformed cases are refused", { skip: noPython }, () => {
  // Foreign RDF and empty RDF are graphs without statements of PROV, which is no error.
  const files = pythonFiles("malformed").filter(
    ({ path }) => !/foreign|\.rdf$/.test(path),
  );
  for (const { path, format } of files) {
    throws(() => readDocument(readFileSync(path), format), Error, path);
  }
  strictEqual(files.length, 15);
});

test("Python prov's JSON, RDF and PROV-N say the same", { skip: noPython }, () => {
  const source = readFileSync(join(pythonTests!, "test_provn_corpus.py"), "utf8");
  const drifted = new Set(
    [...source.matchAll(/"([\w-]+)\.provn"/g)].map(([, name]) => name),
  );
  const files = new Map(pythonFiles("json").map((file) => [stem(file.path), file]));
  const others = [...pythonFiles("rdf"), ...pythonFiles("provn/provtoolbox-corpus")];
  let equal = 0;
  for (const other of others) {
    const name = stem(other.path);
    const json = files.get(name);
    const lossy = other.format === "provn" ? drifted.has(name) : isLossyRdf(other.path);
    if (!json || lossy) continue;
    const [a, b] = [json, other].map(({ path, format }) =>
      readDocument(readFileSync(path), format),
    );
    deepStrictEqual(a!.compare(b!).differences, [], other.path);
    equal++;
  }
  strictEqual(equal, 609);
});

/** Turtle holds no bundles, and one node can't be two statements with two attributes. */
function isLossyRdf(path: string): boolean {
  const scruffy =
    /scruffy-(?:start|end)[234]|scruffy-(?:generation|invalidation|usage)2/;
  return /bundle\d\.ttl$/.test(path) || scruffy.test(path);
}

function stem(path: string): string {
  return basename(path).replace(/\.\w+$/, "");
}

function reads(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function roundTrip(document: ProvDocument, file: string): void {
  for (const format of formats) {
    if (format === "turtle") continue;
    if (format === "trig" && (isScruffy(document) || RDF_CHANGES.has(file))) continue;
    const again = readDocument(document.to(format), format);
    deepStrictEqual(document.compare(again).differences, [], `${file} as ${format}`);
  }
}

/** In RDF one identifier is one node: two statements of one identifier become one. */
function isScruffy(document: ProvDocument): boolean {
  return [document, ...document.bundles].some(({ statements }) => {
    const ids = statements.flatMap(({ id }) => (id ? [id.iri] : []));
    return new Set(ids).size < ids.length;
  });
}
