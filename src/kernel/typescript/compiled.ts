import { SourceMap } from "node:module";
import type { Compiler, CompilerOptions, Node, Transpiled } from "./compiler";

/** What became of a cell's source. */
export interface Compiled {
  /** Names that it declares. */
  declares: ReadonlySet<string>;
  /** Names of earlier cells that it uses. */
  uses: ReadonlySet<string>;
  /** Return the line of the source behind a line of what runs, both from 1. */
  sourceLine(line: number): number | undefined;
}

const inlineMap = /\n\/\/# sourceMappingURL=data:application\/json;base64,(.+)\s*$/;
const anyMap = /\n\/\/# sourceMappingURL=.+\s*$/;

/**
 * Compile tslab's ES module of a cell to what runs, and read off it what tslab does not
 * tell: it writes `exports.name` for a name of an earlier cell and `export { name }` for
 * each of the cell's own.
 */
export function compiledFrom(
  compiler: Compiler,
  module: string,
  how: { compilerOptions: CompilerOptions },
): { result: Compiled; output: Transpiled } {
  const text = module.replace(inlineMap, "\n");
  const output = compiler.transpileModule(text, {
    ...how,
    compilerOptions: { ...how.compilerOptions, sourceMap: true },
  });
  const lines = [mapFrom(output.sourceMapText), mapFrom(inlineMapOf(module))];
  const result = {
    ...namesIn(compiler, text),
    // tslab puts a line before each source.
    sourceLine: (line: number) => less(lines.reduce(originalLine, line), 1),
  };
  return { result, output: { outputText: output.outputText.replace(anyMap, "\n") } };
}

function namesIn(compiler: Compiler, module: string): Omit<Compiled, "sourceLine"> {
  const { createSourceFile, forEachChild, SyntaxKind, ScriptTarget } = compiler;
  const declares = new Set<string>();
  const uses = new Set<string>();
  const visit = (node: Node): void => {
    const { expression, name } = node;
    const isName = node.kind === SyntaxKind.PropertyAccessExpression;
    if (isName && expression?.text === "exports" && name?.text) uses.add(name.text);
    for (const one of node.exportClause?.elements ?? []) declares.add(one.name.text!);
    forEachChild(node, (child) => void visit(child));
  };
  visit(createSourceFile("cell.js", module, ScriptTarget.Latest));
  return { declares, uses };
}

function originalLine(
  line: number | undefined,
  map: SourceMap | undefined,
): number | undefined {
  if (line === undefined || !map) return undefined;
  // The end of the line: its first columns may belong to nothing.
  const entry = map.findEntry(line - 1, 10_000);
  return "originalLine" in entry ? entry.originalLine + 1 : undefined;
}

function less(line: number | undefined, lines: number): number | undefined {
  return line === undefined ? undefined : line - lines;
}

function inlineMapOf(module: string): string | undefined {
  const encoded = inlineMap.exec(module)?.[1];
  return encoded && Buffer.from(encoded, "base64").toString();
}

function mapFrom(text: string | undefined): SourceMap | undefined {
  return text ? new SourceMap(JSON.parse(text)) : undefined;
}
