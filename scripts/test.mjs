import { ensureDuckdbs } from "./lib/duckdbs.mjs";
import { ensureKernelspec } from "./lib/kernel.mjs";
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
  const types = () => stages.types().then(registered);
  await runStages({ ...stages, types }, args);
});

/** The stages behind the build use the kernel that it installs. */
function registered(result) {
  ensureKernelspec();
  return result;
}
