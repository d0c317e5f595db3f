/** A piece of a source that stands unchanged in the code made of it. */
interface Piece {
  source: number;
  code: number;
  length: number;
}

/** A source as TypeScript, and where each place of one is in the other. */
export class Rewritten {
  readonly code: string;
  readonly #pieces: readonly Piece[];

  constructor(code: string, pieces: readonly Piece[]) {
    this.code = code;
    this.#pieces = pieces;
  }

  /** Return the place in the source of a place in the code; both count from 0. */
  toSource(code: number): number {
    const piece = lastUpTo(this.#pieces, "code", code);
    return piece.source + Math.min(Math.max(code - piece.code, 0), piece.length);
  }

  /** Return the place in the code of a place in the source. */
  toCode(source: number): number {
    const piece = lastUpTo(this.#pieces, "source", source);
    return piece.code + Math.min(Math.max(source - piece.source, 0), piece.length);
  }
}

/** Writes code from pieces of a source and from text of its own. */
export class Rewriter {
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  #code = "";

  constructor(source: string) {
    this.#source = source;
  }

  /** Write code that has nothing of the source in it. */
  write(text: string): this {
    this.#code += text;
    return this;
  }

  /** Take a piece of the source over as it is. */
  keep(start: number, end: number): this {
    const length = end - start;
    this.#pieces.push({ source: start, code: this.#code.length, length });
    this.#code += this.#source.slice(start, end);
    return this;
  }

  done(): Rewritten {
    return new Rewritten(this.#code, this.#pieces);
  }
}

function lastUpTo(
  pieces: readonly Piece[],
  key: "source" | "code",
  place: number,
): Piece {
  const none = { source: 0, code: 0, length: 0 };
  return pieces.findLast((piece) => piece[key] <= place) ?? pieces[0] ?? none;
}
