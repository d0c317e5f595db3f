import { openBrowser } from "./lab/browser.mjs";
import { writeNotebooks } from "./lab/notebooks.mjs";
import { NotebookPage } from "./lab/page.mjs";
import { startLab } from "./lab/server.mjs";
import { steps } from "./lab/steps.mjs";
import { at } from "./lib/paths.mjs";
import { indented, script } from "./lib/problem.mjs";
import { setup } from "./lib/setup.mjs";
import { seconds } from "./lib/step.mjs";

/**
 * `npm run test:lab` does in JupyterLab what a person does there, in headless Chromium;
 * `npm run test:lab -- stop` does the steps of some notebooks only.
 */
await script(async () => {
  await setup();
  const names = process.argv.slice(2);
  const chosen = steps.filter(
    ({ notebook }) => names.length === 0 || names.includes(notebook),
  );
  const browser = await openBrowser();
  const lab = await startLab();
  let failed = 0;
  try {
    writeNotebooks(lab.folder);
    for (const step of chosen) failed += (await passes(step, browser, lab)) ? 0 : 1;
  } finally {
    await browser.close();
    await lab.close();
  }
  console.log(`\nPictures: ${at(".cache", "lab")}`);
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

async function passes({ title, notebook, run }, browser, lab) {
  const startedAt = performance.now();
  let page;
  try {
    page = await NotebookPage.open(browser, lab.url(`${notebook}.ipynb`));
    await run(page);
    console.log(`  ✓ ${title}, ${seconds(startedAt)}`);
    return true;
  } catch (error) {
    await page?.picture(`${notebook}-failed`);
    console.log(
      `  ✗ ${title}, ${seconds(startedAt)}\n${indented(error.message, "      ")}`,
    );
    return false;
  } finally {
    await page?.close();
  }
}
