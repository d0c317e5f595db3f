import type { Compiler, Node } from "./compiler";

/** Tell whether a cell waits outside any function, so that it must run as one. */
export function hasTopLevelAwait(compiler: Compiler, source: string): boolean {
  if (!source.includes("await")) return false;
  const { ScriptTarget, ScriptKind, SyntaxKind } = compiler;
  const waits = (node: Node): true | undefined => {
    if (node.kind === SyntaxKind.AwaitExpression || node.awaitModifier) return true;
    return compiler.isFunctionLike(node)
      ? undefined
      : compiler.forEachChild(node, waits);
  };
  const text = `export {};${source}`;
  const { Latest } = ScriptTarget;
  const file = compiler.createSourceFile("cell.ts", text, Latest, false, ScriptKind.TS);
  return compiler.forEachChild(file, waits) ?? false;
}
