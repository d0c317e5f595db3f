import { type Command, Option } from "commander";
import type { Place } from "../kernel/install/place";

/** Add the commands that set up the kernel and look at what works here. */
export function addKernelCommands(root: Command): void {
  placed(root.command("install"))
    .description("register the kernel with Jupyter, for you unless told")
    .action(async (place: Place) => (await import("./install.js")).install(place));
  placed(root.command("uninstall"))
    .description("take the kernel away from Jupyter")
    .action(async (place: Place) => (await import("./install.js")).uninstall(place));
  root
    .command("doctor")
    .description("say what works here, and what to do about the rest")
    .option("--json", "write it for a program")
    .action(async (options: { json?: boolean }) =>
      (await import("./doctor.js")).doctor(options),
    );
}

function placed(command: Command): Command {
  return command
    .addOption(new Option("--user", "for you, in every Jupyter (the default)"))
    .addOption(new Option("--sys-prefix", "in the environment of a Python"))
    .addOption(new Option("--python <python>", "which Python that is (python3)"))
    .addOption(new Option("--prefix <folder>", "in share/jupyter of a folder"));
}
