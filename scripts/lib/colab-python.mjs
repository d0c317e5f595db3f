import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { quietly } from "./command.mjs";
import { at } from "./paths.mjs";
import { findMaker, findPython } from "./python.mjs";
import { stamp, textOf } from "./stamp.mjs";
import { step } from "./step.mjs";

const folder = at(".cache", "colab-venv");

/** The interpreter with the packages of requirements-colab.txt. */
export const colabPython = join(folder, "bin", "python");

/** Make that environment, unless it is there. */
export async function ensureColabPython() {
  const wanted = textOf(at("requirements-colab.txt"));
  const done = stamp(`${folder}.stamp`, wanted, folder);
  if (done.holds() && existsSync(colabPython)) return;
  done.clear();
  rmSync(folder, { recursive: true, force: true });
  const found = await findPython();
  await step("Installing the packages of Colab's Python kernel", async () => {
    await quietly("Making .cache/colab-venv", found.command, [
      ...found.args,
      "-m",
      findMaker(found),
      folder,
    ]);
    const pip = ["-m", "pip", "install", "-q", "-r", "requirements-colab.txt"];
    await quietly("pip install", colabPython, pip);
  });
  done.set();
}
