import { execFileSync } from "node:child_process";
import { devNull } from "node:os";
import { join, resolve } from "node:path";
import type { TestContext } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../../src";
import { cellsHost } from "../../magics/cells-host";
import { knowTypeScript } from "../../magics/compiling";
import { startProgram } from "../../magics/processes";
import { temporary } from "../../store/database";
import { chains } from "./chains";
import { prepare } from "./data";
import { endings } from "./endings";
import type { Script } from "./script";
import { steering } from "./steering";
import { grid, moreSeeds, preparation, sizes, twoSeeds } from "./trials";
import { drawn, promoted } from "./use";

/** A small notebook of which nothing is run: it is planned before the stories are told. */
const notebook = resolve("test", "questions", "study", "penguins.ipynb");

/** The stories in their order, each with the id of its cell. */
const stories = [
  ["grid", grid],
  ["seeds", twoSeeds],
  ["seeds", moreSeeds],
  ["preparation", preparation],
  ["sizes", sizes],
  ["endings", endings],
  ["steering", steering],
  ["chains", chains],
  ["use", promoted],
  ["charts", drawn],
] as const;

/**
 * Record the study that docs/questions.md asks. The script stands in for a notebook: each of its
 * stories is a cell, whose source is the story's own function.
 */
export async function recordStudy(t: TestContext): Promise<Script> {
  const folder = temporary(t);
  const path = join(folder, "study.duckdb");
  const lost = startProgram(t, "lose", [path]);
  commitIn(folder);
  await Promise.all([lost.ends(), tf.setBackend("cpu")]);
  const cells = notebookIn(t, folder);
  knowTypeScript(cells);
  const first = "const prov = await open();\nawait prov.plan();";
  const prov = await cells.run(first, async () => {
    const options = { person: "Ada", progress: false, data: { rows: true } };
    const prov = await open(path, options);
    await prov.plan({ notebook });
    return prov;
  });
  t.after(() => {
    prov.autolog(false);
    return prov.close();
  });
  prov.autolog(tf);
  const data = await cells.run(String(prepare), () => prepare(prov));
  const script: Script = { prov, data, folder, known: [], told: {} };
  for (const [cellId, story] of stories) {
    await cells.run(String(story), () => story(script), { cellId });
  }
  return script;
}

/** Be the kernel of a notebook in this folder. */
function notebookIn(t: TestContext, folder: string) {
  const before = process.env.JPY_SESSION_NAME;
  process.env.JPY_SESSION_NAME = join(folder, "study.ipynb");
  try {
    return cellsHost(t);
  } finally {
    if (before === undefined) delete process.env.JPY_SESSION_NAME;
    else process.env.JPY_SESSION_NAME = before;
  }
}

/** Make the folder a repository with one commit, the same wherever it is made. */
function commitIn(folder: string): void {
  const at = "2026-01-01T00:00:00Z";
  const who = { NAME: "Ada", EMAIL: "ada@example.org", DATE: at };
  const env = Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((role) =>
      Object.entries(who).map(([name, value]) => [`GIT_${role}_${name}`, value]),
    ),
  );
  // What a person set for all their repositories would change the commit.
  Object.assign(env, { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" });
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, ...args], { env: { ...process.env, ...env } });
  git("init", "--quiet", "--initial-branch=main");
  git("commit", "--quiet", "--allow-empty", "--message", "begin");
}
