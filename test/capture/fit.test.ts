import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import { captured, dataset, small, twoOutputs, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}
afterEach(() => last?.autolog(false));

test("autolog records every metric of every epoch as tfjs' history has it", async () => {
  const { sink, said } = setUp();
  const history = await small().fit(xs, ys, {
    epochs: 3,
    batchSize: 4,
    validationSplit: 0.25,
    verbose: 0,
  });
  assert.deepEqual(sink.phases(), ["fit finished"]);
  assert.deepEqual(sink.statuses(), ["finished"]);
  for (const [name, values] of Object.entries(history.history)) {
    assert.deepEqual(sink.values(name), values, name);
  }
  assert.deepEqual(Object.keys(history.history), [
    "val_loss",
    "val_mae",
    "loss",
    "mae",
  ]);
  assert.deepEqual(
    sink.rows.epochs.map(({ epoch, run_epoch, step }) => [epoch, run_epoch, step]),
    [
      [0, 0, 3],
      [1, 1, 6],
      [2, 2, 9],
    ],
  );
  assert.deepEqual(said, []);
});

test("Keras-Prov did not capture generators: here fitDataset is one phase", async () => {
  const { sink, said } = setUp();
  const history = await small().fitDataset(dataset(), {
    epochs: 2,
    validationData: dataset(),
    verbose: 0,
  });
  assert.deepEqual(sink.phases(), ["fitDataset finished"]);
  for (const [name, values] of Object.entries(history.history)) {
    assert.deepEqual(sink.values(name), values, name);
  }
  assert.equal(sink.values("val_mae").length, 2);
  assert.deepEqual(said, []);
});

test("autolog records a model of several outputs, and validationData", async () => {
  const { sink } = setUp();
  const history = await twoOutputs().fit(xs, [ys, ys], {
    epochs: 2,
    validationData: [xs, [ys, ys]],
    verbose: 0,
  });
  for (const [name, values] of Object.entries(history.history)) {
    assert.deepEqual(sink.values(name), values, name);
  }
  assert.equal(sink.values("val_b_mae").length, 2);
});
