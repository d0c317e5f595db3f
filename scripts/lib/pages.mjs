import { existsSync, readdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { at, root } from "./paths.mjs";
import { runDoc } from "./run-doc.mjs";
import { runNotebook } from "./run-notebook.mjs";
import { seconds } from "./step.mjs";

const update = process.env.UPDATE === "1";

/** Run the cells of README.md and docs/*.md, or of the pages given. */
export const docs = (paths = ["README.md", ...listed("docs", ".md")]) =>
  runAll(
    paths.filter((path) => existsSync(resolve(path))),
    runDoc,
  );

/** Execute notebooks/*.ipynb, or the notebooks given. */
export const notebooks = (paths = listed("notebooks", ".ipynb")) =>
  runAll(paths, runNotebook);

function listed(folder, ending) {
  if (!existsSync(at(folder))) return [];
  return readdirSync(at(folder))
    .filter((name) => name.endsWith(ending) && !name.endsWith(".executed.ipynb"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** Run pages one after the other and print a line a page, with what failed in it. */
async function runAll(paths, run) {
  const total = { passed: 0, failed: 0, detail: listing(paths) };
  for (const path of paths) {
    const name = relative(root, resolve(root, path)).replaceAll("\\", "/");
    const startedAt = performance.now();
    const { passed, failures, notes } = await run(resolve(root, path), {
      name,
      update,
    });
    const counts = `${passed} passed, ${failures.length} failed`;
    console.log(
      `  ${failures.length > 0 ? "✗" : "✓"} ${name}: ${counts}, ${seconds(startedAt)}`,
    );
    for (const line of notes) console.log(`    ${line}`);
    for (const failure of failures) console.log(`\n${failure}\n`);
    total.passed += passed;
    total.failed += failures.length;
  }
  return total;
}

function listing(paths) {
  return paths.length === 1 ? "1 file" : `${paths.length} files`;
}
