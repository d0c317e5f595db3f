import { script } from "./lib/problem.mjs";
import { setup } from "./lib/setup.mjs";
import { seconds } from "./lib/step.mjs";

await script(async () => {
  await setup();
  console.log(`Set up in ${seconds(0)}; next: npm run quickstart, or npm run lab`);
});
