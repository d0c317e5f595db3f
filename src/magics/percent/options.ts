import { ProvError, unknownName } from "../../util/errors";
import { quotedWord, type Word } from "./words";

/** What an option takes: one of some words, a number, or any text. */
export interface Option {
  readonly takes: readonly string[] | "whole number" | "number" | "text";
  /** For errors and help. */
  readonly example: string;
}

/** Options by name, each written `--name value` or `--name=value`. */
export type Options = Readonly<Record<string, Option>>;

/** What stood behind a magic: words, and the values of options. */
export interface Given {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | number>>;
}

/**
 * Part options from the other words.
 *
 * @param magic as it is written, such as `%prov compare`; for errors.
 * @throws ProvError for an option that is not there, or has no right value.
 */
export function givenFrom(
  words: readonly Word[],
  known: Options,
  magic: string,
): Given {
  const rest: string[] = [];
  const options: Record<string, string | number> = {};
  for (let i = 0; i < words.length; i++) {
    const { text, quoted } = words[i]!;
    const match = quoted ? null : /^(--?[a-z][\w-]*)(?:=(.*))?$/i.exec(text);
    if (!match) {
      rest.push(text);
      continue;
    }
    const name = match[1]!.replace(/^--/, "");
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!option) throw unknownOption(match[1]!, known, magic);
    const value = match[2] ?? words[++i]?.text;
    options[name] = optionValue(value, option, `${magic} --${name}`);
  }
  return { words: rest, options };
}

function unknownOption(name: string, known: Options, magic: string): ProvError {
  const names = Object.keys(known).map((option) => `--${option}`);
  const attempt = (near: string) => `${magic} ${near} ${known[near.slice(2)]!.example}`;
  if (names.length > 0) {
    return unknownName("option", name, names, { where: magic, attempt });
  }
  return new ProvError(`No option named ${JSON.stringify(name)} in ${magic}`, {
    hint: "it takes no options",
  });
}

function optionValue(
  text: string | undefined,
  { takes, example }: Option,
  option: string,
): string | number {
  const hint = [takesText(takes), `try: ${option} ${quotedWord(example)}`];
  if (text === undefined) throw new ProvError(`No value behind ${option}`, { hint });
  const wrong = new ProvError(`Could not take ${JSON.stringify(text)} for ${option}`, {
    hint,
  });
  if (takes === "text") return text;
  if (typeof takes !== "string") {
    if (takes.includes(text)) return text;
    throw wrong;
  }
  const digits = takes === "number" ? /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i : /^\d+$/;
  if (!digits.test(text)) throw wrong;
  return Number(text);
}

function takesText(takes: Option["takes"]): string {
  if (typeof takes === "string")
    return `it takes ${takes === "text" ? "" : "a "}${takes}`;
  return `it takes ${takes.slice(0, -1).join(", ")} or ${takes.at(-1)}`;
}
