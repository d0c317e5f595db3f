import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { at, python } from "./paths.mjs";
import { indented, Problem } from "./problem.mjs";

/**
 * Run the tests of a Python file through test/kernel/results.py, print a line for each,
 * and add them to `counts`.
 */
export async function runPythonTests(file, { env, counts }) {
  const child = spawn(python, [at("test", "kernel", "results.py"), file], {
    env: { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    complaints += text;
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    const { note, title, failure } = JSON.parse(line);
    if (note !== undefined) console.log(`  ${note}`);
    else counts[failure === "" ? "passed" : "failed"]++;
    if (title) console.log(`  ${failure === "" ? "✓" : "✗"} ${title}`);
    if (failure) console.log(indented(failure, "      "));
  }
  const code = await ended;
  if (code !== 0)
    throw new Problem(`${file} ended with ${code}`, ...complaints.split("\n"));
}
