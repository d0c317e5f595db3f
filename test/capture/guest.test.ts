import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../src/capture/capture";
import type { FactSink } from "../../src/store/facts";
import { MemorySink } from "./memory-sink";
import { captured, dataset, small, twoOutputs, xs, ys } from "./models";

let last: Capture | undefined;
afterEach(() => last?.autolog(false));

const methods = ["add", "endRun", "endPhase", "series", "pace", "freeName"] as const;
for (const method of methods) {
  test(`Keras-Prov died with its database: a sink whose ${method} throws stops nothing`, async () => {
    const sink = new MemorySink();
    const said: string[] = [];
    const broken: FactSink = Object.assign(Object.create(sink) as MemorySink, {
      [method]: () => {
        throw new Error("disk full");
      },
    });
    const prov = new Capture(broken, { say: (message) => said.push(message) });
    last = prov;
    prov.autolog(tf, { every: "batch" });
    const model = small();
    const history = await model.fit(xs, ys, { epochs: 3, verbose: 0 });
    assert.equal(history.epoch.length, 3);
    tf.dispose(model.evaluate(xs, ys));
    await model.trainOnBatch(xs, ys);
    prov.close();
    const run = await prov.fit(model, xs, ys, { epochs: 1, verbose: 0 });
    assert.equal(run.history.epoch.length, 1);
    const counted = await prov.run({ params: { a: 1 } }, async (run) => {
      for (let i = 0; i < 5; i++) run.log({ loss: i });
      run.params({ b: 2 });
      return run.phase("inner", () => 6);
    });
    assert.equal(counted.result, 6);
    assert.ok(said.length > 0 && said.length < 12, said.join("\n"));
    assert.match(
      said[0]!,
      /^Could not record .*\n {2}disk full\n {2}the training goes on$/,
    );
    assert.equal(new Set(said).size, said.length);
  });
}

test("a run whose phase can't begin is ended, and the training goes on", async () => {
  const sink = new MemorySink();
  const add: FactSink["add"] = (table, row) => {
    if (table === "phases") throw new Error("no phases");
    sink.add(table, row);
  };
  const prov = new Capture(Object.assign(Object.create(sink), { add }), {
    say: () => {},
  });
  last = prov;
  const run = await prov.fit(small(), xs, ys, { epochs: 2, verbose: 0 });
  assert.equal(run.history.epoch.length, 2);
  prov.autolog(tf);
  const model = small();
  await model.fit(xs, ys, { epochs: 1, verbose: 0 });
  await model.trainOnBatch(xs, ys);
  tf.dispose(model.evaluate(xs, ys));
  assert.ok(sink.statuses().every((status) => status === "finished"));
  assert.equal(prov.running().length, 0);
});

test("an error of capture's own is noted as an event", async () => {
  const sink = new MemorySink();
  const series = () => {
    throw new Error("no series");
  };
  const prov = new Capture(Object.assign(Object.create(sink), { series }), {
    say: () => {},
  });
  await prov.fit(small(), xs, ys, { epochs: 2, verbose: 0 });
  const lost = sink.rows.events.filter(({ kind }) => kind === "lost");
  assert.deepEqual(
    lost.map(({ name, message }) => [name, message]),
    [
      ["onEpochEnd", "no series"],
      ["onEpochEnd", "no series"],
    ],
  );
  assert.deepEqual(sink.phases(), ["fit finished"]);
});

/** A generator of the user's, so that two trainings draw the same numbers. */
function seeded(): () => number {
  let state = 42;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const plateau = () => ({
  onEpochEnd: async (epoch: number) => {
    (rated.optimizer as unknown as { learningRate: number }).learningRate =
      0.1 / (epoch + 2);
  },
});
let rated: tf.LayersModel;

/** Looks at the losses of each batch, and trains on. */
class Looking extends tf.Callback {
  override async onBatchEnd() {}
}

const trainings: Record<string, (model: tf.Sequential) => Promise<unknown>> = {
  "no validation": (model) =>
    model.fit(xs, ys, { epochs: 3, batchSize: 5, verbose: 0 }),
  validationSplit: (model) =>
    model.fit(xs, ys, { epochs: 3, batchSize: 5, validationSplit: 0.25, verbose: 0 }),
  validationData: (model) =>
    model.fit(xs, ys, { epochs: 3, validationData: [xs, ys], verbose: 0 }),
  "fitDataset with batchesPerEpoch": (model) =>
    model.fitDataset(dataset().shuffle(3, "7").repeat(), {
      epochs: 2,
      batchesPerEpoch: 2,
      validationData: dataset(),
      verbose: 0,
    }),
  "fitDataset of a generator that draws": (model) => {
    const draws = tf.data.generator(function* () {
      for (let i = 0; i < 8; i++) yield { xs: [Math.random(), i], ys: [Math.random()] };
    } as never);
    return model.fitDataset(draws.batch(4) as never, { epochs: 2, verbose: 0 });
  },
  "fitDataset validated on tensors": (model) =>
    model.fitDataset(dataset(), { epochs: 2, validationData: [xs, ys], verbose: 0 }),
  "plain callbacks": (model) =>
    model.fit(xs, ys, { epochs: 3, verbose: 0, callbacks: { onBatchEnd() {} } }),
  "an instance": (model) =>
    model.fit(xs, ys, { epochs: 3, verbose: 0, callbacks: [new Looking()] }),
  EarlyStopping: (model) => {
    const callbacks = tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 9 });
    return model.fit(xs, ys, { epochs: 9, verbose: 0, callbacks });
  },
  "a schedule": (model) => {
    rated = model;
    return model.fit(xs, ys, { epochs: 4, verbose: 0, callbacks: [plateau()] });
  },
  trainOnBatch: async (model) => {
    for (let i = 0; i < 3; i++) await model.trainOnBatch(xs, ys);
  },
  "freeze, fit, unfreeze, fit": async (model) => {
    const compile = () => model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    model.layers[0]!.trainable = false;
    compile();
    await model.fit(xs, ys, { epochs: 2, verbose: 0 });
    model.layers[0]!.trainable = true;
    compile();
    await model.fit(xs, ys, { epochs: 2, verbose: 0 });
  },
  "saved after each epoch": async (model) => {
    const done = { modelArtifactsInfo: { dateSaved: new Date(0) } };
    const handler = tf.io.withSaveHandler(async () => done as never);
    const callbacks = { onEpochEnd: async () => void (await model.save(handler)) };
    await model.fit(xs, ys, { epochs: 3, verbose: 0, callbacks });
  },
  "fit, evaluate, fit": async (model) => {
    await model.fit(xs, ys, { epochs: 1, verbose: 0 });
    tf.dispose(model.evaluate(xs, ys));
    tf.dispose(await model.evaluateDataset(dataset() as never, {}));
    await model.fit(xs, ys, { epochs: 1, verbose: 0 });
  },
};

/** Train under a seed; return the weights' bytes and the tensors that stayed. */
async function trained(train: (model: tf.Sequential) => Promise<unknown>) {
  const { random } = Math;
  Math.random = seeded();
  try {
    const before = tf.memory().numTensors;
    const model = small(tf.train.adam(0.05));
    await train(model);
    const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
    const next = Math.random();
    const tensors = tf.memory().numTensors - before;
    return { weights, next, tensors };
  } finally {
    Math.random = random;
  }
}

for (const [title, train] of Object.entries(trainings)) {
  test(`capture changes no bit and leaves no tensor: ${title}`, async () => {
    const without = await trained(train);
    const { prov, said } = captured();
    last = prov;
    for (const every of [undefined, "batch"] as const) {
      prov.autolog(tf, { every });
      const within = await trained(train);
      prov.close();
      assert.deepEqual(within, without);
    }
    assert.deepEqual(said, []);
  });
}

test("capture changes no bit of a model of several outputs", async () => {
  const train = async () => {
    const model = twoOutputs();
    await model.fit(xs, [ys, ys], { epochs: 3, validationSplit: 0.5, verbose: 0 });
    return model.getWeights().map((weight) => [...weight.dataSync()]);
  };
  const { random } = Math;
  try {
    Math.random = seeded();
    const without = await train();
    const { prov } = captured();
    last = prov;
    prov.autolog(tf, { every: 1 });
    Math.random = seeded();
    assert.deepEqual(await train(), without);
  } finally {
    Math.random = random;
  }
});

test("the time spent in capture is told, and is less than the phase's", async () => {
  const { prov, sink } = captured();
  await prov.fit(small(), xs, ys, { epochs: 20, verbose: 0 });
  const [phase] = sink.rows.phases;
  const ending = sink.phaseEnds.get(phase!.phase_id)!;
  assert.ok(ending.capture_ms > 0);
  assert.ok(ending.capture_ms < ending.ended_at - phase!.started_at);
});
