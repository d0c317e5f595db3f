import assert from "node:assert/strict";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { findKernel } from "../../src/cli/doctor/find-kernel";
import { startsKernel } from "../../src/cli/doctor/probes/starts-kernel";
import { packageVersion } from "../../src/util/version";
import { tfjsProv } from "../cli/support/command";
import { folder } from "../store/support/folder";
import { type Desk, frontEnds, pageOf, writeNotebook } from "./front-ends/front-ends";
import type { Output } from "./session";

// Nothing lies beside the notebook: the kernel finds our package, tfjs and Node's types.
const cells = [
  'const squares = [1, 2, 3].map((x) => x * x);\nconsole.log("squares", squares);',
  "squares.reduce((a, b) => a + b, 0)",
  'import { join } from "node:path";\nimport * as tf from "@tensorflow/tfjs";\n' +
    'import { open } from "tfjs-prov";\n' +
    '[typeof open, tf.add(1, 2).dataSync()[0], join("a", "b")]',
];

for (const [name, execute] of Object.entries(frontEnds)) {
  test(`${name} runs a notebook in an empty folder`, async (t) => {
    const desk = setDesk(t);
    assert.deepEqual((await execute(desk)).map(brief), [
      [["stdout", "squares [ 1, 4, 9 ]\n"]],
      [["execute_result", "14"]],
      [["execute_result", "[ 'function', 3, 'a/b' ]"]],
    ]);
  });
}

test("nbconvert executes a notebook and makes a page of it", async (t) => {
  const page = await pageOf(setDesk(t));
  assert.match(page, /squares \[ 1, 4, 9 \]/);
  assert.match(page, />14\s*</);
  assert.match(page, /, 3, (?:&#39;|')a\/b/);
});

test("a front end without Jupyter, as VS Code, starts the kernel that is installed", async (t) => {
  const { env } = setDesk(t);
  const installed = findKernel([env.JUPYTER_PATH!])!;
  const { implementation, version } = await startsKernel(installed.spec.argv);
  assert.deepEqual([implementation, version], ["tfjs-prov", packageVersion()]);
});

/** Install the kernel for one test alone, and lay a notebook into an empty folder. */
function setDesk(t: TestContext): Desk {
  const root = folder(t);
  const [own, jupyter] = [join(root, "study"), join(root, "jupyter")];
  for (const path of [own, jupyter]) mkdirSync(path);
  assert.equal(tfjsProv(["install", "--prefix", root]).status, 0);
  const env = {
    ...process.env,
    JUPYTER_PATH: join(root, "share", "jupyter"),
    JUPYTER_CONFIG_DIR: jupyter,
    JUPYTER_RUNTIME_DIR: jupyter,
  };
  const desk = { folder: own, cells, env };
  writeNotebook(desk);
  assert.deepEqual(readdirSync(own), ["study.ipynb"]);
  return desk;
}

/** What was printed, in one piece, and values as text; tfjs greets on stderr. */
function brief(outputs: readonly Output[]): string[][] {
  const said: string[][] = [];
  for (const { output_type, name, text, data, evalue } of outputs) {
    if (name === "stderr") continue;
    const words = [text ?? evalue ?? data?.["text/plain"]].flat().join("");
    if (name !== undefined && said.at(-1)?.[0] === name) said.at(-1)![1] += words;
    else said.push([name ?? output_type, words]);
  }
  return said;
}
