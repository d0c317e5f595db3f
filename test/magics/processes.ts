import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { TestContext } from "node:test";
import { kill } from "../store/child";

/** A program of `programs/` that runs in a process of its own. */
export interface Program {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** Lines that it printed so far, on standard output and on standard error. */
  lines: string[];
  complaints: string[];
  /** Wait for a line that begins so. */
  says(beginning: string): Promise<string>;
  /** Wait for its end, and return the exit code. */
  ends(): Promise<number | null>;
}

/** Start a program; it is killed after the test if it still runs. */
export function startProgram(
  t: TestContext,
  name: string,
  args: readonly string[],
): Program {
  const file = join(__dirname, "programs", `${name}.js`);
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  t.after(() => kill(child));
  const closed = once(child, "close");
  const lines: string[] = [];
  const complaints: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  createInterface({ input: child.stderr }).on("line", (line) => complaints.push(line));
  const says = async (beginning: string) => {
    for (;;) {
      const line = lines.find((one) => one.startsWith(beginning));
      if (line !== undefined) return line;
      if (child.exitCode !== null) throw new Error(complaints.join("\n"));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const ends = () => closed.then(() => child.exitCode);
  return { child, lines, complaints, says, ends };
}

/** Ask a file by the command, as a user in a terminal would; return its rows. */
export function asked(file: string, text: string): Record<string, unknown>[] {
  const main = resolve("dist", "src", "cli", "main.js");
  const args = [main, "sql", file, text, "--format", "json"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Record<string, unknown>[];
}
