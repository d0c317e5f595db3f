import type { Magics } from "../magics";
import { type CellMagic, type LineMagic, magicsIn } from "./parse";
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
  if (!found) return new Rewriter(source).keep(0, source.length).done();
  return found.kind === "cell"
    ? rewriteCell(source, found, magics)
    : rewriteLines(source, found.lines, magics);
}

function rewriteLines(source: string, lines: readonly LineMagic[], magics: Magics) {
  const writer = new Rewriter(source);
  let from = 0;
  for (const line of lines) {
    const code = `${awaited(line, `%${line.name}`, magics)};`;
    writer.keep(from, line.start).write(code);
    from = line.end;
  }
  return writer.keep(from, source.length).done();
}

function rewriteCell(source: string, magic: CellMagic, magics: Magics): Rewritten {
  const { bodyStart, expressions, name } = magic;
  const before = source.slice(0, bodyStart).match(/^\s*/)![0];
  const tag = awaited(magic, `%%${name}`, magics);
  const writer = new Rewriter(source).write(`${before}${tag}\`\n`);
  let from = bodyStart;
  for (const { start, end } of expressions) {
    writeText(source, from, start, writer).keep(start, end);
    from = end;
  }
  return writeText(source, from, source.length, writer).write("\n`").done();
}

/** Write the call of a magic, its value in a variable where it says so. */
function awaited(
  { args, into }: CellMagic | LineMagic,
  written: string,
  magics: Magics,
): string {
  const given = [written, args, into ?? null].map((one) => JSON.stringify(one));
  const type = magics.get(written)?.type ?? "any";
  const declared = into === undefined ? "" : `const ${into}: ${type} = `;
  return `${declared}await ${call}(${given.join(", ")})`;
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
