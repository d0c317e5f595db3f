import { cpSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { executeNotebook, notebookText } from "./notebook.mjs";
import { at } from "./paths.mjs";

/** Execute a notebook in a copy of its folder, so that nothing beside it changes. */
export async function runNotebook(path, { name, update = false }) {
  const folder = at(
    ".cache",
    "notebooks",
    `${basename(path, ".ipynb")}-${process.pid}`,
  );
  try {
    cpSync(dirname(path), folder, { recursive: true, filter: isSource });
    const copy = join(folder, basename(path));
    const result = await executeNotebook(copy, { folder, update });
    const { notebook, passed, failures, differs } = result;
    if (update && differs) writeFileSync(path, notebookText(notebook));
    const notes = passed === 0 && failures.length === 0 ? ["it has no cells"] : [];
    return { name, passed, failures: failures.map((one) => `${name}: ${one}`), notes };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tell what a notebook starts from: not what an earlier execution left behind. */
function isSource(path) {
  return !/\.(duckdb|duckdb\.wal|executed\.ipynb|ipynb_checkpoints)$/.test(path);
}
