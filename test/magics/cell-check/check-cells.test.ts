import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { small, xs, ys } from "../../capture/models";
import { type Cells, cellsHost } from "../cells-host";
import { openStudy, type Study } from "../study";

const quiet = { epochs: 1, verbose: 0 } as const;

/** Record three cells, of which the last trains with what the second made. */
async function studied(t: TestContext): Promise<{ cells: Cells; study: Study }> {
  const cells = cellsHost(t);
  const study = await cells.run("open()", () => openStudy(t), { cellId: "a" });
  await cells.run("load()", undefined, { cellId: "b" });
  const uses = [{ name: "xs", cellRunId: cells.host.cells.at(-1)!.id }];
  const fit = () => study.prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  await cells.run("fit()", fit, { cellId: "c", uses });
  return { cells, study };
}

function saveNotebook(study: Study, cells: readonly [id: string, source: string][]) {
  const path = join(study.folder, "study.ipynb");
  const code = cells.map(([id, source]) => ({
    id,
    cell_type: "code",
    source: [source],
  }));
  const markdown = { id: "m", cell_type: "markdown", source: "fit()" };
  writeFileSync(path, JSON.stringify({ cells: [markdown, ...code] }));
  return path;
}

const asRan: [string, string][] = [
  ["a", "open()"],
  ["b", "load()"],
  ["c", "fit()"],
];

test("checkCells() tells of each run whether its cell stands in the notebook", async (t) => {
  const { study } = await studied(t);
  const check = async (cells: [string, string][]) => {
    const notebook = saveNotebook(study, cells);
    return (await study.prov.checkCells({ notebook })).toArray();
  };
  const run = { run: "base", cell: 3 };
  assert.deepEqual(await check(asRan), [{ ...run, standing: "stands", why: null }]);
  const edited: [string, string][] = [
    ["a", "open()"],
    ["b", "load(2)"],
    ["c", "fit()"],
  ];
  const why = "cell [2], which made xs, was edited since";
  assert.deepEqual(await check(edited), [{ ...run, standing: "edited", why }]);
});

test("a name whose cell ran again since is outdated, in SQL and for checkCells()", async (t) => {
  const { cells, study } = await studied(t);
  await cells.run("load(3)", undefined, { cellId: "b" });
  const rows = await study.prov.sql`
    SELECT source, edited_since, outdated FROM cells ORDER BY position`;
  assert.deepEqual(rows.toArray(), [
    { source: "open()", edited_since: false, outdated: [] },
    { source: "load()", edited_since: true, outdated: [] },
    { source: "fit()", edited_since: false, outdated: ["xs"] },
    { source: "load(3)", edited_since: false, outdated: [] },
  ]);
  const notebook = saveNotebook(study, asRan);
  const [checked] = await study.prov.checkCells({ notebook });
  const why = "cell [2], which made xs, was run again since";
  assert.deepEqual([checked!.standing, checked!.why], ["out of order", why]);
});

test("a run without a cell has no standing", async (t) => {
  const study = await openStudy(t);
  await study.prov.fit(small(), xs, ys, { ...quiet, name: "script" });
  const rows = await study.prov.checkCells({ notebook: saveNotebook(study, []) });
  assert.deepEqual(rows.toArray(), [
    { run: "script", cell: null, standing: null, why: "no cell made it" },
  ]);
});

test("a notebook that is not known or not there is asked for", async (t) => {
  const { prov, folder } = await openStudy(t);
  await assert.rejects(prov.checkCells(), {
    message:
      "Can't tell which cells still stand: no notebook is known\n" +
      "  not every front end tells its path\n" +
      '  try: prov.checkCells({ notebook: "study.ipynb" })',
  });
  await assert.rejects(prov.checkCells({ notebook: join(folder, "none.ipynb") }), {
    message:
      "Could not read the notebook none.ipynb\n" +
      "  it is not there\n" +
      '  try: await prov.checkCells({ notebook: "study.ipynb" })',
  });
  writeFileSync(join(folder, "none.ipynb"), "{}");
  await assert.rejects(prov.checkCells({ notebook: join(folder, "none.ipynb") }), {
    message:
      "Could not read the notebook none.ipynb\n" +
      "  it is no notebook: it has no cells\n" +
      '  try: await prov.checkCells({ notebook: "study.ipynb" })',
  });
});
