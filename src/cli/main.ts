#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ProvError } from "../util/errors";
import { packageVersion } from "../util/version";
import { addDocumentCommands } from "./document-commands";
import { addKernelCommands } from "./kernel-commands";
import type { Format } from "./output";
import { addProvCommands } from "./prov-commands";
import { UsageError } from "./usage";

export interface CommandOptions {
  format: Format;
  limit?: number;
}

/** Exit codes, as a shell sees them. */
const FAILED = 1;
const USAGE = 2;

/** Run the `tfjs-prov` command. A command loads what it needs when it is called. */
async function main(args: readonly string[]): Promise<void> {
  process.stdout.on("error", endSilently);
  // a signal ends the process by exit, so that private copies are removed
  for (const [signal, number] of [["SIGINT", 2] as const, ["SIGTERM", 15] as const]) {
    process.once(signal, () => process.exit(128 + number));
  }
  try {
    await program().parseAsync(args, { from: "user" });
  } catch (error) {
    process.exitCode = report(error);
  }
}

function program(): Command {
  const root = new Command("tfjs-prov")
    .description("Ask what was recorded of TensorFlow.js training")
    .version(packageVersion())
    .exitOverride()
    .showHelpAfterError("try: tfjs-prov --help");
  root
    .command("sql")
    .description("run one SQL statement that reads; - takes it from standard input")
    .argument("<file>", "database, such as study.duckdb; it may be in use")
    .argument("<text>", "such as 'FROM runs'")
    .addOption(formatOption())
    .addOption(limitOption())
    .action(async (file: string, text: string, options: CommandOptions) =>
      (await import("./sql.js")).sql(file, text, options),
    );
  root
    .command("runs")
    .description("list the runs of a file")
    .argument("<file>", "database, such as study.duckdb; it may be in use")
    .addOption(formatOption())
    .addOption(limitOption())
    .action(async (file: string, options: CommandOptions) =>
      (await import("./runs.js")).runs(file, options),
    );
  addProvCommands(root);
  root
    .command("verify")
    .description("train a run again from its recorded cells; exit code 3 if it differs")
    .argument("<file>", "database, such as study.duckdb, beside its notebook")
    .argument("<run>", "the run's name or id")
    .action(async (file: string, run: string) =>
      (await import("./verify.js")).verify(file, run),
    );
  addDocumentCommands(root);
  addKernelCommands(root);
  return root;
}

function formatOption(): Option {
  return new Option("-f, --format <format>", "how rows are written")
    .choices(["table", "json", "csv"])
    .default("table");
}

function limitOption(): Option {
  return new Option(
    "-n, --limit <rows>",
    "rows at most (20 in a table unless told, else all)",
  ).argParser(wholeNumber);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It is no whole number.");
  return Number(text);
}

/** Print an error and return the exit code; commander has printed its own. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (!(error instanceof ProvError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return error instanceof UsageError ? USAGE : FAILED;
}

/** Go when nobody reads any more, as with `| head`. */
function endSilently(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}

void main(process.argv.slice(2));
