import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import { fitParams } from "../../src/capture/models/params";
import { flatten, scalarFrom } from "../../src/capture/values";
import { captured, dataset, small, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}
afterEach(() => last?.autolog(false));

const values: [value: unknown, stored: unknown][] = [
  [true, true],
  ["it's “quoted” 🎉", "it's “quoted” 🎉"],
  [0.1, 0.1],
  [-0, -0],
  [Number.NaN, Number.NaN],
  [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  [null, null],
  [12n, 12],
  [2n ** 53n + 1n, "9007199254740993"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [new Date(Number.NaN), "Invalid Date"],
  [[1, "a", Number.NaN, [2n ** 60n + 1n]], '[1,"a","NaN",["1152921504606846977"]]'],
  [Float32Array.of(1, 0.5), "[1,0.5]"],
  [new Set(["a"]), '["a"]'],
  [new Map([["a", 1]]), '[["a",1]]'],
  [{}, "{}"],
  [Symbol("s"), "Symbol(s)"],
  [Math.max, "max"],
  [() => 1, "anonymous"],
  [tf.zeros([2, 3]), "tensor [2,3]"],
  [new (class Custom {})(), "Custom"],
];
for (const [value, stored] of values) {
  test(`a param ${String(JSON.stringify(stored))} keeps its type`, () => {
    assert.deepEqual(scalarFrom(value), stored);
  });
}

test("Keras-Prov stored own hyperparameters as null: here they are typed", async () => {
  const { prov, sink } = setUp();
  const params = { lr: { start: 0.1, decay: null }, tags: ["a"], skip: undefined };
  await prov.run({ params }, (run) => {
    params.lr.start = 9;
    run.params({ later: true });
  });
  assert.deepEqual(sink.params("user"), {
    "lr.start": 0.1,
    "lr.decay": null,
    tags: '["a"]',
    later: true,
  });
});

test("params of a circle, a name of 10,000 letters and 5,000 of them are kept", () => {
  const circle: Record<string, unknown> = { a: 1 };
  circle.self = circle;
  circle.list = [circle];
  assert.deepEqual(flatten(circle).slice(0, 2), [
    ["a", 1],
    ["self", "[circular]"],
  ]);
  const long = "n".repeat(10_000);
  assert.deepEqual(flatten({ [long]: 1 }), [[long, 1]]);
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`p${i}`, i]));
  assert.equal(flatten(many).length, 5000);
});

test("fit() records the optimizer's settings, the compiled model and its arguments", async () => {
  const { sink } = setUp();
  const model = small(tf.train.momentum(0.1, 0.9));
  const stopper = tf.callbacks.earlyStopping({ monitor: "loss", patience: 9 });
  await model.fit(xs, ys, {
    epochs: 2,
    validationSplit: 0.3,
    shuffle: false,
    verbose: 0,
    callbacks: [stopper],
  });
  assert.deepEqual(sink.params("optimizer"), {
    optimizer: "momentum",
    learningRate: 0.1,
    momentum: 0.9,
    useNesterov: false,
  });
  assert.deepEqual(sink.params("model"), {
    loss: "meanSquaredError",
    metrics: '["mae"]',
  });
  assert.deepEqual(sink.params("fit"), {
    batchSize: 32,
    epochs: 2,
    initialEpoch: 0,
    validationSplit: 0.3,
    validationData: false,
    shuffle: false,
    sampleWeight: false,
    callbacks: '["EarlyStopping"]',
    trainSamples: 8,
    validationSamples: 4,
  });
});

test("fitDataset() records its arguments", async () => {
  const { sink } = setUp();
  const onEpochEnd = () => {};
  await small("adam").fitDataset(dataset().repeat(), {
    epochs: 2,
    batchesPerEpoch: 3,
    validationData: dataset(),
    validationBatches: 1,
    verbose: 0,
    callbacks: { onEpochEnd },
  });
  assert.deepEqual(sink.params("fit"), {
    epochs: 2,
    initialEpoch: 0,
    batchesPerEpoch: 3,
    validationData: true,
    validationBatches: 1,
    sampleWeight: false,
    callbacks: '["{ onEpochEnd }"]',
  });
  const { optimizer, epsilon, beta1 } = sink.params("optimizer");
  assert.deepEqual([optimizer, epsilon, beta1], ["adam", 1e-7, 0.9]);
});

test("class weights are kept as JSON, sample weights as given or not", () => {
  const args = { classWeight: { 0: 1, 1: 2.5 }, sampleWeight: ys };
  const params = Object.fromEntries(fitParams(xs, args));
  assert.equal(params.classWeight, '{"0":1,"1":2.5}');
  assert.equal(params.sampleWeight, true);
  assert.equal(params.trainSamples, 12);
});

test("losses of one's own are named, several outputs by output", async () => {
  const { sink } = setUp();
  const model = small();
  const mine = (a: tf.Tensor, b: tf.Tensor) => tf.losses.absoluteDifference(a, b);
  model.compile({ optimizer: "sgd", loss: mine, metrics: [mine] as never });
  await model.fit(xs, ys, { epochs: 1, verbose: 0 });
  assert.deepEqual(sink.params("model"), { loss: "mine", metrics: '["mine"]' });
  assert.equal(sink.values("mine").length, 1);
});
