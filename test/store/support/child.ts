import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";

/** A process of ours beside the tests; what it prints are lines of JSON. */
export interface Child {
  process: ChildProcess;
  /** Return the next line printed; null when there is none any more. */
  line(): Promise<unknown>;
  /** Return all lines still to come, when it has ended; what it complains is thrown. */
  ended(): Promise<unknown[]>;
  kill(): Promise<void>;
}

export interface ChildOptions {
  env?: Record<string, string>;
  uid?: number;
  /** A command that runs Node.js, such as `prlimit --fsize=1`. */
  under?: readonly string[];
}

/** Start a program of this folder; it is killed when the test ends. */
export function child(
  t: TestContext,
  program: string,
  args: readonly string[],
  { env = {}, uid, under = [] }: ChildOptions = {},
): Child {
  const command = [...under, process.execPath, join(__dirname, program), ...args];
  const started = spawn(command[0]!, command.slice(1), {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
    uid,
  });
  let complaints = "";
  started.stderr.on("data", (data) => {
    complaints += data;
  });
  const gone = once(started, "close");
  const lines = createInterface(started.stdout)[Symbol.asyncIterator]();
  const line = async () => {
    const { done, value } = await lines.next();
    return done ? null : JSON.parse(value);
  };
  const kill = async () => {
    started.kill("SIGKILL");
    await gone;
  };
  t.after(kill);
  const ended = async () => {
    const all: unknown[] = [];
    for (let next = await line(); next !== null; next = await line()) all.push(next);
    await gone;
    if (complaints) throw new Error(complaints);
    return all;
  };
  return { process: started, line, ended, kill };
}
