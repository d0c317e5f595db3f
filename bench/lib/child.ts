import { spawnSync } from "node:child_process";
import { timed } from "./clock";

/** Run Node on arguments in a folder and return what it printed. */
export function node(args: readonly string[], cwd = process.cwd()): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    cwd,
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return stdout;
  throw new Error(`node ${args.join(" ")} failed\n${stderr}`);
}

/** Return how many ms Node takes from its start to its end. */
export const nodeTime = (args: readonly string[]) => timed(() => node(args));
