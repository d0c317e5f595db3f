import { type Command, Option } from "commander";
import type { CompareOptions } from "./prov/compare";
import type { ConvertOptions } from "./prov/convert";
import { inThread } from "./prov/in-thread";
import type { ValidateOptions } from "./prov/validate";

/** Add the commands for W3C PROV documents of any origin. */
export function addProvCommands(root: Command): void {
  const prov = root
    .command("prov")
    .description("convert, check and compare W3C PROV documents");
  prov
    .command("convert")
    .description("write a document in another form")
    .argument("<in>", "such as run.provn; - is standard input")
    .argument("<out>", "such as run.json; - is standard output")
    .addOption(
      formOption(
        "--from",
        "provn, json, xml, ttl, trig or jsonld; by extension unless told",
      ),
    )
    .addOption(formOption("--to", "likewise, of what is written"))
    .action((source: string, target: string, options: ConvertOptions) =>
      inThread({ name: "convert", args: [source, target, options] }),
    );
  addValidate(prov);
  addCompare(prov);
}

function addValidate(prov: Command): void {
  prov
    .command("validate")
    .description("check documents against PROV-CONSTRAINTS, a line of JSON each")
    .argument("<file...>", "such as run.provn; - is standard input")
    .addOption(
      formOption("--from", "form of the files; by their extensions unless told"),
    )
    .option("--lint", "add attributes without meaning and times that can't be")
    .action((files: string[], options: ValidateOptions) =>
      inThread({ name: "validate", args: [files, options] }),
    );
}

function addCompare(prov: Command): void {
  prov
    .command("compare")
    .description("say whether two documents are the same, and where they differ")
    .argument("<a>", "such as run.provn; - is standard input")
    .argument("<b>", "such as run.json")
    .addOption(formOption("--from", "form of both; by their extensions unless told"))
    .option("--json", "write it for a program")
    .action((a: string, b: string, options: CompareOptions) =>
      inThread({ name: "compare", args: [[a, b], options] }),
    );
}

/** What words mean is looked up by the command, as help loads no readers. */
function formOption(flag: string, description: string): Option {
  return new Option(`${flag} <form>`, description);
}
