import type { Verb } from "./verb";

/** `%prov explain RUN`: the report of `prov.explain(run)`. */
export const explain: Verb = {
  name: "explain",
  usage: "explain [RUN]",
  help: "Tell all that is needed to run a run again, of the last one unless told",
  typescript: 'prov.show(prov.explain("base"))',
  words: ["run"],
  run: (prov, { words: [run] }) => prov.explain(run),
};
