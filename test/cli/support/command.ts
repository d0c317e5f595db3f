import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** What a command of ours did. */
export interface Done {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Run the `tfjs-prov` command to its end; variables of `env` that are undefined go. */
export function tfjsProv(
  args: readonly string[],
  {
    cwd,
    env = {},
    main = resolve("dist", "src", "cli", "main.js"),
  }: { cwd?: string; env?: NodeJS.ProcessEnv; main?: string } = {},
): Done {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}
