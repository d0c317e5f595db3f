import { type Command, Option } from "commander";
import type { ExportOptions } from "./export";
import type { ImportCommandOptions } from "./import";

const forms = "provn, json, xml, ttl, trig or jsonld";

/** Add the commands that write and take W3C PROV documents. */
export function addDocumentCommands(root: Command): void {
  root
    .command("export")
    .description("write runs as a W3C PROV document, all of the file unless told")
    .argument("<file>", "database, such as study.duckdb; it may be in use")
    .option("--run <run>", "a run by its name or id; may be told again", collected)
    .option("--experiment <experiment>", "the runs of an experiment")
    .option("--document <document>", "an imported document, as it was")
    .addOption(new Option("-f, --format <format>", `${forms} (as -o says, or provn)`))
    .option("-o, --output <path>", "where to; standard output unless told")
    .action(async (file: string, options: ExportOptions) =>
      (await import("./export.js")).exportProv(file, options),
    );
  root
    .command("import")
    .description("put a W3C PROV document beside the runs of a file")
    .argument("<file>", "database, such as study.duckdb; made where there is none")
    .argument("<document>", "the document; - takes it from standard input")
    .option("-f, --format <format>", `${forms} (as the extension says)`)
    .option("--name <name>", "name to find it by; that of its file unless told")
    .action(async (file: string, document: string, options: ImportCommandOptions) =>
      (await import("./import.js")).importProv(file, document, options),
    );
}

function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
