import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { messageOf, ProvError } from "../../util/errors";

/** A code cell as it stands in a notebook. */
export interface StandingCell {
  id: string | null;
  /** SHA-256 of its source, in hex. */
  hash: string;
  source: string;
}

/** A notebook as it was saved. */
export interface SavedNotebook {
  /** Its code cells from top to bottom. */
  cells: readonly StandingCell[];
  savedAt: number;
}

interface Nbformat {
  cells: { cell_type: string; id?: string; source: string | string[] }[];
}

/**
 * Read the code cells of a notebook.
 *
 * @throws ProvError when it is not there or no notebook.
 */
export function readNotebook(path: string): SavedNotebook {
  if (!existsSync(path)) throw unreadable(path, "it is not there");
  try {
    const { cells } = JSON.parse(readFileSync(path, "utf8")) as Nbformat;
    return {
      cells: cells.filter(({ cell_type }) => cell_type === "code").map(standing),
      savedAt: statSync(path).mtimeMs,
    };
  } catch (cause) {
    throw unreadable(path, messageOf(cause), cause);
  }
}

function unreadable(path: string, why: string, cause?: unknown): ProvError {
  const hint = [why, 'try: prov.checkCells({ notebook: "study.ipynb" })'];
  return new ProvError(`Could not read the notebook ${basename(path)}`, {
    hint,
    cause,
  });
}

function standing({ id, source }: Nbformat["cells"][number]): StandingCell {
  const text = typeof source === "string" ? source : source.join("");
  const hash = createHash("sha256").update(text).digest("hex");
  return { id: id ?? null, hash, source: text };
}
