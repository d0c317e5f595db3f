import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** Start a process that appends to a file; it is killed after the test. */
export async function startAppending(t: TestContext, file: string) {
  const program = join(__dirname, "appending.js");
  const child = spawn(process.execPath, [program, file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => kill(child));
  await once(child.stdout, "data");
  return child;
}

/** Kill a process as `kill -9` does, and wait until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}
