import type { Verb } from "./verb";

/** `%prov show RUN`: the report of `prov.describe(run)`. */
export const show: Verb = {
  name: "show",
  usage: "show [RUN]",
  help: "Tell all of one run, of the last one unless told",
  typescript: 'prov.show(prov.describe("base"))',
  words: ["run"],
  run: (prov, { words: [run] }) => prov.describe(run),
};
