import { strictEqual } from "node:assert";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Compare a text with a golden file; `UPDATE=1` writes it anew. */
export function golden(file: string, text: string): void {
  const path = join(process.cwd(), "test/prov/golden", file);
  if (process.env.UPDATE === "1") writeFileSync(path, text);
  if (!existsSync(path)) throw new Error(`No golden file ${file}; try: UPDATE=1`);
  strictEqual(text, readFileSync(path, "utf8"));
}
