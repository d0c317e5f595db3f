import type { Completion } from "../../kernel/magics";
import type { Options } from "./options";
import { quotedWord, type Word, wordsOf } from "./words";

/** The word at a cursor, and the words before it. */
export interface WordAt {
  before: readonly Word[];
  /** What was typed of it. */
  typed: string;
  start: number;
}

/** Find the word that a cursor stands at the end of, or the empty one there. */
export function wordAt(text: string, cursor: number): WordAt {
  const words = wordsOf(text.slice(0, cursor));
  const last = words.at(-1);
  const within = last && (last.open !== undefined || last.end === cursor);
  if (!within) return { before: words, typed: "", start: cursor };
  return { before: words.slice(0, -1), typed: last.text, start: last.start };
}

/** Return those that begin with what was typed, in any case, in quotes where needed. */
export function matching(
  { typed, start }: WordAt,
  names: readonly string[],
  cursor: number,
) {
  const begun = typed.toLowerCase();
  const matches = [...new Set(names)]
    .filter((name) => name.toLowerCase().startsWith(begun))
    .map(quotedWord);
  return { matches, start, end: cursor };
}

/** Write an option as it is typed; `-o` is the kernel's. */
export function written(name: string): string {
  return name === "o" ? "-o" : `--${name}`;
}

/** Complete the options of a magic that takes no other words. */
export function completeOptions(
  text: string,
  cursor: number,
  options: Options,
): Completion {
  const at = wordAt(text, cursor);
  const last = at.before.at(-1)?.text;
  const names = Object.keys(options).map(written);
  const used = at.before.map((word) => word.text);
  if (last !== undefined && names.includes(last)) return matching(at, [], cursor);
  const free = names.filter((name) => !used.includes(name)).sort();
  return optionsMatching(at, free, cursor);
}

/** Return options that begin with what was typed: they begin with a dash, unquoted. */
export function optionsMatching(
  { typed, start }: WordAt,
  names: readonly string[],
  cursor: number,
): Completion {
  const matches = names.filter((name) => name.startsWith(typed));
  return { matches, start, end: cursor };
}
