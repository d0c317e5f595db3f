import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { captured, quietly, succeeds } from "./command.mjs";
import { at, python, venv } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { stamp, textOf } from "./stamp.mjs";
import { step } from "./step.mjs";

const oldestPython = [3, 10];
const windows = process.platform === "win32";

/** Make the local Python environment and install requirements.txt into it. */
export async function ensurePython() {
  const wanted = textOf(at("requirements.txt"));
  const done = stamp(join(venv, ".tfjs-prov-stamp"), wanted, venv);
  if (done.holds() && existsSync(python)) return;
  done.clear();
  // While this mark is there, an installation was begun and not finished.
  const begun = stamp(join(venv, ".tfjs-prov-begun"));
  if (begun.holds() || !succeeds(python, ["-m", "pip", "--version"])) await makeVenv();
  begun.set();
  await step("Installing JupyterLab into .venv", () => pip("-r", "requirements.txt"));
  begun.clear();
  done.set();
}

/** Run pip of the local environment, silently unless it fails. */
export function pip(...args) {
  return quietly("pip install", python, ["-m", "pip", "install", ...args], {
    env: { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: "1" },
    hints: ["try: again, when the package index can be reached"],
  });
}

async function makeVenv() {
  const found = await findPython();
  const maker = findMaker(found);
  rmSync(venv, { recursive: true, force: true });
  await step(`Making a Python ${found.version} environment in .venv`, () =>
    quietly("Making .venv", found.command, [...found.args, "-m", maker, venv]),
  );
}

/**
 * Find a Python that is new enough: the one that $PYTHON names, or one on the PATH.
 *
 * @returns its command with arguments, and its version as `3.12`.
 */
export async function findPython({ named = process.env.PYTHON, ask = versionOf } = {}) {
  const usual = [["python3"], ["python"], ...(windows ? [["py", "-3"]] : [])];
  const candidates = named ? [[named]] : usual;
  const seen = [];
  for (const [command, ...args] of candidates) {
    const version = await ask(command, args);
    if (version === undefined) continue;
    if (isNewEnough(version)) return { command, args, version };
    seen.push(`${command} is Python ${version}`);
  }
  const tried = candidates.map((words) => words.join(" ")).join(", ");
  throw new Problem(
    `No Python ${oldestPython.join(".")} or newer`,
    ...(seen.length > 0 ? seen : [`tried: ${tried}`]),
    "try: install it from https://www.python.org/downloads",
    "or name one: PYTHON=python3.12 npm run quickstart",
  );
}

async function versionOf(command, args) {
  const { code, output } = await captured(command, [...args, "--version"]);
  return code === 0 ? /^Python (\d+\.\d+)/.exec(output)?.[1] : undefined;
}

function isNewEnough(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > oldestPython[0] || (major === 3 && minor >= oldestPython[1]);
}

/** Return the module that makes environments: Debian ships Python without venv's half. */
export function findMaker({ command, args, version }, runs = succeeds) {
  if (runs(command, [...args, "-c", "import venv, ensurepip"])) return "venv";
  if (runs(command, [...args, "-m", "virtualenv", "--version"])) return "virtualenv";
  throw new Problem(
    `Python ${version} can't make an environment: its module venv is missing`,
    "try: sudo apt install python3-venv",
    `or: ${[command, ...args].join(" ")} -m pip install --user virtualenv`,
  );
}
