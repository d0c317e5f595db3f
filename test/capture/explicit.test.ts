import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { inspect } from "node:util";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import { captured, dataset, small, twoOutputs, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  return made;
}
afterEach(() => last?.autolog(false));

const quiet = { epochs: 2, verbose: 0 } as const;

for (const auto of [false, true]) {
  const when = auto ? "under autolog" : "without autolog";

  test(`fit() resolves to its run with tfjs' history, recorded once, ${when}`, async () => {
    const { prov, sink } = setUp();
    if (auto) prov.autolog(tf);
    const args = { ...quiet, name: "base", params: { seed: 7 } };
    const run = await prov.fit(small(), xs, ys, args);
    assert.equal(run.name, "base");
    assert.equal(run.status, "finished");
    assert.deepEqual(run.history.history.loss, sink.values("loss"));
    assert.deepEqual(sink.phases(), ["fit finished"]);
    assert.deepEqual(sink.params("user"), { seed: 7 });
    assert.equal(sink.params("fit").epochs, 2);
    assert.equal(prov.last?.id, run.id);
    assert.deepEqual(Object.keys(args), ["epochs", "verbose", "name", "params"]);
  });

  test(`fitDataset(), evaluate() and evaluateDataset() are recorded ${when}`, async () => {
    const { prov, sink } = setUp();
    if (auto) prov.autolog(tf);
    const model = small();
    const run = await prov.fitDataset(model, dataset(), {
      ...quiet,
      validationData: dataset(),
    });
    assert.equal(run.history.epoch.length, 2);
    const tested = await prov.evaluate(model, xs, ys);
    assert.equal(tested.id, run.id);
    assert.deepEqual(sink.values("test_loss"), [
      (tested.result as tf.Scalar[])[0]!.dataSync()[0],
    ]);
    const again = await prov.evaluateDataset(model, dataset() as never, {});
    tf.dispose([tested.result, again.result]);
    assert.deepEqual(sink.phases(), [
      "fitDataset finished",
      "evaluate finished",
      "evaluateDataset finished",
    ]);
  });

  test(`start() returns the run at once, ${when}`, async () => {
    const { prov } = setUp();
    if (auto) prov.autolog(tf);
    const run = prov.start(small(), xs, ys, { epochs: 3, verbose: 0 });
    assert.equal(run.status, "running");
    assert.equal(run.history, undefined);
    assert.deepEqual(
      prov.running().map(({ id }) => id),
      [run.id],
    );
    const ended = await run.done;
    assert.equal(ended, run);
    assert.equal(ended.status, "finished");
    assert.equal(ended.history.epoch.length, 3);
  });

  test(`run.fit and run.evaluate join their run and return as tfjs ${when}`, async () => {
    const { prov, sink } = setUp();
    if (auto) prov.autolog(tf);
    const a = small();
    await prov.run({ name: "both" }, async (run) => {
      const history = await run.fit(a, xs, ys, quiet);
      assert.equal(history.epoch.length, 2);
      const two = twoOutputs();
      await run.phase("second", () => run.fit(two, xs, [ys, ys], quiet));
      tf.dispose(run.evaluate(a, xs, ys));
      await run.fitDataset(a, dataset(), quiet);
      tf.dispose(await run.evaluateDataset(a, dataset() as never, {}));
    });
    assert.equal(sink.rows.runs.length, 1);
    assert.deepEqual(sink.phases(), [
      "fit finished",
      "loop finished",
      "fit finished",
      "evaluate finished",
      "fitDataset finished",
      "evaluateDataset finished",
    ]);
    const [, loop, second] = sink.rows.phases;
    assert.equal(loop!.name, "second");
    assert.equal(second!.parent_phase_id, loop!.phase_id);
  });
}

test("a failed run that nobody awaits does not end the process", async () => {
  const { prov } = setUp();
  const run = prov.start(small(), tf.ones([12, 3]), ys, quiet);
  void run.done;
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(run.status, "failed");
  await assert.rejects(run.done, /expected a batch/);
  await assert.rejects(
    prov.fit(small(), tf.ones([12, 3]), ys, quiet),
    /expected a batch/,
  );
});

test("fit() inside run() joins it, and resolves at its own end", async () => {
  const { prov, sink } = setUp();
  await prov.run({ name: "two" }, async (run) => {
    const first = await prov.fit(small(), xs, ys, { ...quiet, name: "warm-up" });
    assert.equal(first.id, run.id);
    assert.equal(first.history.epoch.length, 2);
  });
  assert.equal(sink.rows.phases[0]!.name, "warm-up");
  assert.equal(sink.rows.runs.length, 1);
});

test("a run prints as one line and turns to JSON", async () => {
  const { prov } = setUp();
  const run = await prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  const line = inspect(run).replace(/\d+\.\d s/, "0.0 s");
  assert.equal(line, "Run base (study): finished, 2 epochs, 0.0 s");
  const { id, startedAt } = run;
  const json = { id, name: "base", experiment: "study", status: "finished" };
  assert.deepEqual(JSON.parse(JSON.stringify(run)), {
    ...json,
    startedAt: startedAt.toISOString(),
  });
});

test("autolog(false) puts the very same functions back", () => {
  const { prov } = setUp();
  const { LayersModel, Sequential, CallbackList } = tf;
  const owners = [LayersModel, Sequential, CallbackList].map(
    ({ prototype }) => prototype,
  );
  const before = owners.map((owner) => Object.getOwnPropertyDescriptors(owner));
  prov.autolog(tf);
  prov.autolog(tf);
  assert.notEqual(tf.LayersModel.prototype.fit, before[0]!.fit!.value);
  prov.autolog(false);
  const after = owners.map((owner) => Object.getOwnPropertyDescriptors(owner));
  assert.deepEqual(after, before);
  assert.equal(tf.Sequential.prototype.fit, before[1]!.fit!.value);
});

test("autolog() of something else says what to pass", () => {
  const { prov } = setUp();
  assert.throws(() => prov.autolog({} as never), {
    name: "TypeError",
    message: [
      "Expected TensorFlow.js, got object without LayersModel and Sequential",
      '  try: import * as tf from "@tensorflow/tfjs"; prov.autolog(tf)',
    ].join("\n"),
  });
});

test("a misspelt argument is a type error, and histories keep their type", async () => {
  const { prov } = setUp();
  const model = small();
  const wrong = () => [
    // @ts-expect-error epochz is no argument of fit
    prov.fit(model, xs, ys, { epochz: 2 }),
    // @ts-expect-error nor of start
    prov.start(model, xs, ys, { epochz: 2 }),
    // @ts-expect-error nor of fitDataset
    prov.fitDataset(model, dataset(), { epochz: 2, epochs: 1 }),
    // @ts-expect-error a number is no tensor
    prov.fit(model, xs, 3, { epochs: 2 }),
    // @ts-expect-error batchSise is no argument of evaluate
    prov.evaluate(model, xs, ys, { batchSise: 2 }),
  ];
  assert.equal(typeof wrong, "function");
  const run = await prov.fit(model, xs, ys, quiet);
  const history: tf.History = run.history;
  assert.equal(history.epoch.length, 2);
});
