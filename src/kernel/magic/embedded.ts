import type { Language, Magics } from "../magics";
import type { Compiler, Node } from "../typescript/compiler";
import { type CellMagic, magicsIn, type Span } from "./parse";

/** Text in another language at a cursor. */
export interface Embedded {
  language: Language;
  /** The text, a placeholder in the place of each `${…}`, as long as that. */
  text: string;
  /** Where the text begins in the source. */
  start: number;
}

/**
 * Find the language at a cursor that is not TypeScript: under a cell magic, or in a
 * template with a tag such as `` prov.sql`…` ``.
 */
export function embeddedAt(
  source: string,
  cursor: number,
  magics: Magics,
  compiler: Compiler,
): Embedded | undefined {
  const magic = magicsIn(source);
  if (magic?.kind === "cell") return underMagic(source, cursor, magic, magics);
  const template = templateAt(source, cursor, compiler);
  const language = template && magics.language(template.tag);
  return language && { language, ...template };
}

function underMagic(
  source: string,
  cursor: number,
  { name, bodyStart, expressions }: CellMagic,
  magics: Magics,
): Embedded | undefined {
  const magic = magics.get(`%%${name}`);
  const language = magics.language(magic?.language ?? "");
  const inside = expressions.some(({ start, end }) => start <= cursor && cursor <= end);
  if (!language || cursor < bodyStart || inside) return undefined;
  const text = masked(source, { start: bodyStart, end: source.length }, expressions);
  return { language, text, start: bodyStart };
}

interface Template {
  tag: string;
  text: string;
  start: number;
}

function templateAt(
  source: string,
  cursor: number,
  compiler: Compiler,
): Template | undefined {
  if (!source.includes("`")) return undefined;
  const { SyntaxKind, ScriptTarget, ScriptKind, forEachChild } = compiler;
  const { Latest } = ScriptTarget;
  const file = compiler.createSourceFile("c.ts", source, Latest, false, ScriptKind.TS);
  // The innermost is found last, as a template may stand in the `${…}` of another.
  let found: Template | undefined;
  const visit = (node: Node): void => {
    if (cursor < node.pos || cursor > node.end) return;
    if (node.kind === SyntaxKind.TaggedTemplateExpression) {
      found = templateOf(node, source, cursor, compiler, file) ?? found;
    }
    forEachChild(node, (child) => void visit(child));
  };
  visit(file);
  return found;
}

function templateOf(
  node: Node,
  source: string,
  cursor: number,
  compiler: Compiler,
  file: Node,
): Template | undefined {
  const tag = node.tag?.text ?? node.tag?.name?.text;
  if (tag === undefined || !node.template) return undefined;
  const start = node.template.getStart(file) + 1;
  const closed = node.end > start && source[node.end - 1] === "`";
  const end = closed ? node.end - 1 : node.end;
  const expressions: Span[] = [];
  compiler.forEachChild(node.template, (child) => {
    if (child.kind !== compiler.SyntaxKind.TemplateSpan || !child.expression) return;
    const { pos, end } = child.expression;
    expressions.push({ start: pos, end: source.indexOf("}", end) });
  });
  const inside = expressions.some(({ start, end }) => start <= cursor && cursor <= end);
  if (inside || cursor < start || cursor > end) return undefined;
  return { tag, text: masked(source, { start, end }, expressions), start };
}

/** Return text with `$1` and spaces in the place of each expression and its braces. */
function masked(source: string, { start, end }: Span, expressions: readonly Span[]) {
  let text = "";
  let from = start;
  expressions.forEach((expression, i) => {
    const until = Math.min(expression.end + 1, end);
    const length = until - (expression.start - 2);
    text += source.slice(from, expression.start - 2) + `$${i + 1}`.padEnd(length);
    from = until;
  });
  return text + source.slice(from, end);
}
