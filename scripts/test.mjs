import { ensureDuckdbs } from "./lib/duckdbs.mjs";
import { script } from "./lib/problem.mjs";
import { runStages } from "./lib/run-stages.mjs";
import { setup } from "./lib/setup.mjs";
import { stages } from "./lib/stages.mjs";

/** `npm test`, `npm test -- docs notebooks` for some stages, `-- --all` to go on. */
await script(async () => {
  await setup({ build: false });
  await ensureDuckdbs();
  await runStages(stages, process.argv.slice(2));
});
