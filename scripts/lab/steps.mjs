import assert from "node:assert/strict";

/** What is done in JupyterLab, each on a notebook of its own. */
export const steps = [
  {
    title: "Run All executes the quickstart, and its chart is drawn",
    notebook: "quickstart",
    run: runQuickstart,
  },
  {
    title: "Tab completes a column inside prov.sql`…`, and in a %%sql cell",
    notebook: "complete",
    run: completeColumns,
  },
  {
    title: "a training in the background shows its progress while another cell asks",
    notebook: "watch",
    run: watchTraining,
  },
  {
    title: "the stop button ends a training, which says so, and variables stay",
    notebook: "stop",
    run: stopTraining,
  },
];

async function runQuickstart(page) {
  await page.choose("Run", "runmenu:run-all");
  const count = await page.count();
  for (let index = 0; index < count; index++) await page.ended(index, 180_000);
  const charts = [];
  for (let index = 0; index < count; index++) {
    const drawn = page.outputs(index).locator(".vega-embed canvas, .vega-embed svg");
    if ((await drawn.count()) > 0) charts.push(index);
    assert.doesNotMatch(await page.text(index), /Error:/);
  }
  assert.ok(charts.length >= 2, `${charts.length} charts are drawn`);
  await page.picture("quickstart", charts[0]);
}

async function completeColumns(page) {
  await page.execute(0);
  await page.ended(0);
  for (const [index, name] of [
    [1, "complete"],
    [2, "complete-magic"],
  ]) {
    await page.tabAfter(index, "best_v");
    const offered = (await page.offered()).join(" ");
    assert.match(offered, /best_val_loss/);
    await page.picture(name);
    await page.take("best_val_loss");
    assert.match(await page.source(index), /SELECT best_val_loss FROM runs/);
    await page.execute(index);
    assert.match(await page.ended(index), /best_val_loss/);
  }
}

async function watchTraining(page) {
  await page.execute(0);
  await page.ended(0);
  await page.execute(1);
  await page.ended(1);
  const progress = () => page.text(1);
  const first = await page.until(progress, /epoch \d+/);
  await page.execute(2);
  assert.match(await page.ended(2), /long\s+running/);
  await page.picture("watch");
  const second = await progress();
  assert.notEqual(second, first, "the progress stands still");
  assert.match(second, /epoch \d+/);
  await page.execute(3);
  await page.ended(3);
  await page.until(progress, /interrupted/);
  await page.picture("watched");
}

async function stopTraining(page) {
  await page.execute(0);
  await page.ended(0);
  await page.execute(1);
  await page.until(() => page.text(1), /epoch \d+/);
  await page.press("notebook:interrupt-kernel");
  assert.match(await page.ended(1), /Interrupted: The run stopped was interrupted/);
  await page.execute(2);
  assert.match(await page.ended(2), /interrupted\s+by the user/);
  await page.execute(3);
  assert.match(await page.ended(3), /42/);
  await page.picture("stop");
}
