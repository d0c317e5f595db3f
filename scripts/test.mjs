import { ensureDuckdbs } from "./lib/duckdbs.mjs";
import { script } from "./lib/problem.mjs";
import { ensureProvCases } from "./lib/prov-cases.mjs";
import { runStages } from "./lib/run-stages.mjs";
import { setup } from "./lib/setup.mjs";
import { stages } from "./lib/stages.mjs";

/** `npm test`, `npm test -- docs notebooks` for some stages, `-- --all` to go on. */
await script(async () => {
  const args = process.argv.slice(2);
  const hasTypesStage = args.length === 0 || args.includes("types");
  await setup({ build: !hasTypesStage });
  await ensureDuckdbs();
  await ensureProvCases();
  await runStages(stages, args);
});
