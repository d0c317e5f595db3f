import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import { fileSystem, open } from "../../src";
import { provideReplay } from "../../src/magics/verify/replay-context";
import { small, xs, ys } from "../capture/models";
import { call, enteredMagics, shownText } from "./calls";
import { cellsHost } from "./cells-host";
import { openStudy, type Study } from "./study";

const quiet = { epochs: 1, verbose: 0 } as const;

/** Two runs, of which the second one's model is saved. */
async function openModels(t: TestContext): Promise<Study> {
  const study = await openStudy(t, { person: "Ada" });
  const { prov, folder } = study;
  prov.autolog(tf);
  await prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  const wide = small();
  await prov.fit(wide, xs, ys, { ...quiet, name: "wide" });
  await wide.save(fileSystem(join(folder, "models", "wide")));
  return study;
}

test("a promotion tells which model is in use from when until when, and why", async (t) => {
  const { prov } = await openModels(t);
  const base = await prov.promote("base", "production", { reason: "the first" });
  assert.match(String(base), /^production: base from 20\S+ \S+ UTC on$/);
  await sleep(2);
  await prov.promote("base", "staging", { person: "Grace" });
  const between = new Date();
  await sleep(2);
  const wide = await prov.promote("wide", "production", { reason: "less loss" });
  assert.match(String(wide), /UTC on, instead of base$/);
  assert.equal(wide.place, "models/wide");
  await sleep(2);
  const none = await prov.promote(null, "production", { reason: "it drifts" });
  assert.match(String(none), /^production: nothing from .+ UTC on, wide is withdrawn$/);
  const rows = await prov.sql`
    SELECT stage, run, reason, person, replaced_by, end_reason, place,
      used_from < used_until AS lasted FROM promotions`;
  const all = rows.toArray().map((row) => Object.values(row));
  assert.deepEqual(all, [
    ["production", "base", "the first", "Ada", "wide", "less loss", null, true],
    ["staging", "base", null, "Grace", null, null, null, null],
    ["production", "wide", "less loss", "Ada", null, "it drifts", "models/wide", true],
  ]);
  const then = await prov.sql`
    SELECT run, weights_hash FROM promotions WHERE stage = 'production'
      AND used_from <= ${between} AND coalesce(used_until > ${between}, true)`;
  assert.deepEqual(then.toArray(), [{ run: "base", weights_hash: base.weightsHash }]);
});

test("a model is found by run, handle, hash of weights or file, and path", async (t) => {
  const { prov, folder } = await openModels(t);
  const bytes = readFileSync(join(folder, "models", "wide", "weights.bin"));
  const [wide] = await prov.sql<{ run_id: string; weights_hash: string }>`
    SELECT run_id, weights_hash FROM states WHERE run = 'wide' AND origin = 'trained'`;
  const found = [
    "wide",
    prov.last!,
    wide!,
    wide!.run_id,
    wide!.weights_hash,
    createHash("sha256").update(bytes).digest("hex"),
    "models/wide",
    join(folder, "models", "wide"),
  ];
  for (const model of found) {
    const { run, place, weightsHash } = await prov.promote(model, "production");
    const expected = { run: "wide", place: "models/wide" };
    assert.deepEqual(
      { run, place, weightsHash },
      {
        ...expected,
        weightsHash: wide!.weights_hash,
      },
    );
  }
  const used = await prov.sql`FROM promotions WHERE used_until IS NULL`;
  assert.equal(used.length, 1);
});

test("what can't be promoted is said, with what is near", async (t) => {
  const { prov } = await openModels(t);
  const refused = (told: Promise<unknown>, message: string) =>
    assert.rejects(told, { name: "ProvError", message });
  await refused(
    prov.promote("bsae", "production"),
    'No model found by "bsae"\n' +
      "  a model is named by its run, a hash of its weights, or the path of a saved one\n" +
      '  try: prov.promote("base", "production")',
  );
  await refused(
    prov.promote("base", " "),
    'Could not promote a model to " "\n  a stage is a name\n' +
      '  try: prov.promote("base", "production")',
  );
  await refused(prov.promote(null, "production"), 'No stage named "production" in use');
  await prov.promote("base", "production");
  await refused(
    prov.promote(null, "prduction"),
    'No stage named "prduction" in use\n  stages: production\n' +
      '  try: prov.promote(null, "production")',
  );
  await prov.run({ name: "going" }, () =>
    refused(
      prov.promote("going", "production"),
      `Can't promote "going" while it trains\n  its weights still change\n` +
        "  try: await prov.last?.done",
    ),
  );
});

test("a file that is only read takes no promotion", async (t) => {
  const { prov, path } = await openModels(t);
  prov.autolog(false);
  await prov.close();
  const reading = await open(path, { readOnly: true });
  t.after(() => reading.close());
  await assert.rejects(reading.promote("base", "production"), {
    message:
      "Can't promote a model in a file that is only read\n" +
      "  try: open it without { readOnly: true }",
  });
});

test("%prov promote and %prov withdraw say what prov.promote says", async (t) => {
  const cells = cellsHost(t);
  const { prov } = await cells.run("open", () => openModels(t));
  const line = '%prov promote base production --reason "best so far"';
  const told = await cells.run(line, () => call(line));
  assert.match(await shownText(told), /^production: base from /);
  await call("%prov withdraw production --person Grace");
  const [row] = await prov.sql`
    SELECT run, reason, cell, used_until IS NULL AS used FROM promotions`;
  assert.deepEqual(row, { run: "base", reason: "best so far", cell: 2, used: false });
});

test("a promotion is an activity of its person, which the next one ends", async (t) => {
  const { prov } = await openModels(t);
  await prov.promote("base", "production", { reason: "first", person: "Grace" });
  await prov.promote("wide", "production");
  const document = await prov.document("base");
  assert.deepEqual(document.validate(), { verdict: "valid", findings: [] });
  assert.deepEqual(document.lint(), []);
  const text = document.toProvN();
  for (const part of [
    /entity\(id:model-in-use-\S+, \[prov:type='tfjs:ModelInUse', schema:name="production"\]\)/,
    /wasInvalidatedBy\(id:model-in-use-\S+, id:promotion-\S+, 20\S+Z\)/,
    /wasAssociatedWith\(id:promotion-\S+, id:person-Grace, -\)/,
    /used\(id:promotion-\S+, id:state-\S+, 20\S+Z, \[prov:role='tfjs:promoted'\]\)/,
    /agent\(id:person-Grace, /,
  ]) {
    assert.match(text, part);
  }
  const [reached] = await prov.sql`
    SELECT what, name, relation FROM lineage_down('base') WHERE what = 'promotion'`;
  assert.deepEqual(reached, {
    what: "promotion",
    name: "production",
    relation: "used",
  });
});

test("Tab completes the run and the stages that were told", async (t) => {
  const { prov } = await openModels(t);
  await prov.promote("base", "production");
  const complete = enteredMagics().get("%prov")!.complete!;
  for (const [text, matches] of [
    ["promote ", ["wide", "base"]],
    ["promote wide ", ["production"]],
    ["withdraw p", ["production"]],
    ["withdraw production -", ["--reason", "--person", "-o"]],
  ] as const) {
    const found = await complete(text, text.length);
    assert.deepEqual([...(found?.matches ?? [])].sort(), [...matches].sort(), text);
  }
});

test("cells that are run again to verify a run promote nothing", async (t) => {
  const { prov } = await openModels(t);
  const shared = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for("tfjs-prov.replay");
  t.after(() => delete shared[key]);
  provideReplay({ file: prov.path, seed: undefined, began() {}, opened() {} });
  const told = await prov.promote("a run of another cell", "production");
  assert.match(String(told), /^production: nothing from .+ UTC on$/);
  assert.equal((await prov.sql`FROM promotions`).length, 0);
});
