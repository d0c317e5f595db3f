import { existsSync, renameSync, rmSync } from "node:fs";
import { at } from "./paths.mjs";
import { pip } from "./python.mjs";
import { textOf } from "./stamp.mjs";
import { step } from "./step.mjs";

/** Install each DuckDB of requirements-test.txt into a folder of its own. */
export async function ensureDuckdbs() {
  const wanted = textOf(at("requirements-test.txt")).matchAll(/^duckdb==(\S+)/gm);
  for (const [requirement, version] of wanted) {
    const folder = at(".cache", `duckdb-${version}`);
    if (existsSync(folder)) continue;
    await step(`Installing Python's ${requirement} for the tests`, () =>
      install(requirement, folder),
    );
  }
}

/** Install beside the folder first: one that is there is whole. */
async function install(requirement, folder) {
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  await pip("--no-deps", "--only-binary", ":all:", "--target", partial, requirement);
  renameSync(partial, folder);
}
