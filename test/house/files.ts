import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A file of the repository: its path from the root, with slashes, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

/** Read the files under some folders or files whose names end in one of `endings`. */
export function filesOf(
  places: readonly string[],
  endings: readonly string[],
): SourceFile[] {
  return places
    .flatMap((place) => pathsUnder(place))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .map((path) => ({ path, text: readFileSync(path, "utf8") }));
}

function pathsUnder(place: string): string[] {
  const stat = statSync(place, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [place];
  return readdirSync(place)
    .filter((name) => name !== "node_modules" && !name.startsWith("."))
    .flatMap((name) => pathsUnder(join(place, name).replaceAll("\\", "/")));
}
