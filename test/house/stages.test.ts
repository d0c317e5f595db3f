import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import { lib } from "./lib";

interface Result {
  passed: number;
  failed: number;
  detail: string;
}
interface RunStages {
  runStages(
    stages: Record<string, () => Promise<Result>>,
    args: string[],
  ): Promise<void>;
}

const stages = {
  types: async () => ({ passed: 0, failed: 0, detail: "" }),
  unit: async () => ({ passed: 3, failed: 1, detail: "2 files" }),
  docs: async () => ({ passed: 5, failed: 0, detail: "1 file" }),
};

test("stages end at the first that fails, with a summary and the counts", async (t) => {
  assert.deepEqual(await said(t, []), [
    "types      ok         0.0 s",
    "unit       failed     0.0 s   2 files, 3 passed, 1 failed",
    "3 passed, 1 failed",
  ]);
});

test("--all goes on after a stage that failed", async (t) => {
  assert.deepEqual((await said(t, ["--all"])).slice(-2), [
    "docs       ok         0.0 s   1 file, 5 passed, 0 failed",
    "8 passed, 1 failed",
  ]);
});

test("only the stages that are named run", async (t) => {
  assert.deepEqual(await said(t, ["docs"]), [
    "docs       ok         0.0 s   1 file, 5 passed, 0 failed",
    "5 passed, 0 failed",
  ]);
});

test("a stage that is not there is refused with the list", async (t) => {
  await assert.rejects(said(t, ["doc"]), {
    message: 'No stage named "doc"\n  stages: types, unit, docs',
  });
});

/** Run the stages and return the lines of the summary. */
async function said(t: TestContext, args: string[]): Promise<string[]> {
  const { runStages } = await lib<RunStages>("run-stages.mjs");
  const log = t.mock.method(console, "log", () => {});
  await runStages(stages, args);
  process.exitCode = 0; // these failures are the test's own
  const summary = log.mock.calls.slice(-2).map((call) => String(call.arguments[0]));
  return summary
    .flatMap((text) => text.trim().split("\n"))
    .map((line) => line.replace(/\d\.\d s/, "0.0 s"));
}
