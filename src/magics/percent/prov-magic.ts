import type { Magic } from "../../kernel/magics";
import { ProvError } from "../../util/errors";
import { openedOrOwn } from "../open";
import { Query } from "../query";
import { completeProv } from "./complete-prov";
import { type Given, givenFrom } from "./options";
import { findVerb } from "./verbs/index";
import type { Verb } from "./verbs/verb";
import { quotedWord, wholeWords } from "./words";

/** `%prov VERB …`: sugar over the verbs of `prov`. */
export const provMagic: Magic = {
  name: "prov",
  kind: "line",
  usage: "%prov VERB …",
  help: "Tell what is recorded, list runs, compare them; %prov help lists the verbs",
  async run({ args, into }) {
    const [first, ...rest] = wholeWords(args);
    const verb = findVerb(first?.text ?? "help");
    const given = givenFrom(rest, verb.options ?? {}, `%prov ${verb.name}`);
    refuseWords(verb, given);
    const value = verb.run(await openedOrOwn(), given);
    // Awaited as it is, a query would give all its rows.
    return value instanceof Query && into === undefined ? value.shown() : value;
  },
  complete: completeProv,
};

/** Refuse fewer or more words than the verb takes. */
function refuseWords(verb: Verb, { words }: Given): void {
  const { name, usage, words: names, many, least = 0 } = verb;
  if (words.length < least) {
    throw new ProvError(`%prov ${name} needs a ${names[words.length]}`, {
      hint: `usage: %prov ${usage}`,
    });
  }
  const extra = words[names.length];
  if (many || extra === undefined) return;
  const whole = quotedWord(words.join(" "));
  throw new ProvError(`Could not use ${JSON.stringify(extra)} in %prov ${name}`, {
    hint: [
      `usage: %prov ${usage}`,
      ...(names.length > 0 ? [`try: %prov ${name} ${whole}`] : []),
    ],
  });
}
