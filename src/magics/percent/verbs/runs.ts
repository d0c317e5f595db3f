import type { Verb } from "./verb";

/** `%prov runs`: the query of `prov.runs()`. */
export const runs: Verb = {
  name: "runs",
  usage: "runs [--limit n]",
  help: "List the runs, the newest last",
  typescript: "prov.runs()",
  words: [],
  options: { limit: { takes: "whole number", example: "100" } },
  run: (prov, { options: { limit } }) =>
    limit === undefined ? prov.runs() : prov.runs().last(Number(limit)),
};
