import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";

/** What a line of results.py says. */
type Line = { note: string } | { title: string; failure: string };

const windows = process.platform === "win32";
const interpreter = join(
  ".venv",
  ...(windows ? ["Scripts", "python.exe"] : ["bin", "python"]),
);

/** Run the tests of a Python file under test/, each as a subtest of its own title. */
export async function runPython(t: TestContext, file: string): Promise<void> {
  if (!existsSync(interpreter))
    throw new Error("No .venv here; try: node scripts/setup.mjs");
  const runner = join("test", "kernel", "results.py");
  const child = spawn(interpreter, [runner, join("test", file)], {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const complaints = textOf(child);
  const ended = new Promise((resolve) => child.on("close", resolve));
  for await (const text of createInterface({ input: child.stdout })) {
    await report(t, JSON.parse(text) as Line);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`${file} ended with ${code}\n${complaints()}`);
}

async function report(t: TestContext, line: Line): Promise<void> {
  if ("note" in line) return t.diagnostic(line.note);
  await t.test(line.title, () => {
    if (line.failure !== "") throw new Error(line.failure);
  });
}

function textOf(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return () => text;
}
