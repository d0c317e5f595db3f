import assert from "node:assert/strict";
import { posix } from "node:path";
import test from "node:test";
import { filesOf, type SourceFile } from "./files";

/** Which folders of src a folder may import from: the arrows of the house. */
const arrows: Record<string, readonly string[]> = {
  index: ["magics", "capture", "prov", "util"],
  magics: ["capture", "store", "charts", "prov", "backend", "kernel", "util"],
  capture: ["store", "util"],
  store: ["util"],
  prov: ["util"],
  charts: ["util"],
  backend: ["util"],
  kernel: ["util"],
  cli: ["magics", "prov", "kernel", "util"],
  util: [],
};

/** What the pure folders must not reach. */
const impure =
  /^(node:)?(fs|fs\/promises|child_process|net|http|https|os)$|duckdb|tfjs/;

const sources = filesOf(["src"], [".ts"]);

test("folders of src import along the arrows of the house only", () => {
  const against = sources.flatMap((file) => {
    const from = folderOf(file.path);
    return importsOf(file)
      .filter((target) => target.startsWith("."))
      .map((target) => folderOf(posix.join(posix.dirname(file.path), target)))
      .filter((to) => to !== from && !arrows[from]?.includes(to))
      .map((to) => `${file.path} imports from ${to}`);
  });
  assert.deepEqual([...new Set(against)], []);
});

test("prov and charts never reach DuckDB, tfjs or the file system", () => {
  const against = sources
    .filter(({ path }) => /^src\/(prov|charts)\//.test(path))
    .flatMap((file) =>
      importsOf(file)
        .filter((target) => impure.test(target))
        .map((target) => `${file.path} imports ${target}`),
    );
  assert.deepEqual(against, []);
});

/** Return the folder under src that a path lies in; for a file of src itself, its name. */
function folderOf(path: string): string {
  return posix.relative("src", path).split("/")[0]!.replace(/\.ts$/, "");
}

/** Find every specifier of import, export … from, import() and require(). */
function importsOf({ text }: SourceFile): string[] {
  const specifier = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["']([^"']+)["']/g;
  return [...text.matchAll(specifier)].map((match) => match[1]!);
}
