import type { Magics } from "../magics";
import { type CellMagic, type LineMagics, magicsIn } from "./parse";
import { Rewriter, type Rewritten } from "./positions";

/** Under this symbol the code of cells finds what calls a magic. */
export const callKey = "tfjs-prov.magic";
const call = `globalThis[Symbol.for(${JSON.stringify(callKey)})]`;

/**
 * Write a cell that begins with magics as TypeScript, line by line, so that the rest of
 * it compiles, counts and fails as any other. A cell magic becomes a template tag over the
 * text under it, in which `${expr}` is what it is in every template.
 */
export function rewrite(source: string, magics: Magics): Rewritten {
  const found = magicsIn(source);
  const writer = new Rewriter(source);
  if (!found) return writer.keep(0, source.length).done();
  return found.kind === "cell"
    ? rewriteCell(source, found, writer, magics.get(`%%${found.name}`)?.type)
    : rewriteLines(source, found, writer);
}

function rewriteLines(source: string, { lines }: LineMagics, writer: Rewriter) {
  let from = 0;
  for (const { name, args, start, end } of lines) {
    writer
      .keep(from, start)
      .write(`await ${call}(${json(`%${name}`)}, ${json(args)});`);
    from = end;
  }
  return writer.keep(from, source.length).done();
}

function rewriteCell(
  source: string,
  { name, args, into, bodyStart, expressions }: CellMagic,
  writer: Rewriter,
  type = "any",
): Rewritten {
  const given = [`%%${name}`, args, into ?? null].map(json).join(", ");
  const declared = into === undefined ? "" : `const ${into}: ${type} = `;
  const before = source.slice(0, bodyStart).match(/^\s*/)![0];
  writer.write(`${before}${declared}await ${call}(${given})\`\n`);
  let from = bodyStart;
  for (const { start, end } of expressions) {
    writeText(source, from, start, writer).keep(start, end);
    from = end;
  }
  return writeText(source, from, source.length, writer).write("\n`").done();
}

/** Write text that stands in a template: a mark before each sign that would mean more. */
function writeText(
  source: string,
  from: number,
  to: number,
  writer: Rewriter,
): Rewriter {
  let start = from;
  for (let at = from; at < to; at++) {
    if (source.startsWith("\\${", at)) at++;
    else if (source[at] === "\\" || source[at] === "`") {
      writer.keep(start, at).write("\\");
      start = at;
    }
  }
  return writer.keep(start, to);
}

function json(value: unknown): string {
  return JSON.stringify(value);
}
