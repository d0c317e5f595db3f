import type { Verb } from "./verb";

/** `%prov diff A B`: what differs, as `prov.diff(a, b)` tells it. */
export const diff: Verb = {
  name: "diff",
  usage: "diff RUN RUN",
  help: "Tell what differs between two runs, causes before results",
  typescript: 'prov.show(prov.diff("base", "wide"))',
  words: ["run", "run"],
  least: 2,
  run: (prov, { words: [a, b] }) => prov.diff(a!, b!),
};
