import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { scratchOf } from "../../../src/magics/verify/scratch";
import { small, xs, ys } from "../../capture/models";
import { temporary } from "../../store/database";
import { cellsHost } from "../cells-host";
import { openStudy } from "../study";

const quiet = { epochs: 1, verbose: 0 } as const;

test("a run that no cell made can't be verified", async (t) => {
  const { prov } = await openStudy(t);
  await prov.fit(small(), xs, ys, { ...quiet, name: "script" });
  await assert.rejects(prov.verify("script"), {
    message:
      "Can't verify script: no recorded cell made it\n" +
      "  cells are recorded in Jupyter with the kernel tfjs-prov; this run is a script's\n" +
      "  try: run the script again with the same seed, and prov.compare()",
  });
});

test("a run whose cell had a secret can't be verified", async (t) => {
  const cells = cellsHost(t);
  const { prov } = await cells.run("open()", () => openStudy(t));
  const source = `const token = "hf_${"abcdefgh".repeat(5)}"; fit()`;
  await cells.run(source, () => prov.fit(small(), xs, ys, { ...quiet, name: "base" }));
  await assert.rejects(prov.verify("base"), {
    message:
      "Can't verify base: cell [2] is not kept whole\n" +
      "  a secret or a home folder was taken out of its source, as of all that is kept\n" +
      "  try: read it from process.env in the cell, and train again",
  });
});

test("a run that goes on can't be verified, nor one that is not there", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "base" }, async () => {
    await assert.rejects(prov.verify("base"), {
      message: "Can't verify base: it still runs\n  try: await prov.last?.done",
    });
  });
  await assert.rejects(prov.verify("bsae"), {
    message: 'No run named "bsae"\n  runs: base\n  try: prov.verify("base")',
  });
});

test("a folder is copied with its files, its packages linked, without databases", (t) => {
  const project = temporary(t);
  const folder = join(project, "notebooks");
  for (const path of ["node_modules/a", "notebooks/node_modules/b", "notebooks/data"]) {
    mkdirSync(join(project, path), { recursive: true });
  }
  const files = ["data/x.csv", "study.duckdb", "study.duckdb.wal", "study.ipynb"];
  for (const file of files) writeFileSync(join(folder, file), file);
  symlinkSync("data/x.csv", join(folder, "link.csv"));
  const scratch = scratchOf("base", folder);
  const has = (path: string) => existsSync(join(scratch.folder, path));
  const there = ["data/x.csv", "study.ipynb", "link.csv", "node_modules/b"];
  assert.deepEqual(there.map(has), [true, true, true, true]);
  assert.deepEqual(["study.duckdb", "study.duckdb.wal"].map(has), [false, false]);
  assert.ok(has("../node_modules/a") || has("../../node_modules/a"));
  writeFileSync(join(scratch.folder, "data/x.csv"), "changed");
  assert.equal(readFileSync(join(folder, "data/x.csv"), "utf8"), "data/x.csv");
  scratch.remove();
  assert.deepEqual(there.map(has), [false, false, false, false]);
  assert.ok(existsSync(join(folder, "node_modules/b")));
});

test("a folder that is too large, or gone, is not copied", (t) => {
  const folder = temporary(t);
  writeFileSync(join(folder, "x.bin"), Buffer.alloc(3_000_000));
  assert.throws(() => scratchOf("base", folder, 2e6), {
    message:
      "Can't verify base: its folder has 3 MB\n" +
      "  cells are executed again in a copy of it, of 2 MB at most\n" +
      '  try: prov.verify("base", { copyBytes: 3000000 })',
  });
  assert.throws(() => scratchOf("base", join(folder, "none")), {
    message:
      "Can't verify base: the notebook's folder is gone\n" +
      "  cells are executed again in a copy of it, with the files that they read\n" +
      "  try: put the database where it was beside the notebook",
  });
});
