import { formatNamed } from "../../../prov/index";
import { documentText } from "../../document/text";
import { Text } from "../text";
import type { Verb } from "./verb";

const formats = ["provn", "json", "xml", "ttl", "trig", "jsonld"];

/** `%prov export RUN`: the text of `prov.document(run)`. */
export const exportVerb: Verb = {
  name: "export",
  usage: "export [RUN …] [--experiment name] [--format provn|json|xml|ttl|trig|jsonld]",
  help: "Write runs as a W3C PROV document, all of them unless told",
  typescript: '(await prov.document("base")).toProvN()',
  words: ["run"],
  many: true,
  options: {
    format: { takes: formats, example: "json" },
    experiment: { takes: "text", example: "study" },
  },
  async run(prov, { words: runs, options }) {
    const { experiment, format = "provn" } = options as Record<string, string>;
    const some = runs.length === 0 ? {} : { runs };
    const all = runs.length === 0 && experiment === undefined;
    const document = await prov.document(all ? undefined : { ...some, experiment });
    return new Text(documentText(document, formatNamed(format)));
  },
};
