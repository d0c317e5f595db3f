import assert from "node:assert/strict";
import { join, sep } from "node:path";
import { test } from "node:test";
import { fileFor, stemOf } from "../../src/magics/default-file";

const cwd = join(sep, "studies");
const cases: [
  what: string,
  path: string | undefined,
  notebook: string,
  file: string,
][] = [
  ["the notebook's name", undefined, "/other/iris.ipynb", "/other/iris.duckdb"],
  ["a notebook with dots", undefined, "/other/iris.v2.ipynb", "/other/iris.v2.duckdb"],
  ["no notebook", undefined, "", "/studies/provenance.duckdb"],
  [
    "a session without a notebook",
    undefined,
    "/other/console-1",
    "/studies/provenance.duckdb",
  ],
  ["a reserved notebook", undefined, "/other/prov.ipynb", "/other/prov-runs.duckdb"],
  ["a path", "runs/iris.duckdb", "/other/x.ipynb", "/studies/runs/iris.duckdb"],
  ["a path without an ending", "iris", "", "/studies/iris.duckdb"],
  ["a path with another ending", "iris.db", "", "/studies/iris.db"],
  ["an absolute path", "/data/iris", "", "/data/iris.duckdb"],
];

for (const [what, path, notebook, file] of cases) {
  test(`the file of ${what} is ${file}`, () => {
    assert.equal(fileFor(path, { cwd, notebook }), file.replaceAll("/", sep));
  });
}

for (const stem of ["prov", "tfjs_prov"]) {
  test(`${stem}.duckdb is refused: it would hide a schema of ours`, () => {
    assert.throws(() => fileFor(stem, { cwd }), {
      name: "ProvError",
      message: [
        `Can't record into ${stem}.duckdb`,
        `  DuckDB takes "${stem}" for a schema inside the file`,
        '  try: open("study.duckdb")',
      ].join("\n"),
    });
  });
}

test("the experiment is named like the file", () => {
  assert.equal(stemOf(join("studies", "iris.v2.duckdb")), "iris.v2");
});
