import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { messageOf, ProvError } from "../util/errors";
import { sha256 } from "../util/sha256";

/** A code cell as it stands in a notebook. */
export interface SavedCell {
  readonly id: string | null;
  readonly source: string;
  /** SHA-256 of its source, in hex. */
  readonly hash: string;
  /** The heading in the text between it and the code cell before. */
  readonly heading: string | undefined;
}

/** A notebook as it was saved. */
export interface SavedNotebook {
  /** Its code cells from top to bottom, without empty ones. */
  readonly cells: readonly SavedCell[];
  /** When, in ms since 1970. */
  readonly savedAt: number;
}

interface Nbformat {
  cells: { cell_type: string; id?: string; source: string | string[] }[];
}

/**
 * Read a notebook.
 *
 * @param verb the verb of `prov` that reads it, which takes its path as `notebook`.
 * @throws ProvError when it is not there or no notebook.
 */
export function readNotebook(path: string, verb: string): SavedNotebook {
  try {
    const { cells } = JSON.parse(readFileSync(path, "utf8")) as Nbformat;
    if (!Array.isArray(cells)) throw new Error("it is no notebook: it has no cells");
    return { cells: codeIn(cells), savedAt: statSync(path).mtimeMs };
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    const why = missing ? "it is not there" : messageOf(cause);
    const hint = [why, `try: await prov.${verb}({ notebook: "study.ipynb" })`];
    const name = basename(path);
    throw new ProvError(`Could not read the notebook ${name}`, { hint, cause });
  }
}

function codeIn(all: Nbformat["cells"]): SavedCell[] {
  const found: SavedCell[] = [];
  let heading: string | undefined;
  for (const { cell_type, id = null, source: lines } of all) {
    const source = typeof lines === "string" ? lines : lines.join("");
    if (cell_type === "markdown") heading = headingIn(source) ?? heading;
    if (cell_type !== "code" || source.trim() === "") continue;
    const hash = sha256(source);
    found.push({ id, source, hash, heading });
    heading = undefined;
  }
  return found;
}

function headingIn(text: string): string | undefined {
  return [...text.matchAll(/^#{1,6} +(.+)$/gm)].at(-1)?.[1]?.trim();
}
