import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Return a stamp: a small file that says what a finished step was made from. The step
 * is due again when its inputs differ, and a step that fails leaves no stamp behind.
 */
export function stamp(path, ...inputs) {
  const wanted = createHash("sha256").update(inputs.join("\0")).digest("hex");
  return {
    holds: () => textOf(path) === wanted,
    clear: () => rmSync(path, { force: true }),
    set: () => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, wanted);
    },
  };
}

/** Return a file's text, or nothing when it can't be read. */
export function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
