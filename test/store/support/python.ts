import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";

/**
 * Run Python with one version of DuckDB and return what it prints; `with` are strings
 * it finds by name. Where that version is not set up the test is skipped, and
 * undefined returned.
 */
export function python(
  t: TestContext,
  version: string,
  code: string,
  values: Record<string, string> = {},
): string | undefined {
  const packages = join(process.cwd(), ".cache", `duckdb-${version}`);
  if (!existsSync(packages)) {
    t.skip(`DuckDB ${version} for Python is not in .cache; npm test sets it up`);
    return undefined;
  }
  const given = Object.entries(values).map(
    ([name, value]) => `${name} = ${JSON.stringify(value)}`,
  );
  const program = ["import duckdb, json", ...given, code].join("\n");
  return execFileSync("python3", ["-c", program], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: packages },
  });
}
