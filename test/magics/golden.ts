import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Compare text with a golden file; `UPDATE=1` rewrites it, a missing one fails. */
export function assertGolden(folder: string, name: string, text: string): void {
  const file = join(process.cwd(), "test", folder, "golden", name);
  if (process.env.UPDATE === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  assert.ok(existsSync(file), `no golden file ${name}: run again with UPDATE=1`);
  assert.equal(text, readFileSync(file, "utf8"));
}
