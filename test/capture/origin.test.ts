import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import type { EventRow } from "../../src/store/facts";
import { captured, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}
afterEach(() => last?.autolog(false));

/** A layer that takes the logarithm: not finite for what is 0 or less. */
class Log extends tf.layers.Layer {
  static className = "Log";
  constructor(args: { name: string }) {
    super(args);
  }
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return shape;
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.log([inputs].flat()[0]!);
  }
}

const ones = () => ({ kernelInitializer: tf.initializers.ones(), units: 1 });
const dense = (name: string, more: object = {}) =>
  tf.layers.dense({ ...ones(), name, ...more });

/** Leaves weights as they are, however wrong the gradients. */
class Still extends tf.Optimizer {
  static className = "Still";
  override applyGradients(): void {}
  override getConfig() {
    return {};
  }
}
const mse = { optimizer: new Still(), loss: "meanSquaredError" };
const quiet = { epochs: 1, verbose: 0, shuffle: false } as const;

/** Two inputs of one feature; the second goes through a logarithm. */
function branched(): tf.LayersModel {
  const a = tf.input({ shape: [2], name: "left" });
  const b = tf.input({ shape: [1], name: "right" });
  const left = dense("calm").apply(a);
  const log = new Log({ name: "log_of_right" }).apply(b);
  const inputs = [left, log] as tf.SymbolicTensor[];
  const joined = tf.layers.concatenate({ name: "joined" }).apply(inputs);
  const outputs = dense("last").apply(joined) as tf.SymbolicTensor;
  const model = tf.model({ inputs: [a, b], outputs });
  model.compile(mse);
  return model;
}

function sequence(...layers: tf.layers.Layer[]): tf.Sequential {
  const model = tf.sequential({ layers });
  model.compile(mse);
  return model;
}

const positive = tf.ones([12, 1]);
const withZero = tf.tensor2d(
  Array.from({ length: 12 }, (_, i) => [i === 7 ? 0 : 1]),
  [12, 1],
);
const withNaN = tf.tensor2d(
  Array.from({ length: 12 }, (_, i) => [1, i === 5 ? Number.NaN : 1]),
  [12, 2],
);
const nested = () =>
  sequence(
    tf.sequential({
      layers: [dense("in", { inputShape: [2] }), new Log({ name: "deep" })],
    }),
    dense("out"),
  );

/** One layer used twice: the logarithm of 1 is 0, and that of 0 infinite. */
function shared(): tf.LayersModel {
  const input = tf.input({ shape: [1] });
  const log = new Log({ name: "twice" });
  const weighed = dense("weighed").apply(input);
  const first = log.apply(weighed) as tf.SymbolicTensor;
  const outputs = log.apply(first) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs });
  model.compile(mse);
  return model;
}

const logOfZero = (truth: tf.Tensor, guess: tf.Tensor) =>
  tf
    .log(tf.abs(tf.sub(truth, truth)))
    .add(tf.mul(guess, 0))
    .mean(-1);

const row7 = "its output is not finite, its inputs and weights are: first in row 7 of";

interface Case {
  what: string;
  train(): Promise<unknown>;
  layer: string | null;
  found_in: string | null;
  message: string;
}
const cases: Case[] = [
  {
    what: "a layer that makes infinity of a zero, in one branch of two",
    train: () => branched().fit([xs, withZero], ys, quiet),
    ...{ layer: "log_of_right", found_in: "output" },
    message: `${row7} the training data`,
  },
  {
    what: "inputs given by name",
    train: () => branched().fit({ right: withZero, left: xs }, ys, quiet),
    ...{ layer: "log_of_right", found_in: "output" },
    message: `${row7} the training data`,
  },
  {
    what: "a layer inside a nested model",
    train: () => nested().fit(tf.zeros([12, 2]), ys, quiet),
    ...{ layer: "deep", found_in: "output" },
    message: row7.replace("7", "0").concat(" the training data"),
  },
  {
    what: "the second use of a shared layer",
    train: () => shared().fit(positive, ys, quiet),
    ...{ layer: "twice", found_in: "output" },
    message: row7.replace("7", "0").concat(" the training data"),
  },
  {
    what: "data that holds NaN, although the weights are spoilt by then",
    train: () => {
      const model = sequence(dense("first", { inputShape: [2] }), dense("second"));
      model.compile({ ...mse, optimizer: "sgd" });
      return model.fit(withNaN, ys, quiet);
    },
    ...{ layer: "first_input", found_in: "data" },
    message: "the inputs are not finite: first in row 5 of the training data",
  },
  {
    what: "targets that hold infinity",
    train: () => {
      const wrong = tf.fill([12, 1], Number.POSITIVE_INFINITY);
      return sequence(dense("only", { inputShape: [2] })).fit(xs, wrong, quiet);
    },
    ...{ layer: "only", found_in: "data" },
    message: "the targets are not finite: first in row 0 of the training data",
  },
  {
    what: "NaN in the rows that are validated on, and only there",
    train: () =>
      sequence(dense("only", { inputShape: [2] })).fit(withNaN.reverse(0), ys, {
        ...{ ...quiet, validationSplit: 0.5 },
      }),
    ...{ layer: "only_input", found_in: "data" },
    message: "the inputs are not finite: first in row 0 of the validation data",
  },
  {
    what: "a loss of finite outputs",
    train: () => {
      const model = sequence(dense("only", { inputShape: [2] }));
      model.compile({ ...mse, loss: logOfZero });
      return model.fit(xs, ys, quiet);
    },
    ...{ layer: "only", found_in: "loss" },
    message:
      "the loss of finite outputs and targets is not finite: first in row 0 of the training data",
  },
  {
    what: "weights that no finite number holds any more",
    train: () => {
      const model = sequence(
        dense("kept", { inputShape: [2], trainable: false }),
        dense("wild"),
        dense("after", { trainable: false }),
      );
      model.compile({ ...mse, optimizer: tf.train.sgd(1e38) });
      return model.fit(xs, ys, { ...quiet, epochs: 3 });
    },
    ...{ layer: "wild", found_in: "weights" },
    message: "weights are not finite in 1 of 3 layers: wild",
  },
  {
    what: "a batch of trainOnBatch",
    train: () => logged().trainOnBatch(withZero, ys),
    ...{ layer: "log", found_in: "output" },
    message: `${row7} the training data`,
  },
  {
    what: "an evaluation",
    train: async () => tf.dispose(logged().evaluate(withZero, ys)),
    ...{ layer: "log", found_in: "output" },
    message: `${row7} the test data`,
  },
  {
    what: "a dataset, by the rows of its first batch",
    train: () => logged().fitDataset(batches(withZero), { epochs: 1, verbose: 0 }),
    ...{ layer: "log", found_in: "output" },
    message: `${row7} the first batch of the training data`,
  },
  {
    what: "a dataset that holds NaN in a later batch",
    train: () =>
      sequence(dense("only", { inputShape: [2] })).fitDataset(batches(withNaN, 4), {
        ...{ epochs: 1, verbose: 0 },
      }),
    ...{ layer: "only_input", found_in: "data" },
    message: "the inputs are not finite: NaN 1 times, infinite 0 times",
  },
];

/** A model whose only layer of note is a logarithm. */
function logged(): tf.Sequential {
  const linear = dense("linear", { inputShape: [1] });
  return sequence(linear, new Log({ name: "log" }));
}

function batches(x: tf.Tensor, size = 12) {
  const rows = tf.data.zip({
    xs: tf.data.array(x.arraySync() as number[][]),
    ys: tf.data.array(ys.arraySync()),
  });
  return rows.batch(size) as tf.data.Dataset<{ xs: tf.Tensor; ys: tf.Tensor }>;
}

const told = ({ layer, found_in, message }: EventRow) => ({ layer, found_in, message });

for (const { what, train, ...expected } of cases) {
  test(`the first number that is not finite is traced to ${what}`, async () => {
    const { sink, said } = setUp();
    await train();
    const event = sink.rows.events.find(({ kind }) => kind === "not a number");
    assert.deepEqual(event && told(event), expected);
    assert.deepEqual(said, []);
  });
}

/** Draws a number at each call, and throws when it is called for a prediction. */
class Restless extends Log {
  static override className = "Restless";
  calls = 0;
  drawn: number[] = [];
  constructor(readonly fails = false) {
    super({ name: "restless" });
  }
  override call(inputs: tf.Tensor | tf.Tensor[], kwargs?: { training?: boolean }) {
    this.calls += 1;
    this.drawn.push(Math.random());
    if (this.fails && !kwargs?.training) throw new Error("only for training");
    return super.call(inputs);
  }
}

test("the look for a layer draws none of the user's numbers and leaves no tensor", async () => {
  const { sink } = setUp();
  const restless = new Restless();
  const model = sequence(dense("linear", { inputShape: [1] }), restless);
  const random = Math.random;
  let drawn = 0;
  Math.random = () => {
    drawn += 1;
    return 0.25;
  };
  try {
    const tensors = tf.memory().numTensors;
    await model.fit(withZero, ys, { ...quiet, batchSize: 12 });
    assert.equal(tf.memory().numTensors, tensors);
  } finally {
    Math.random = random;
  }
  const ours = restless.drawn.filter((value) => value !== 0.25).length;
  assert.equal(ours, 1);
  assert.equal(drawn, restless.calls - ours);
  assert.equal(sink.rows.events[0]!.layer, "restless");
});

test("a layer that can't be called for a prediction stops nothing", async () => {
  const { sink, said } = setUp();
  const model = sequence(dense("linear", { inputShape: [1] }), new Restless(true));
  const tensors = tf.memory().numTensors;
  const { history } = await model.fit(withZero, ys, { ...quiet, batchSize: 12 });
  assert.equal(history.loss!.length, 1);
  assert.equal(tf.memory().numTensors, tensors);
  assert.deepEqual(told(sink.rows.events[0]!), {
    ...{ layer: null, found_in: null },
    message:
      "the weights are finite; could not take the data through the model: only for training",
  });
  assert.deepEqual(said, []);
});

test("the state of a recurrent layer is left alone", async () => {
  const { sink } = setUp();
  const input = { ...ones(), name: "memory", stateful: true };
  const memory = tf.layers.simpleRNN({ ...input, batchInputShape: [12, 1, 1] });
  const model = sequence(memory);
  model.compile({ ...mse, loss: logOfZero });
  const options = { ...quiet, batchSize: 12, epochs: 2 };
  const states: number[][] = [];
  const onEpochEnd = async () => {
    const [state] = (memory as unknown as { states: tf.Tensor[] }).states;
    states.push(Array.from(state!.dataSync()));
  };
  const x = positive.reshape([12, 1, 1]);
  await model.fit(x, ys, { ...options, callbacks: { onEpochEnd } });
  last?.autolog(false);
  const recorded = states.splice(0);
  model.resetStates();
  await model.fit(x, ys, { ...options, callbacks: { onEpochEnd } });
  assert.deepEqual(recorded, states);
  const message = "the weights are finite, and what was looked at of the data";
  const expected = { layer: null, found_in: null, message };
  assert.deepEqual(told(sink.rows.events[0]!), expected);
});

test("finite numbers cost no look", async () => {
  const { sink } = setUp();
  const model = sequence(dense("only", { inputShape: [2] }));
  const { call } = model.layers[0]!;
  let calls = 0;
  model.layers[0]!.call = function (...given) {
    calls += 1;
    return call.apply(this, given);
  };
  await model.fit(xs, ys, { ...quiet, batchSize: 4 });
  assert.equal(calls, 3);
  assert.deepEqual(sink.rows.events, []);
});

test("a loop without a model is told that a number is not finite, and no more", async () => {
  const { prov, sink } = setUp();
  await prov.run({}, async (run) => {
    run.log({ loss: Number.NaN });
  });
  const { layer, found_in, message } = sink.rows.events[0]!;
  assert.deepEqual([layer, found_in, message], [null, null, null]);
});

test("a callback alone tells the layers whose weights are not finite", async () => {
  const { prov, sink } = captured();
  const model = sequence(dense("first", { inputShape: [2] }), dense("second"));
  model.compile({ ...mse, optimizer: tf.train.sgd(1e38) });
  const callbacks = prov.callback() as never;
  await model.fit(xs, ys, { ...quiet, epochs: 3, callbacks });
  const event = sink.rows.events.find(({ name }) => name === "loss")!;
  assert.deepEqual([event.layer, event.found_in], ["first", "weights"]);
});

test("of large data rows from all of it are looked at, and it is said how many", async () => {
  const { sink } = setUp();
  const model = sequence(dense("only", { inputShape: [1] }));
  const oddLoss = (_: tf.Tensor, guess: tf.Tensor) =>
    tf.mul(guess, guess.shape[0] === 5000 ? Number.NaN : 0).mean(-1);
  model.compile({ ...mse, loss: oddLoss });
  const x = tf.ones([5000, 1]);
  await model.fit(x, x, { ...quiet, batchSize: 5000 });
  const message =
    "the weights are finite, and outputs and loss in 2048 of 5000 rows of the training data";
  const expected = { layer: null, found_in: null, message };
  assert.deepEqual(told(sink.rows.events[0]!), expected);
});
