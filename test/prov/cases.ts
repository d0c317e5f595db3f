import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type Format,
  formatNamed,
  type ProvDocument,
  readDocument,
} from "../../src/prov";

/** A case of the shared suites: a file and what must become of it. */
export interface Case {
  suite: string;
  file: string;
  format: string;
  expect: string;
  constraint?: string[];
  pair_with?: string[];
}

/** Find a path in this folder or any above it. */
export function above(path: string, from = process.cwd()): string | undefined {
  const found = join(from, path);
  if (existsSync(found)) return found;
  return dirname(from) === from ? undefined : above(path, dirname(from));
}

/** The folder of the shared cases, if this checkout has one. */
export const shared = above("shared/prov-cases");

/** The tests of Python's prov, which the set-up of `npm test` fetches. */
export const pythonTests = above(".cache/prov-peers/prov-3.2.3/src/prov/tests");

/** Why tests of the shared cases are skipped, or false. */
export const noCases = shared ? false : "shared/prov-cases is not here";
export const noPython = pythonTests
  ? false
  : "Python prov's cases are not here; try: npm test";

/** List the shared cases that fit. */
export function cases(fits: (each: Case) => boolean): Case[] {
  if (!shared) return [];
  const lines = readFileSync(join(shared, "INDEX.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as Case).filter(fits);
}

/** Read the document of a case. */
export function documentOf({
  file,
  format,
}: Pick<Case, "file" | "format">): ProvDocument {
  return readDocument(
    readFileSync(join(shared!, file)),
    formatNamed(format === "ro-crate" ? "jsonld" : format),
  );
}

/** List the files of a folder of Python's tests with the form of each. */
export function pythonFiles(folder: string): { path: string; format: Format }[] {
  if (!pythonTests) return [];
  return readdirSync(join(pythonTests, folder))
    .filter((file) => /\.(?:json|provn|xml|provx|ttl|trig|jsonld|rdf)$/.test(file))
    .map((file) => ({
      path: join(pythonTests, folder, file),
      format: formatNamed(file.slice(file.lastIndexOf(".") + 1)),
    }));
}
