import type { Compiler, Node } from "../typescript/compiler";

/** A place of a parsed file, as far as plans look at it. */
export interface Syntax extends Node {
  readonly name?: Syntax;
  readonly type?: Syntax;
  readonly initializer?: Syntax;
  readonly expression?: Syntax;
  readonly operand?: Syntax;
  readonly body?: Syntax;
  readonly declarationList?: { readonly declarations: readonly Syntax[] };
  readonly importClause?: Syntax;
  readonly namedBindings?: Syntax;
  readonly elements?: readonly Syntax[];
  readonly propertyName?: Syntax;
  readonly moduleSpecifier?: Syntax;
  readonly arguments?: readonly Syntax[];
  readonly properties?: readonly Syntax[];
}

/** A parsed text. */
export interface Parsed {
  readonly file: Syntax;
  /** Return what is written at a place, without the space before it. */
  textOf(node: Node): string;
}

/** Parse TypeScript. */
export function parsed({ ScriptTarget, ...compiler }: Compiler, text: string): Parsed {
  const file = compiler.createSourceFile(
    "plan.ts",
    text,
    ScriptTarget.Latest,
    false,
    compiler.ScriptKind.TS,
  ) as Syntax;
  return { file, textOf: (node) => text.slice(node.getStart(file), node.end) };
}

/** Write a text on one line of at most so many characters. */
export function oneLine(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
