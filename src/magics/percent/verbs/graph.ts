import type { Verb } from "./verb";

/** `%prov graph RUN`: the picture of `prov.graph(run)`. */
export const graph: Verb = {
  name: "graph",
  usage: "graph RUN",
  help: "Draw a run, what it used and what came of it, as W3C draws PROV",
  typescript: 'await prov.graph("base")',
  words: ["run"],
  least: 1,
  run: (prov, { words: [run] }) => prov.graph(run!),
};
