import { readdirSync, rmSync } from "node:fs";
import { colabPython, ensureColabPython } from "./lib/colab-python.mjs";
import { quietly } from "./lib/command.mjs";
import { at } from "./lib/paths.mjs";
import { script } from "./lib/problem.mjs";
import { runPythonTests } from "./lib/python-tests.mjs";
import { setup } from "./lib/setup.mjs";
import { step } from "./lib/step.mjs";

/** `npm run test:colab`: %%ts cells on the versions that Colab has, set-up included. */
await script(async () => {
  await setup();
  await ensureColabPython();
  const env = { COLAB_PYTHON: colabPython, COLAB_PACKAGE: await packed() };
  const counts = { passed: 0, failed: 0 };
  for (const file of ["cells.py", "quickstart.py"]) {
    await runPythonTests(at("test", "colab", file), { env, counts });
  }
  console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
  if (counts.failed > 0) process.exitCode = 1;
});

/** Make the package that would be published, and return its path. */
async function packed() {
  const folder = at(".cache");
  const old = readdirSync(folder).filter((name) => /^tfjs-prov-.*\.tgz$/.test(name));
  for (const name of old) rmSync(at(".cache", name));
  const args = ["pack", "--pack-destination", folder];
  await step("Packing tfjs-prov", () =>
    quietly("npm pack", "npm", args, { shell: process.platform === "win32" }),
  );
  return at(
    ".cache",
    readdirSync(folder).find((name) => name.endsWith(".tgz")),
  );
}
