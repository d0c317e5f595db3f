import type { Line, Lines } from "./run-progress";

const EVERY_MS = 1000;
/** So many ends are told in a second, before the others are only counted. */
const ENDS_A_SECOND = 10;

/**
 * Lines of progress for a script: on stderr, at most one a second beside the last of
 * each run.
 */
export class Plain implements Lines {
  readonly #print: (line: string) => void;
  readonly #now: () => number;
  #toldAt: number | undefined;
  #endsSince = Number.NEGATIVE_INFINITY;
  #ends = 0;
  #untold = 0;

  /** @param print takes a line without its end; stderr unless told. */
  constructor(
    print: (line: string) => void = sayOnStderr,
    now = () => performance.now(),
  ) {
    this.#print = print;
    this.#now = now;
  }

  changed(line: Line): void {
    const now = this.#now();
    this.#toldAt ??= now;
    if (now - this.#toldAt < EVERY_MS) return;
    this.#toldAt = now;
    this.#tell(line.text());
  }

  ended(line: Line): void {
    const now = this.#now();
    if (now - this.#endsSince >= EVERY_MS) {
      this.#endsSince = now;
      this.#ends = 0;
    }
    this.#ends += 1;
    if (this.#ends > ENDS_A_SECOND) this.#untold += 1;
    else this.#tell(line.text());
  }

  /** Tell how many ends were only counted. */
  flush(): void {
    const untold = this.#untold;
    this.#untold = 0;
    if (untold > 0)
      this.#print(`${untold} more ${untold === 1 ? "run" : "runs"} ended`);
  }

  #tell(text: string): void {
    this.flush();
    this.#print(text);
  }
}

function sayOnStderr(line: string): void {
  // Unlike a stream's own write, this never fails where nobody reads any more.
  console.error(line);
}
