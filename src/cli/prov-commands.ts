import { type Command, InvalidArgumentError, Option } from "commander";
import type { Format } from "../prov";
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
    .addOption(formOption("--from", "form of what is read, if not by its extension"))
    .addOption(formOption("--to", "form of what is written, if not by its extension"))
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
    .addOption(formOption("--from", "form of the files, if not by their extensions"))
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
    .addOption(formOption("--from", "form of both, if not by their extensions"))
    .option("--json", "write it for a program")
    .action((a: string, b: string, options: CompareOptions) =>
      inThread({ name: "compare", args: [[a, b], options] }),
    );
}

/** The words for forms are looked up here, as the readers are not loaded for help. */
const forms: Readonly<Record<string, Format>> = {
  provn: "provn",
  json: "json",
  xml: "xml",
  provx: "xml",
  turtle: "turtle",
  ttl: "turtle",
  trig: "trig",
  jsonld: "jsonld",
};

function formOption(flag: string, description: string): Option {
  return new Option(`${flag} <form>`, description).argParser((word) => {
    const form = Object.hasOwn(forms, word) ? forms[word] : undefined;
    if (form) return form;
    throw new InvalidArgumentError(`Forms are ${Object.keys(forms).join(", ")}.`);
  });
}
