import type { Verb } from "./verb";

/** `%prov verify RUN`: the verdict of `prov.verify(run)`. */
export const verify: Verb = {
  name: "verify",
  usage: "verify RUN",
  help: "Train a run again and tell whether it is the same to the bit",
  typescript: 'await prov.verify("base")',
  words: ["run"],
  least: 1,
  run: (prov, { words: [run] }) => prov.verify(run!),
};
