import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.cwd(), "test", "charts", "golden");

/** Compare a text with the golden file of that name; `UPDATE=1` rewrites the file. */
export function assertGolden(name: string, text: string): void {
  const file = join(folder, name);
  if (process.env.UPDATE === "1") writeFileSync(file, text);
  assert.ok(existsSync(file), `no golden file ${name}: run the tests with UPDATE=1`);
  assert.equal(
    text,
    readFileSync(file, "utf8"),
    `${name} differs: look, then UPDATE=1`,
  );
}

/** Write JSON for reading: what holds no other object or list stands on one line. */
export function pretty(value: unknown): string {
  const flat = /([{[])\n\s+((?:"(?:[^"\\]|\\.)*"|[^{}[\]"])*?)\n\s+([}\]])/g;
  const joined = (_: string, open: string, inner: string, close: string) =>
    open + inner.replace(/\n\s+/g, " ") + close;
  return `${JSON.stringify(value, null, 2).replace(flat, joined)}\n`;
}
