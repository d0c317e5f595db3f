import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { messageOf, ProvError } from "../../util/errors";

/** A code cell, with what it is headed by. */
export interface SavedCell {
  readonly id: string | null;
  readonly source: string;
  /** SHA-256 of its source, in hex. */
  readonly hash: string;
  /** The heading in the text between it and the code cell before. */
  readonly heading: string | undefined;
}

/** A notebook's code cells from top to bottom, without empty ones. */
export interface SavedCells {
  readonly cells: readonly SavedCell[];
  readonly savedAt: number;
}

interface Nbformat {
  cells: { cell_type: string; id?: string; source: string | string[] }[];
}

/**
 * Read the code cells of a notebook as it was saved.
 *
 * @throws ProvError when it is not there or no notebook.
 */
export function readCells(path: string): SavedCells {
  try {
    const { cells } = JSON.parse(readFileSync(path, "utf8")) as Nbformat;
    if (!Array.isArray(cells)) throw new Error("it is no notebook: it has no cells");
    return { cells: codeIn(cells), savedAt: statSync(path).mtimeMs };
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    const hint = [
      missing ? "it is not there" : messageOf(cause),
      'try: await prov.plan({ notebook: "study.ipynb" })',
    ];
    throw new ProvError(`Could not read the notebook ${basename(path)}`, {
      hint,
      cause,
    });
  }
}

function codeIn(all: Nbformat["cells"]): SavedCell[] {
  const found: SavedCell[] = [];
  let heading: string | undefined;
  for (const { cell_type, id = null, source: lines } of all) {
    const source = typeof lines === "string" ? lines : lines.join("");
    if (cell_type === "markdown") heading = headingIn(source) ?? heading;
    if (cell_type !== "code" || source.trim() === "") continue;
    const hash = createHash("sha256").update(source).digest("hex");
    found.push({ id, source, hash, heading });
    heading = undefined;
  }
  return found;
}

function headingIn(text: string): string | undefined {
  return [...text.matchAll(/^#{1,6} +(.+)$/gm)].at(-1)?.[1]?.trim();
}
