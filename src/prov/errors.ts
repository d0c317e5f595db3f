import { ProvError } from "../util/errors";

/** Report a text that is not what its form says, with the place. */
export class ProvSyntaxError extends ProvError {
  override get name(): string {
    return "ProvSyntaxError";
  }

  constructor(
    readonly format: string,
    readonly problem: string,
    readonly line: number,
    readonly column: number,
    hint: string[] = [],
  ) {
    super(`Not ${format} at line ${line}, column ${column}: ${problem}`, { hint });
  }
}

/** Make the error for a place in a text, which it quotes. */
export function syntaxError(
  format: string,
  text: string,
  offset: number,
  problem: string,
): ProvSyntaxError {
  const { line, column } = placeOf(text, offset);
  return new ProvSyntaxError(format, problem, line, column, quoted(text, offset));
}

/** Return the line and the column of an offset, both counted from 1. */
export function placeOf(
  text: string,
  offset: number,
): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (;;) {
    const next = text.indexOf("\n", start);
    if (next < 0 || next >= offset) break;
    line++;
    start = next + 1;
  }
  return { line, column: offset - start + 1 };
}

/** Quote a line with a caret under the place, at most 60 characters of it. */
function quoted(text: string, offset: number): string[] {
  const start = Math.max(text.lastIndexOf("\n", offset - 1) + 1, offset - 30);
  const end = text.indexOf("\n", offset);
  const line = text.slice(start, Math.min(end < 0 ? text.length : end, offset + 30));
  if (line.trim() === "") return [];
  return [line.replace(/[\t\r]/g, " "), " ".repeat(offset - start) + "^"];
}
