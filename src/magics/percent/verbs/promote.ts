import type { PromoteOptions } from "../../promote/promote";
import type { Verb } from "./verb";

const options = {
  reason: { takes: "text", example: "best on the new rows" },
  person: { takes: "text", example: "Ada" },
} as const;

/** `%prov promote RUN STAGE`: what `prov.promote(run, stage)` tells. */
export const promote: Verb = {
  name: "promote",
  usage: 'promote RUN STAGE [--reason "…"] [--person name]',
  help: "Tell that a run's model is in use from now on, by what it is used as",
  typescript: 'await prov.promote("base", "production", { reason: "best so far" })',
  words: ["run", "stage"],
  least: 2,
  options,
  run: (prov, { words: [model, stage], options }) =>
    prov.promote(model!, stage!, options as PromoteOptions),
};

/** `%prov withdraw STAGE`: what `prov.promote(null, stage)` tells. */
export const withdraw: Verb = {
  name: "withdraw",
  usage: 'withdraw STAGE [--reason "…"] [--person name]',
  help: "Tell that no model is in use there from now on",
  typescript: 'await prov.promote(null, "production")',
  words: ["stage"],
  least: 1,
  options,
  run: (prov, { words: [stage], options }) =>
    prov.promote(null, stage!, options as PromoteOptions),
};
