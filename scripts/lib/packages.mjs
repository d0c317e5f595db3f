import { quietly } from "./command.mjs";
import { at } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { stamp, textOf } from "./stamp.mjs";
import { step } from "./step.mjs";

const oldestNode = 20;

/** Install the npm packages unless exactly those of package-lock.json are there. */
export async function ensurePackages() {
  checkNode(process.versions.node);
  const { platform, arch } = process;
  const lock = textOf(at("package-lock.json"));
  const done = stamp(at("node_modules", ".tfjs-prov-stamp"), lock, platform, arch);
  if (done.holds()) return;
  if (!matches(lock, textOf(at("node_modules", ".package-lock.json")))) {
    await step("Installing the npm packages", () =>
      npm("ci", "--no-audit", "--no-fund"),
    );
  }
  done.set();
}

/** Refuse a Node that is too old, before anything else fails for it. */
export function checkNode(version) {
  if (Number.parseInt(version, 10) >= oldestNode) return;
  throw new Problem(
    `Node ${version} is too old for tfjs-prov`,
    `it needs Node ${oldestNode} or newer`,
    "try: https://nodejs.org/en/download",
  );
}

/** Tell whether npm's own note of what it installed has every package of the lock. */
function matches(lock, installed) {
  if (installed === undefined) return false;
  const there = JSON.parse(installed).packages;
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, { version, optional }]) =>
      path === "" || (path in there ? there[path].version === version : optional),
  );
}

/** Run npm: the one that started this script, or the one on the PATH. */
function npm(...args) {
  const ours = process.env.npm_execpath;
  const hints = ["try: npm ci, and read its log"];
  if (ours?.endsWith("npm-cli.js")) {
    return quietly("npm ci", process.execPath, [ours, ...args], { hints });
  }
  const shell = process.platform === "win32"; // npm is a .cmd file there
  return quietly("npm ci", "npm", args, { hints, shell });
}
