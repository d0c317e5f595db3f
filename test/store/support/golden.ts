import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Compare text with a file of the source tree; `UPDATE=1` writes the file instead.
 * A file that is missing fails.
 */
export function equalsFile(text: string, ...path: string[]): void {
  const file = join(process.cwd(), ...path);
  if (process.env.UPDATE) writeFileSync(file, text);
  assert.equal(text, readFileSync(file, "utf8"));
}
