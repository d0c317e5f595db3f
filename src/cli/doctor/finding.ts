/** How it stands with one thing: works, keeps something from working, or is as well to know. */
export type State = "works" | "fails" | "note";

/** What a check found: a line, and what to do about it. */
export interface Finding {
  /** What was looked at, such as `DuckDB`. */
  about: string;
  state: State;
  says: string;
  /** What is true, and what to do. */
  hints: readonly string[];
}

/** Say that a thing works. */
export function works(about: string, says: string): Finding {
  return { about, state: "works", says, hints: [] };
}

/** Say that a thing which is needed doesn't work, and what to do. */
export function fails(about: string, says: string, ...hints: string[]): Finding {
  return { about, state: "fails", says, hints };
}

/** Say what is as well to know. */
export function note(about: string, says: string, ...hints: string[]): Finding {
  return { about, state: "note", says, hints };
}

const signs: Record<State, string> = { works: "✓", fails: "✗", note: "–" };

/** Write a finding as the lines of a terminal, the names in a column of `width`. */
export function textFromFinding(
  { about, state, says, hints }: Finding,
  width: number,
): string {
  const first = `${signs[state]} ${about.padEnd(width)}  ${says}`;
  const under = " ".repeat(width + 4);
  return [first, ...hints.map((hint) => `${under}${hint}`)].join("\n");
}
