import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { type TestContext } from "node:test";

/** The part of the compiler API of tslab's own TypeScript that is used here. */
interface Compiler {
  readonly version: string;
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

const ts = require("@tslab/typescript-for-tslab") as Compiler;
assert.equal(ts.version, "5.0.4");

const cell = `
import * as tfjsProv from "tfjs-prov";
export const names: string[] = Object.keys(tfjsProv);
`;

for (const strict of [false, true]) {
  const mode = strict ? "strict" : "not strict, as tslab does it";
  test(`a cell compiles against our types in tslab's TypeScript, ${mode}`, (t) => {
    const program = compiled(t, { strict });
    const ours = filesOf(program).filter((name) => !name.includes("/node_modules/"));
    assert.ok(ours.some((name) => name.endsWith("dist/src/index.d.ts")));
    assert.equal(errorsIn(program, ours), "");
  });
}

test("a cell that imports us loads no types of tfjs, DuckDB or Vega", (t) => {
  const foreign = /\/node_modules\/(@tensorflow|@duckdb|vega[^/]*)\//;
  const loaded = filesOf(compiled(t, { strict: false }));
  assert.deepEqual(
    loaded.filter((name) => foreign.test(name)),
    [],
  );
});

/** Compile a cell that imports the package, with the options that tslab sets. */
function compiled(t: TestContext, { strict }: { strict: boolean }): Program {
  // Inside the repository, where its packages are found.
  const folder = mkdtempSync(resolve("dist", "cell-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "cell.ts");
  writeFileSync(file, cell);
  return ts.createProgram([file], {
    strict,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    esModuleInterop: true,
  });
}

function filesOf(program: Program): string[] {
  return program.getSourceFiles().map(({ fileName }) => fileName);
}

/** Return what is wrong in some files: not in those of Node, which are not ours. */
function errorsIn(program: Program, names: readonly string[]): string {
  const wrong = program
    .getSourceFiles()
    .filter(({ fileName }) => names.includes(fileName))
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
  return ts.formatDiagnostics(wrong, {
    getCanonicalFileName: (name: string) => name,
    getCurrentDirectory: () => process.cwd(),
    getNewLine: () => "\n",
  });
}
