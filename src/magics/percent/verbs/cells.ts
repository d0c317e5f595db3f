import type { Verb } from "./verb";

/** `%prov cells`: the rows of `prov.checkCells()`. */
export const cells: Verb = {
  name: "cells",
  usage: "cells [--notebook path]",
  help: "Tell whether the cells that made the runs still stand in the notebook",
  typescript: "await prov.checkCells()",
  words: [],
  options: { notebook: { takes: "text", example: "study.ipynb" } },
  run: (prov, { options: { notebook } }) =>
    prov.checkCells(notebook === undefined ? {} : { notebook: String(notebook) }),
};
