import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { ProvError } from "../util/errors";
import { type OpenFile, openFile, PATIENCE_MS } from "./file";
import { isOfTheName, troubleOf } from "./trouble";

/** How many names beside the wanted one are tried: `study-2`, …, `study-9`. */
const MOST_ASIDE = 9;

/**
 * Return the files to try in turn: the one wanted, names beside it, then the same
 * names in the system's temporary folder for a folder that can't be written.
 */
export function* candidates(path: string): Generator<string> {
  const stem = basename(path).replace(/\.duckdb$/, "");
  for (const folder of new Set([dirname(path), tmpdir()])) {
    for (let n = 1; n <= MOST_ASIDE; n++) {
      const name = n === 1 ? basename(path) : `${stem}-${n}.duckdb`;
      yield join(folder, name);
    }
  }
}

/**
 * Open the first of the candidates that can be written, and say which and why. Only
 * the wanted file is waited for while it is locked.
 *
 * @throws ProvError what is wrong with the wanted file, when none can be opened.
 */
export async function openSomeFile(
  path: string,
  say: (message: string) => void,
): Promise<{ path: string; file: OpenFile }> {
  let why: ProvError | undefined;
  let skipped: string | undefined;
  for (const candidate of candidates(path)) {
    if (dirname(candidate) === skipped) continue;
    try {
      const file = await openFile(candidate, why ? 0 : PATIENCE_MS);
      if (why)
        say(`${why.message}\n  recording into ${shown(candidate, path)} instead`);
      return { path: candidate, file };
    } catch (error) {
      why ??= error as ProvError;
      const trouble = troubleOf(candidate, error);
      if (!isOfTheName(trouble)) skipped = dirname(candidate);
    }
  }
  throw why;
}

/** Show a path as short as it is clear: the name alone beside the wanted file. */
function shown(candidate: string, wanted: string): string {
  return dirname(candidate) === dirname(wanted) ? basename(candidate) : candidate;
}
