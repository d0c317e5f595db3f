import type { Verb } from "./verb";

/** `%prov status`: the report of `prov.status()`. */
export const status: Verb = {
  name: "status",
  usage: "status",
  help: "Tell what is recorded, and where",
  typescript: "prov.status()",
  words: [],
  run: (prov) => prov.status(),
};
