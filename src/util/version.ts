import { readFileSync } from "node:fs";
import { join } from "node:path";

let version: string | undefined;

/** Return this package's version, as in its package.json. */
export function packageVersion(): string {
  version ??= (
    JSON.parse(readFileSync(packageFile("package.json"), "utf8")) as { version: string }
  ).version;
  return version;
}

/** Return the path of a file of this package, such as `assets/font.ttf`. */
export function packageFile(path: string): string {
  return join(__dirname, "..", "..", "..", path);
}
