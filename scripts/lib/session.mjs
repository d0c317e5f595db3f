import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { at, kernelName, python } from "./paths.mjs";
import { indented, Problem } from "./problem.mjs";

/**
 * Open a Jupyter kernel, as a notebook would.
 *
 * @param folder where it runs; `notebook` the path that it is told it serves, as
 *   JupyterLab tells it; `timeoutS` the most seconds a cell may take; `env` the
 *   variables of its process; `kernel` the name of its kernelspec.
 */
export async function openSession({
  folder,
  notebook,
  timeoutS = 600,
  env = process.env,
  kernel = kernelName,
}) {
  const script = at("scripts", "python", "cells.py");
  const child = spawn(python, [script, kernel, folder, String(timeoutS)], {
    env: { ...env, JPY_SESSION_NAME: notebook, PYTHONUTF8: "1" },
  });
  const session = new Session(child);
  await session.answer();
  return session;
}

class Session {
  #child;
  #answers;
  #complaints = "";
  #closed;

  constructor(child) {
    this.#child = child;
    this.#answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    this.#closed = new Promise((resolve) => child.on("close", resolve));
    child.on("error", (error) => {
      this.#complaints += error.message;
    });
    child.stdin.on("error", () => {}); // a runner that died is found by its silence
    child.stderr.setEncoding("utf8").on("data", (text) => {
      this.#complaints += text;
    });
  }

  /** Execute a cell and resolve to `{ status, outputs, durationMs }`. */
  async execute(source) {
    const startedAt = performance.now();
    this.#child.stdin.write(`${JSON.stringify(source)}\n`);
    const answer = await this.answer();
    return { ...answer, durationMs: performance.now() - startedAt };
  }

  /** Resolve to the outputs of each cell as they are by now. */
  async outputs() {
    this.#child.stdin.write("null\n");
    return (await this.answer()).outputs;
  }

  /** Wait for the runner's next line. */
  async answer() {
    const { value, done } = await this.#answers.next();
    if (!done) return JSON.parse(value);
    await this.#closed;
    const said = this.#complaints.trimEnd().split("\n").slice(-15).join("\n");
    throw new Problem("The Jupyter kernel did not run", ...indented(said).split("\n"));
  }

  /** Shut the kernel down. */
  async close() {
    this.#child.stdin.end();
    await this.#closed;
  }
}
