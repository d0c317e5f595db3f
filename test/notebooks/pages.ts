import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";

/** What `node scripts/pages.mjs FILE` did with one page or notebook. */
export interface Ran {
  code: number;
  /** Everything that it printed, with the durations taken out. */
  said: string;
  /** The file's text afterwards. */
  text: string;
}

/** Write a page or a notebook into a temporary folder and run its cells. */
export async function runPage(
  t: TestContext,
  name: string,
  { text, env = {} }: { text: string; env?: Record<string, string> },
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "tfjs-prov-"));
  t.after(() => rmSync(folder, { recursive: true, maxRetries: 3 }));
  const path = join(folder, name);
  writeFileSync(path, text);
  const { code, said } = await node(["scripts/pages.mjs", path], env);
  const tidy = said.replaceAll(/\S*(?=tfjs-prov-\w+[\\/])tfjs-prov-\w+[\\/]/g, "");
  return {
    code,
    said: tidy.replace(/\d+\.\d s/g, "0.0 s"),
    text: readFileSync(path, "utf8"),
  };
}

/** Return the text of a notebook with these code cells. */
export function notebookOf(
  cells: readonly { source: string; tags?: string[]; stored?: string }[],
): string {
  const codeCells = cells.map(({ source, tags = [], stored }, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    execution_count: null,
    metadata: { tags },
    outputs: stored
      ? [{ output_type: "stream", name: "stdout", text: [`${stored}\n`] }]
      : [],
    source,
  }));
  return JSON.stringify({
    cells: codeCells,
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
}

function node(args: string[], env: Record<string, string>) {
  return new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      args,
      { env: { ...process.env, UPDATE: "", ...env } },
      (_error, stdout, stderr) =>
        resolve({ code: child.exitCode ?? 1, said: `${stdout}${stderr}`.trim() }),
    );
  });
}
