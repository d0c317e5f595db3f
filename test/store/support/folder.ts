import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** Make a temporary folder that goes when the test ends. */
export function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "tfjs-prov-"));
  t.after(() => rmSync(path, { recursive: true, force: true, maxRetries: 3 }));
  return path;
}

/** Send the system's temporary files elsewhere for as long as a test runs. */
export function temporaryFolderAt(t: TestContext, path: string): void {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = path;
  t.after(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
}
