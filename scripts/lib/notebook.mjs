import { readFileSync } from "node:fs";
import { joined, normalised, outputText } from "./outputs.mjs";
import { indented } from "./problem.mjs";
import { openSession } from "./session.mjs";

/** Read an .ipynb file. */
export function readNotebook(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Write a notebook as Jupyter does, so that a diff shows only what changed. */
export function notebookText(notebook) {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/**
 * Execute a notebook's code cells in order, up to the first that fails. A cell tagged
 * `raises-exception` must fail; one tagged `exact` must say again what is stored in it.
 *
 * @returns the executed notebook, how many cells passed, and the failures as text.
 */
export async function executeNotebook(path, { folder, as = path, onCell = () => {} }) {
  const notebook = readNotebook(path);
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
  const session = await openSession({ folder, notebook: as });
  const failures = [];
  let passed = 0;
  try {
    for (const [index, cell] of cells.entries()) {
      const stored = outputText(cell.outputs);
      const { status, outputs, durationMs } = await session.execute(
        joined(cell.source),
      );
      Object.assign(cell, { outputs: outputs.map(listed), execution_count: index + 1 });
      const failure = failureOf(cell, status, stored);
      onCell({ index, count: cells.length, durationMs, failure, cell });
      if (failure === undefined) passed++;
      else failures.push(`cell ${index + 1} of ${cells.length} ${failure}`);
      if (!isExpected(cell, status)) break;
    }
  } finally {
    await session.close();
  }
  return { notebook, passed, failures };
}

function failureOf(cell, status, stored) {
  const text = outputText(cell.outputs);
  if (!isExpected(cell, status)) return cellFailure(cell.source, status, text);
  if (!hasTag(cell, "exact")) return undefined;
  if (normalised(stored) === normalised(text)) return undefined;
  return difference(stored, text);
}

function isExpected(cell, status) {
  return status === (hasTag(cell, "raises-exception") ? "error" : "ok");
}

const verdicts = {
  ok: "ran, and was expected to fail",
  error: "failed",
  aborted: "was not executed",
  timeout: "took too long",
  dead: "ended the kernel",
};

/** Say that a cell failed: its source with line numbers, and what it printed. */
export function cellFailure(source, status, text) {
  const numbered = joined(source)
    .split("\n")
    .map((line, index) => `${String(index + 1).padStart(4)}  ${line}`.trimEnd());
  const said = text === "" ? "it printed nothing" : `it said:\n${indented(text)}`;
  return `${verdicts[status] ?? status}\n${numbered.join("\n")}\n${indented(said)}`;
}

/** Say that an output differs: the whole of both, since outputs in docs are small. */
export function difference(expected, actual) {
  const [wanted, got] = [expected, actual].map((text) => indented(text || "(nothing)"));
  return `printed something else\n  expected:\n${indented(wanted)}\n  got:\n${indented(got)}`;
}

function hasTag(cell, tag) {
  return cell.metadata?.tags?.includes(tag) ?? false;
}

/** Split an output's text into lines, as notebook files keep it. */
function listed(output) {
  const lines = (text) => (typeof text === "string" ? text.split(/(?<=\n)/) : text);
  const { text, data } = output;
  if (text !== undefined) return { ...output, text: lines(text) };
  if (data === undefined) return output;
  const kept = Object.entries(data).map(([type, value]) => [
    type,
    type.startsWith("text/") ? lines(value) : value,
  ]);
  return { ...output, data: Object.fromEntries(kept) };
}
