import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, delimiter, join } from "node:path";
import { captured } from "./command.mjs";
import { stepsOf, withBodies } from "./doc.mjs";
import { cellFailure, difference } from "./failures.mjs";
import { normalised, outputText, tidied } from "./outputs.mjs";
import { at } from "./paths.mjs";
import { openSession } from "./session.mjs";

/**
 * Run a page's cells and commands in order, in one kernel and one fresh folder, as if
 * the page were `study.ipynb`. With `update`, outputs that differ are written into it.
 */
export async function runDoc(path, { name, update = false }) {
  const text = readFileSync(path, "utf8");
  const steps = stepsOf(text, name);
  const { notes, todo } = planned(steps, name);
  const result = { name, passed: 0, failures: [], notes };
  if (todo.length === 0) return result;
  const replacements = [];
  await inFolder(`${basename(path, ".md")}-${process.pid}`, async (run) => {
    for (const step of todo) {
      const ran = await run(step);
      if (ran.difference && update) {
        replacements.push({ block: step.output, body: ran.text });
      }
      const failure = ran.failure ?? (update ? undefined : ran.difference);
      if (failure === undefined) result.passed++;
      else result.failures.push(`${name}:${step.line}: this ${step.kind} ${failure}`);
      if (ran.failure) break;
    }
  });
  if (replacements.length > 0) writeFileSync(path, withBodies(text, replacements));
  return result;
}

function planned(steps, name) {
  const isLeftOut = (step) => step.kind === "not run";
  const notes = steps
    .filter(isLeftOut)
    .map(({ line, reason }) => `${name}:${line}: not run: ${reason}`);
  return { notes, todo: steps.filter((step) => !isLeftOut(step)) };
}

/** Make a folder inside the repository, so that its packages are found from there. */
async function inFolder(name, work) {
  const folder = at(".cache", "docs", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const notebook = join(folder, "study.ipynb");
  let session;
  try {
    await work(async (step) => {
      if (step.kind === "command") return judged(step, await runCommand(step, folder));
      session ??= await openSession({ folder, notebook });
      const { status, outputs } = await session.execute(step.source);
      return judged(step, { status, text: outputText(outputs) });
    });
  } finally {
    await session?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runCommand({ source }, folder) {
  const bin = at("node_modules", ".bin");
  const env = {
    ...process.env,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    npm_config_loglevel: "error",
    npm_config_offline: "true", // npx must find our command here, not fetch one
  };
  const texts = [];
  for (const line of source.replace(/\\\r?\n/g, " ").split("\n")) {
    const { code, output } = await captured(line, [], {
      cwd: folder,
      env,
      shell: true,
    });
    texts.push(output);
    if (code !== 0) return { status: "error", text: texts.join("").trimEnd() };
  }
  return { status: "ok", text: texts.join("").trimEnd() };
}

function judged({ source, fails, output }, { status, text }) {
  if (status !== (fails ? "error" : "ok")) {
    return { failure: cellFailure(source, status, text) };
  }
  const clean = tidied(text);
  if (output === undefined) return { text: clean };
  const [wanted, got] = [output.source, clean].map((one) => normalised(one, output));
  return {
    text: clean,
    difference: wanted === got ? undefined : difference(output.source, clean),
  };
}
