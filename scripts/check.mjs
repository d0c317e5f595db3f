import { ensurePackages } from "./lib/packages.mjs";
import { script } from "./lib/problem.mjs";
import { runStages } from "./lib/run-stages.mjs";
import { quickStages } from "./lib/stages.mjs";

/** `npm run check`: format, types and the tests that take milliseconds. */
await script(async () => {
  await ensurePackages();
  await runStages(quickStages, process.argv.slice(2));
});
