import { Problem } from "./problem.mjs";
import { seconds } from "./step.mjs";

/**
 * Run stages in their order, all of them or those named in `args`, up to the first that
 * fails; with `--all` to the end. Ends with a summary and `N passed, N failed`.
 */
export async function runStages(stages, args) {
  const names = args.filter((arg) => !arg.startsWith("--"));
  const unknown = names.find((name) => !(name in stages));
  if (unknown) {
    const known = Object.keys(stages).join(", ");
    throw new Problem(`No stage named ${JSON.stringify(unknown)}`, `stages: ${known}`);
  }
  const done = [];
  for (const name of names.length > 0 ? names : Object.keys(stages)) {
    done.push(await runStage(name, stages[name]));
    if (done.at(-1).failed > 0 && !args.includes("--all")) break;
  }
  console.log(`\n${done.map(summary).join("\n")}`);
  const [passed, failed] = [total(done, "passed"), total(done, "failed")];
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

async function runStage(name, work) {
  console.log(`\n${name}`);
  const startedAt = performance.now();
  const result = await work().catch((error) => {
    console.error(error instanceof Problem ? error.message : error);
    return { passed: 0, failed: 1, detail: "" };
  });
  return { name, duration: seconds(startedAt), ...result };
}

function summary({ name, passed, failed, detail, duration }) {
  const verdict = failed > 0 ? "failed" : "ok";
  const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : "";
  const cells = [name.padEnd(10), verdict.padEnd(7), duration.padStart(8)];
  return `${cells.join(" ")}   ${[detail, counts].filter(Boolean).join(", ")}`.trimEnd();
}

function total(results, key) {
  return results.reduce((sum, result) => sum + result[key], 0);
}
