import assert from "node:assert/strict";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import * as tf from "@tensorflow/tfjs";
import { display, type Format, type ProvDocument, readDocument } from "../../src";
import { recordedRelations } from "../../src/store/schema/views/prov/index";
import { relations } from "../../src/store/schema/views/prov/relations";
import { temporary } from "../store/database";
import {
  cellRow,
  cellRunRow,
  record,
  runRow,
  storeAt,
} from "../store/support/recording";
import { call, shownText } from "./calls";
import { assertGolden } from "./golden";
import { openStudy, type Study } from "./study";

const forms: readonly Format[] = ["provn", "json", "xml", "trig", "jsonld"];

/** Refuse a document that is not valid, has remarks, or differs when read back. */
function assertGood(document: ProvDocument, of: string): void {
  assert.deepEqual(document.validate(), { verdict: "valid", findings: [] }, of);
  assert.deepEqual(document.lint(), [], of);
  for (const form of forms) {
    const { differences } = readDocument(document.to(form), form).compare(document);
    assert.deepEqual(differences, [], `${of} in ${form}`);
  }
  for (const bundle of document.bundles) assert.ok(bundle.statements.length > 0);
}

function small(rate: number) {
  const model = tf.sequential({
    name: "small",
    layers: [tf.layers.dense({ name: "one", units: 1, inputShape: [1] })],
  });
  model.compile({ optimizer: tf.train.sgd(rate), loss: "meanSquaredError" });
  return model;
}

const xs = () => tf.linspace(-1, 1, 20).reshape([20, 1]);
const quiet = { verbose: 0 } as const;

/** Record runs of every kind. */
async function recordAll({ prov, folder }: Study): Promise<void> {
  prov.autolog(tf);
  const model = small(0.1);
  const params = { note: 'it\'s <&> "é" 😀', "odd name \\": -0, none: null, yes: true };
  await prov.run({ name: "phases", params }, async (run) => {
    await model.fit(xs(), xs(), { epochs: 2, validationSplit: 0.2, ...quiet });
    const slower = (epoch: number) => {
      Object.assign(model.optimizer, { learningRate: 0.01 / (epoch + 1) });
    };
    await model.fit(xs(), xs(), {
      epochs: 3,
      callbacks: { onEpochEnd: slower },
      ...quiet,
    });
    model.evaluate(xs(), xs());
    run.params({ note: "told again" });
  });
  await model.fit(xs(), xs(), { epochs: 1, ...quiet });
  await model.evaluate(xs(), xs());
  await prov.run({ name: "outer" }, async () => {
    await prov.run({ name: "inner" }, (run) => run.log({ loss: 1 }, { epoch: 0 }));
  });
  await prov
    .run({ name: "failed" }, (run) => {
      run.log({ loss: Number.NaN, "odd metric/é": Infinity }, { epoch: 0, step: 3 });
      run.log({ loss: Number.NaN }, { epoch: 0, step: 4 });
      throw new Error("no <good>");
    })
    .catch(() => undefined);
  const stopping = small(0);
  const callbacks = tf.callbacks.earlyStopping({ monitor: "loss", patience: 1 });
  await prov.fit(stopping, xs(), xs(), {
    name: "stopped",
    epochs: 9,
    callbacks,
    ...quiet,
  });
  await prov.run({ name: "empty" }, () => undefined);
  await recordData(prov, folder);
}

/** Record data through steps, one of which changes nothing, and weights through a file. */
async function recordData(prov: Study["prov"], folder: string): Promise<void> {
  const raw = prov.dataset(xs(), { name: "raw", source: "toy.csv", split: "train" });
  const same = prov.step("nothing", (x: tf.Tensor) => x.mul(1));
  const scale = prov.step("scale <&>", (x: tf.Tensor) => x.div(23));
  const scaled = prov.dataset(scale(same(same(raw))), { name: "scaled é" });
  const back = prov.step("back", (x: tf.Tensor) => x.mul(23))(scaled);
  const model = small(0.1);
  await prov.fit(model, scaled, back, {
    name: "data",
    epochs: 1,
    validationSplit: 0.2,
    ...quiet,
  });
  await prov.run({ name: "saved" }, async (run) => {
    await model.fit(scaled, scaled, { epochs: 1, ...quiet });
    writeFileSync(join(folder, "notes.txt"), "notes");
    await run.artifact(join(folder, "notes.txt"));
  });
  model.setWeights(model.getWeights().map((weight) => weight.add(1)));
  await prov.fit(model, scaled, back, { name: "changed", epochs: 1, ...quiet });
  await prov.promote("saved", "production <&>", { reason: "it's é", person: "Grace" });
  await prov.promote("changed", "production <&>");
  await prov.promote(null, "production <&>");
  await prov.compare("loss")[display]();
}

test("every export of every kind of run is valid, free of remarks and the same in all forms", async (t) => {
  const study = await openStudy(t, { person: "Ada <3>" });
  await recordAll(study);
  const { prov } = study;
  const runs = await prov.sql<{ run_id: string; name: string }>`FROM runs`;
  assert.ok(runs.length >= 7);
  for (const { run_id, name } of runs) assertGood(await prov.document(run_id), name);
  const all = await prov.document();
  assertGood(all, "all");
  assert.equal(all.bundles.length, runs.length);
  const kinds = all.bundles.flatMap(({ statements }) =>
    statements.map(({ kind }) => kind),
  );
  const recorded = recordedRelations.map((relation) => relations[relation].kind);
  const missing = recorded.filter((kind) => !kinds.includes(kind));
  assert.deepEqual(missing, ["wasInformedBy", "wasAttributedTo"]);
  assert.deepEqual(
    await prov
      .document({ experiment: "study" })
      .then((d) => d.compare(all).differences),
    [],
  );
});

test("a run can be written while it trains", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "going" }, async (run) => {
    run.log({ loss: 0.5 }, { epoch: 0, step: 1 });
    const document = await prov.document(run);
    assertGood(document, "going");
    const text = document.toProvN();
    assert.match(text, /schema:ActiveActionStatus/);
    assert.match(text, /prov:value="0.5" %% xsd:double/);
    assert.match(text, /activity\(id:run-[^,]+, [^,]+Z, -,/);
  });
});

/** Write the file of the first released schema, and open it. */
async function openFixture(t: Parameters<typeof openStudy>[0]): Promise<Study> {
  const packed = join(process.cwd(), "test", "store", "fixtures", "v1.duckdb.gz");
  return openStudy(t, {}, (path) =>
    writeFileSync(path, gunzipSync(readFileSync(packed))),
  );
}

test("a file is one document, its runs that ended and died with all their facts", async (t) => {
  const { prov } = await openFixture(t);
  const document = await prov.document();
  assertGood(document, "the fixture");
  assertGolden("magics", "document.provn", document.toProvN());
});

test("%prov export writes what prov.document gives", async (t) => {
  const { prov } = await openFixture(t);
  const all = await prov.document();
  const one = await prov.document("calm-heron");
  assert.equal(await shownText(await call("%prov export")), all.toProvN());
  const trig = await call("%prov export calm-heron --format trig");
  assert.equal(await shownText(trig), one.toTriG());
  const turtle = await shownText(await call("%prov export calm-heron --format ttl"));
  assert.ok(readDocument(turtle, "turtle").equals(one.flatten()));
  const named = await call("%prov export --experiment penguins --format json");
  assert.equal(await shownText(named), all.toJSON());
});

test("what is not in the file is named, with what is near", async (t) => {
  const { prov } = await openFixture(t);
  const refusals: readonly [
    choice: Parameters<typeof prov.document>[0],
    text: string,
  ][] = [
    [
      "calm-hero",
      'No run named "calm-hero"\n  runs: it\'s 😀, calm-heron\n  try: prov.document("calm-heron")',
    ],
    [
      { experiment: "penguin" },
      'No experiment named "penguin"\n  experiments: penguins\n  try: experiment: "penguins"',
    ],
    [{ imported: "a.provn" }, 'No imported document named "a.provn"'],
  ];
  for (const [choice, message] of refusals) {
    await assert.rejects(prov.document(choice), { name: "ProvError", message });
  }
  await assert.rejects(call("%prov export --format ttl"), {
    message:
      "No Turtle can be written for a document with bundles\n" +
      "  try: trig, which names each bundle's graph",
  });
});

test("the cells that led to a run are in its bundle, and those of another run are not", async (t) => {
  const folder = temporary(t);
  const { store } = storeAt(t, join(folder, "study.duckdb"));
  const loads = cellRunRow(cellRow("const xs = load();"), { notebook: "a <b>.ipynb" });
  const trains = cellRunRow(cellRow("await train(xs);"), { execution_count: 2 });
  const other = cellRunRow(cellRow("other();"), { execution_count: 3 });
  for (const source of ["const xs = load();", "await train(xs);", "other();"]) {
    store.add("cells", cellRow(source));
  }
  for (const each of [loads, trains, other]) store.add("cell_runs", each);
  for (const name of ["xs", "ys"]) {
    const used_cell_run_id = loads.cell_run_id;
    store.add("cell_uses", { cell_run_id: trains.cell_run_id, name, used_cell_run_id });
  }
  record(store, { run: runRow({ name: "one", cell_run_id: trains.cell_run_id }) });
  record(store, { run: runRow({ name: "two", cell_run_id: other.cell_run_id }) });
  await store.close();
  const { prov } = await openStudy(t, {}, (path) => {
    copyFileSync(join(folder, "study.duckdb"), path);
  });
  const document = await prov.document("one");
  assertGood(document, "one");
  const text = document.toProvN();
  for (const source of ["const xs = load();", "await train(xs);"]) {
    assert.ok(text.includes(source), source);
  }
  assert.ok(!text.includes("other();"));
  const informed =
    /wasInformedBy\(id:cell-run-\S+, id:cell-run-\S+, \[schema:name="xs", schema:name="ys"\]\)/;
  assert.match(text, informed);
  assertGood(await prov.document(["one", "two"]), "both");
});
