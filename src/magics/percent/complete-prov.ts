import type { Complete } from "../../kernel/magics";
import { opened } from "../open";
import type { Prov } from "../prov";
import { matching, optionsMatching, wordAt, written } from "./complete-options";
import { verbs } from "./verbs/index";
import type { Names, Verb } from "./verbs/verb";
import type { Word } from "./words";

/** Complete verbs, options, run names and metrics behind `%prov`. */
export const completeProv: Complete = async (text, cursor) => {
  const at = wordAt(text, cursor);
  const [first, ...rest] = at.before;
  if (!first) return matching(at, verbNames(), cursor);
  const verb = verbs.find(({ name }) => name === first.text);
  if (!verb) return undefined;
  const option = optionBefore(verb, rest);
  if (option !== undefined) return matching(at, await valuesOf(verb, option), cursor);
  if (at.typed.startsWith("-"))
    return optionsMatching(at, freeOptions(verb, rest), cursor);
  return matching(at, await namesFor(verb, rest), cursor);
};

function verbNames(): string[] {
  return verbs.map(({ name }) => name);
}

/** Return the option whose value is typed. */
function optionBefore({ options = {} }: Verb, before: readonly Word[]) {
  const last = before.at(-1)?.text ?? "";
  return Object.keys(options).find((name) => last === written(name));
}

function freeOptions({ options = {} }: Verb, before: readonly Word[]): string[] {
  const used = before.map(({ text }) => text);
  return [...Object.keys(options), "o"]
    .map(written)
    .filter((name) => !used.includes(name));
}

async function valuesOf(
  { options = {} }: Verb,
  option: string,
): Promise<readonly string[]> {
  const { takes } = options[option]!;
  if (typeof takes !== "string") return takes;
  return option === "experiment" ? namesIn(opened(), "experiment") : [];
}

/** List what the next word of a verb may be, without those that stand there. */
async function namesFor(verb: Verb, before: readonly Word[]): Promise<string[]> {
  const words = plainWords(verb, before);
  const names = verb.words[words.length] ?? (verb.many ? verb.words.at(-1) : undefined);
  if (names === undefined) return [];
  const all = names === "verb" ? verbNames() : await namesIn(opened(), names);
  return all.filter((name) => !words.includes(name));
}

/** Leave out options and their values. */
function plainWords({ options = {} }: Verb, before: readonly Word[]): string[] {
  const isOption = (word: Word | undefined) =>
    word !== undefined && Object.keys(options).map(written).includes(word.text);
  return before
    .filter((word, i) => !word.text.startsWith("--") && !isOption(before[i - 1]))
    .map(({ text }) => text);
}

const columns = {
  run: ["name", "runs", "max(started_at) DESC"],
  experiment: ["experiment", "runs", "max(started_at) DESC"],
  metric: ["metric", "series", "metric"],
  stage: ["stage", "promotions", "max(recorded_at) DESC"],
} as const;

/** Read names from the file; none when it can't be read. */
async function namesIn(
  prov: Prov | undefined,
  names: Exclude<Names, "verb"> | "experiment",
): Promise<string[]> {
  if (!prov) return [];
  const [column, table, order] = columns[names];
  const text = `SELECT ${column} AS name FROM tfjs_prov.${table} GROUP BY ${column} ORDER BY ${order} LIMIT 1000`;
  const rows = await prov
    .query(text)
    .run()
    .catch(() => []);
  return Array.from(rows, ({ name }) => String(name));
}
