import { Text } from "../text";
import { quotedWord } from "../words";
import { findVerb, verbs } from "./index";
import type { Verb } from "./verb";

/** `%prov help`: what there is, or how one verb is written. */
export const help: Verb = {
  name: "help",
  usage: "help [VERB]",
  help: "Tell what there is, or how one is written",
  typescript: "prov and a dot: the editor lists the same verbs",
  words: ["verb"],
  run: (_, { words: [name] }) =>
    new Text(name === undefined ? all() : one(findVerb(name))),
};

function all(): string {
  const wide = Math.max(...verbs.map(({ name }) => name.length));
  const lines = verbs.map((verb) => `%prov ${verb.name.padEnd(wide)}  ${verb.help}`);
  return [...lines, "", "%prov help VERB tells more; %%sql asks in SQL"].join("\n");
}

function one({ usage, help, typescript, options = {} }: Verb): string {
  const names = Object.entries(options).map(
    ([name, { example }]) => `--${name} ${quotedWord(example)}`,
  );
  return [
    `%prov ${usage}`,
    help,
    ...(names.length === 0 ? [] : [`options, such as: ${names.join(", ")}`]),
    `in TypeScript: ${typescript}`,
  ].join("\n");
}
