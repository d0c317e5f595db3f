/** What stands on a magic's line. */
interface Written {
  name: string;
  /** What stands behind the name, without `-o name`. */
  args: string;
  /** The variable of `-o name`. */
  into: string | undefined;
}

/** A magic over a cell, and the text under it. */
export interface CellMagic extends Written {
  kind: "cell";
  /** Where the text under the magic's line begins. */
  bodyStart: number;
  /** The expressions in the text, each from behind its `${` to its `}`. */
  expressions: readonly Span[];
}

/** Magics on the first lines of a cell. */
export interface LineMagics {
  kind: "lines";
  lines: readonly LineMagic[];
}

export interface LineMagic extends Written, Span {}

/** From `start` up to `end`, which is not part of it. */
export interface Span {
  start: number;
  end: number;
}

const overCell = /^(\s*)%%([A-Za-z_]\w*)[^\S\n]*([^\n]*)(?:\n|$)/;
const onLine = /^[^\S\n]*%([A-Za-z_]\w*)[^\S\n]*(.*)$/;
const output = /(?:^|\s)-o\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)(?=\s|$)/u;

/** Read the magics that a cell begins with, if it does. */
export function magicsIn(source: string): CellMagic | LineMagics | undefined {
  const found = overCell.exec(source);
  if (found) return cellMagic(source, found);
  const lines = lineMagics(source);
  return lines.length === 0 ? undefined : { kind: "lines", lines };
}

function cellMagic(source: string, [whole, , name, rest]: RegExpExecArray): CellMagic {
  const bodyStart = whole.length;
  return {
    kind: "cell",
    ...written(name!, rest!),
    bodyStart,
    expressions: expressionsIn(source, bodyStart),
  };
}

function written(name: string, rest: string): Written {
  const args = rest.replace(output, " ").trim();
  return { name, args, into: output.exec(rest)?.[1] };
}

/** Only leading lines: further down a line may begin with the operator `%`. */
function lineMagics(source: string): LineMagic[] {
  const lines: LineMagic[] = [];
  let start = 0;
  for (const line of source.split("\n")) {
    const [, name, args] = onLine.exec(line) ?? [];
    const end = start + line.length;
    if (name) lines.push({ ...written(name, args!), start, end });
    else if (!/^\s*(?:\/\/.*)?$/.test(line)) break;
    start = end + 1;
  }
  return lines;
}

/** Find `${…}` in text; `\${` is none. One without an end goes on to the text's. */
function expressionsIn(source: string, from: number): Span[] {
  const found: Span[] = [];
  for (let at = from; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith("${", at)) {
      const end = endOfBraces(source, at + 2);
      found.push({ start: at + 2, end });
      at = end;
    }
  }
  return found;
}

/** Return where the brace closes that was opened before `from`. */
function endOfBraces(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const char = source[at]!;
    if (char === "}") return at;
    if (char === "{") at = endOfBraces(source, at + 1);
    else if (char === "'" || char === '"') at = endOfText(source, at + 1, char);
    else if (char === "`") at = endOfTemplate(source, at + 1);
  }
  return source.length;
}

function endOfText(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === quote || source[at] === "\n") return at;
  }
  return source.length;
}

function endOfTemplate(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === "`") return at;
    else if (source.startsWith("${", at)) at = endOfBraces(source, at + 2);
  }
  return source.length;
}
