import { existsSync, writeFileSync } from "node:fs";
import { captured } from "./lib/command.mjs";
import { executeNotebook, notebookText } from "./lib/notebook.mjs";
import { at } from "./lib/paths.mjs";
import { Problem, script } from "./lib/problem.mjs";
import { setup } from "./lib/setup.mjs";
import { step } from "./lib/step.mjs";

const source = at("notebooks", "quickstart.ipynb");
const executed = at("notebooks", "quickstart.executed.ipynb");
const file = at("notebooks", "quickstart.duckdb");

await script(async () => {
  await setup();
  const { notebook, failures } = await step(
    "Executing notebooks/quickstart.ipynb in Jupyter",
    () => executeNotebook(source, { folder: at("notebooks"), onCell: report }),
  );
  writeFileSync(executed, notebookText(notebook));
  if (failures.length > 0) throw new Problem(`quickstart.ipynb: ${failures[0]}`);
  console.log(`\nThe executed notebook  ${executed}`);
  if (existsSync(file)) console.log(`What it recorded       ${file}${await runs()}`);
  console.log("Next: npm run lab");
});

function report({ index, count, durationMs, failure, cell }) {
  const first = [cell.source].flat().join("").trim().split("\n")[0];
  const duration = `${(durationMs / 1000).toFixed(1)} s`.padStart(7);
  console.log(`  ${failure ? "✗" : "✓"} ${index + 1}/${count} ${duration}  ${first}`);
}

/** Say how many runs the file holds: each quickstart adds to those of the last. */
async function runs() {
  const main = at("dist", "src", "cli", "main.js");
  const question = ["sql", file, "SELECT count(*) AS n FROM runs", "--format", "csv"];
  const { code, output } = await captured(process.execPath, [main, ...question]);
  const count = /^\d+$/m.exec(output)?.[0];
  return code === 0 && count !== undefined
    ? ` (${count} ${count === "1" ? "run" : "runs"} so far)`
    : "";
}
