import * as pages from "./lib/pages.mjs";
import { script } from "./lib/problem.mjs";

/** `node scripts/pages.mjs FILE…` runs the cells of pages and notebooks, as npm test does. */
await script(async () => {
  const paths = process.argv.slice(2);
  const isNotebook = (path) => path.endsWith(".ipynb");
  const results = [
    await pages.docs(paths.filter((path) => !isNotebook(path))),
    await pages.notebooks(paths.filter(isNotebook)),
  ];
  if (results.some(({ failed }) => failed > 0)) process.exitCode = 1;
});
