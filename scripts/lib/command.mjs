import { spawn, spawnSync } from "node:child_process";
import { root } from "./paths.mjs";
import { indented, Problem } from "./problem.mjs";

/** Run a command to its end and resolve to `{ code, output }`, both streams in one. */
export function captured(command, args = [], options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
    const parts = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        parts.push(text);
        options.onText?.(text);
      });
    }
    child.on("error", (error) => resolve({ code: 127, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output: parts.join("") }));
  });
}

/** Run a command silently; when it fails, throw a `Problem` with its last lines. */
export async function quietly(what, command, args, { hints = [], ...options } = {}) {
  const { code, output } = await captured(command, args, options);
  if (code === 0) return output;
  const tail = output.trimEnd().split(/\r?\n/).slice(-15).join("\n");
  const said = tail === "" ? [] : ["it said:", ...indented(tail).split("\n")];
  throw new Problem(`${what} failed with exit code ${code}`, ...said, ...hints);
}

/** Tell whether a command runs and succeeds; for questions that take milliseconds. */
export function succeeds(command, args) {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
