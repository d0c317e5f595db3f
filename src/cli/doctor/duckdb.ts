import { type Probed, probe } from "./ask";
import { type Finding, fails, works } from "./finding";

/** Tell whether DuckDB loads and answers. */
export async function checkDuckdb(
  probed?: Probed<{ version: string }>,
): Promise<Finding[]> {
  const answer = probed ?? (await probe<{ version: string }>("duckdb", []));
  if ("found" in answer) {
    return [works("DuckDB", answer.found.version.replace(/^v/, ""))];
  }
  return [
    fails(
      "DuckDB",
      "does not load",
      answer.error,
      "nothing can be recorded without it",
      "try: npm install tfjs-prov, on the machine that the notebook runs on",
    ),
  ];
}
