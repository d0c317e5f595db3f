import { readFileSync } from "node:fs";
import { cellFailure, difference } from "./failures.mjs";
import { joined, normalised, outputText, tidied } from "./outputs.mjs";
import { openSession } from "./session.mjs";

/**
 * Execute a notebook's code cells in order, up to the first that fails. A cell tagged
 * `raises-exception` must fail; one tagged `exact` must say again what is stored in it,
 * or, with `update`, is allowed to differ.
 *
 * @returns the executed notebook, how many cells passed, the failures as text, and
 *   whether what is stored in it is out of date: an `exact` cell said something else, or
 *   nothing was stored at all.
 */
export async function executeNotebook(path, options) {
  const { folder, as = path, update = false, onCell = () => {} } = options;
  const notebook = JSON.parse(readFileSync(path, "utf8"));
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
  const isBare = cells.every((cell) => cell.outputs.length === 0);
  const result = { notebook, passed: 0, failures: [], differs: isBare };
  const session = await openSession({ folder, notebook: as });
  try {
    for (const [index, cell] of cells.entries()) {
      const ran = await executeCell(session, cell, index + 1);
      const failure = ran.failure ?? (update ? undefined : ran.difference);
      onCell({ index, count: cells.length, durationMs: ran.durationMs, failure, cell });
      result.differs ||= ran.difference !== undefined;
      if (failure === undefined) result.passed++;
      else result.failures.push(`cell ${index + 1} of ${cells.length} ${failure}`);
      if (ran.failure !== undefined) break;
    }
    // A display changes in place, also when its cell has long returned.
    for (const [i, outputs] of (await session.outputs()).entries()) {
      cells[i].outputs = outputs.map(inLines);
    }
  } finally {
    await session.close();
  }
  return result;
}

/** Return a notebook's text as Jupyter writes it, so that a diff shows what changed. */
export function notebookText(notebook) {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

async function executeCell(session, cell, count) {
  const stored = tidied(outputText(cell.outputs));
  const { status, outputs, durationMs } = await session.execute(joined(cell.source));
  cell.outputs = outputs.map(inLines);
  cell.execution_count = count;
  const text = outputText(outputs);
  const wanted = hasTag(cell, "raises-exception") ? "error" : "ok";
  if (status !== wanted) {
    return { durationMs, failure: cellFailure(cell.source, status, text) };
  }
  const same = normalised(stored) === normalised(tidied(text));
  if (same || !hasTag(cell, "exact")) return { durationMs };
  return { durationMs, difference: difference(stored, tidied(text)) };
}

function hasTag(cell, tag) {
  return cell.metadata?.tags?.includes(tag) ?? false;
}

/** Split an output's text into lines, as notebook files keep it. */
function inLines(output) {
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
