import type { Verb } from "./verb";

/** `%prov plan`: the steps of `prov.plan()`. */
export const plan: Verb = {
  name: "plan",
  usage: "plan [--notebook path]",
  help: "Tell what the cells of the notebook will do, and record that",
  typescript: "await prov.plan()",
  words: [],
  options: { notebook: { takes: "text", example: "study.ipynb" } },
  run: (prov, { options: { notebook } }) =>
    prov.plan(notebook === undefined ? {} : { notebook: String(notebook) }),
};
