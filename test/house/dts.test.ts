import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { type TestContext } from "node:test";
import { filesOf } from "./files";

/** The part of the compiler API of tslab's own TypeScript that is used here. */
interface Compiler {
  version: string;
  createProgram(files: string[], options: Record<string, unknown>): Program;
  formatDiagnostics(diagnostics: readonly unknown[], host: object): string;
  ScriptTarget: { ES2022: number };
  ModuleKind: { ESNext: number };
  ModuleResolutionKind: { Node10: number };
}

interface Program {
  getSourceFiles(): readonly { fileName: string }[];
  getSyntacticDiagnostics(file: object): readonly unknown[];
  getSemanticDiagnostics(file: object): readonly unknown[];
}

const consumer = `
import * as tfjsProv from "tfjs-prov";
export const names: string[] = Object.keys(tfjsProv);
`;

for (const strict of [false, true]) {
  test(`a cell compiles against our types in tslab's TypeScript, ${
    strict ? "strict" : "not strict, as tslab does it"
  }`, (t) => {
    assert.equal(errorsOf(consumer, { strict, folder: folderIn(t) }), "");
  });
}

test("our types name neither tfjs nor DuckDB", () => {
  const foreign = /(from|import\(|types=)\s*["'](@tensorflow|@duckdb|vega)/;
  const named = filesOf(["dist/src"], [".d.ts"])
    .filter(({ text }) => foreign.test(text))
    .map(({ path }) => path);
  assert.deepEqual(named, []);
});

function errorsOf(
  source: string,
  { strict, folder }: { strict: boolean; folder: string },
): string {
  const ts = tslabsTypeScript();
  const file = join(folder, "cell.ts");
  writeFileSync(file, source);
  const program = ts.createProgram([file], {
    strict,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    esModuleInterop: true,
    skipLibCheck: false,
  });
  // What the cell reaches of ours, and not the types of Node beside it.
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => !fileName.includes("/node_modules/"));
  assert.ok(ours.some(({ fileName }) => fileName.endsWith("dist/src/index.d.ts")));
  const wrong = ours.flatMap((one) => [
    ...program.getSyntacticDiagnostics(one),
    ...program.getSemanticDiagnostics(one),
  ]);
  return ts.formatDiagnostics(wrong, {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
  });
}

function tslabsTypeScript(): Compiler {
  const ts = require("@tslab/typescript-for-tslab") as Compiler;
  assert.equal(ts.version, "5.0.4");
  return ts;
}

/** Make a folder inside the repository, where its packages are found. */
function folderIn(t: TestContext): string {
  const folder = mkdtempSync(resolve("dist", "cell-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}
