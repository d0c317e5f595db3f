import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { captured, quietly } from "./lib/command.mjs";
import { ensureKernelspec } from "./lib/kernel.mjs";
import { at } from "./lib/paths.mjs";
import { Problem, script } from "./lib/problem.mjs";
import { step } from "./lib/step.mjs";

/** Versions of Node beside the one that this is, tested unless some are named. */
const usual = ["22", "24"];

/** `npm run test:node`, `npm run test:node -- 24`: the unit tests on other versions of Node. */
await script(async () => {
  const told = process.argv.slice(2);
  const failed = [];
  try {
    for (const version of told.length > 0 ? told : usual) {
      const node = await ensureNode(version);
      console.log(`\nNode ${version}`);
      if ((await tested(node)) !== 0) failed.push(version);
    }
  } finally {
    // The tests' kernel has to be that of the Node that runs them; from here on, of ours.
    ensureKernelspec();
  }
  if (failed.length === 0) return;
  throw new Problem(`Tests failed on Node ${failed.join(" and ")}`, "see above");
});

async function tested(node) {
  const PATH = [dirname(node), process.env.PATH].join(delimiter);
  const { code } = await captured(node, [at("scripts", "test.mjs"), "types", "unit"], {
    env: { ...process.env, PATH },
    onText: (text) => process.stdout.write(text),
  });
  return code;
}

/** Install a Node from npm's registry, where it is a package for each platform. */
async function ensureNode(version) {
  const windows = process.platform === "win32";
  const name = `node-${windows ? "win" : process.platform}-${process.arch}`;
  const folder = at(".cache", `node-${version}`);
  const node = join(folder, "node_modules", name, "bin", windows ? "node.exe" : "node");
  if (existsSync(node)) return node;
  const args = ["install", "--prefix", folder, "--no-save", `${name}@${version}`];
  await step(`Installing Node ${version}`, () =>
    quietly("npm install", "npm", args, { shell: windows }),
  );
  return node;
}
