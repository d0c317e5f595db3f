import type { Compiled } from "./typescript/compiled";

/** A script that a cell became. */
interface Script {
  cell: number;
  lines: readonly string[];
  sourceLine(line: number): number | undefined;
}

/** A place in a cell. */
export interface CellPlace {
  cell: number;
  /** From 1. */
  line: number;
  text: string;
}

/** Knows where in which cell the code of a script came from. */
export class Scripts {
  readonly #all = new Map<string, Script>();

  /** Name the script of a cell; its source is what the user wrote. */
  name(cell: number): string {
    return `cell-${cell}.ts`;
  }

  /** Take what a cell became; magics are written as TypeScript line by line. */
  add(cell: number, source: string, { sourceLine }: Compiled): void {
    const lines = source.split("\n");
    this.#all.set(this.name(cell), { cell, lines, sourceLine });
  }

  /** Find the place in a cell that a line of a stack speaks of. */
  place(frame: string): CellPlace | undefined {
    const [, name, line] = /(cell-\d+\.ts):(\d+):\d+/.exec(frame) ?? [];
    const script = this.#all.get(name ?? "");
    const found = script?.sourceLine(Number(line));
    if (!script || found === undefined) return undefined;
    return { cell: script.cell, line: found, text: script.lines[found - 1] ?? "" };
  }
}
