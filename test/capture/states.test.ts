import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../src/capture/capture";
import { MemorySink } from "./memory-sink";
import { captured, small, xs, ys } from "./models";

let last: Capture | undefined;
afterEach(() => last?.autolog(false));

function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}

const quiet = { epochs: 1, verbose: 0 } as const;

/** Hash weights by the definition in the docs, apart from the code that it tests. */
async function hashOf(model: tf.LayersModel): Promise<string> {
  const lines = ["tfjs-prov weights 1"];
  for (const layer of model.layers) {
    for (const weight of layer.weights) {
      const { dtype, shape } = weight.read();
      const values = (await weight.read().data()) as Float32Array;
      const bytes = Buffer.alloc(4 * values.length);
      values.forEach((value, i) => void bytes.writeFloatLE(value, 4 * i));
      const digest = createHash("sha256").update(bytes).digest("hex");
      lines.push(
        JSON.stringify([weight.originalName.split("/").pop(), dtype, shape, digest]),
      );
    }
  }
  return createHash("sha256")
    .update(lines.map((line) => `${line}\n`).join(""))
    .digest("hex");
}

test("a fit begins with one state and ends with another, each with its weights' hash", async () => {
  const { sink } = setUp();
  const model = small();
  const before = await hashOf(model);
  await model.fit(xs, ys, { ...quiet, epochs: 2 });
  const [start, end] = sink.rows.model_states;
  assert.equal(sink.rows.model_states.length, 2);
  assert.deepEqual([start!.origin, start!.weights_hash], ["initial", before]);
  assert.deepEqual([end!.origin, end!.weights_hash], ["trained", await hashOf(model)]);
  assert.deepEqual([end!.epoch, end!.step, end!.size_bytes], [1, 2, 52]);
  const [phase] = sink.rows.phases;
  assert.deepEqual(sink.rows.state_uses, [
    { run_id: phase!.run_id, phase_id: phase!.phase_id, state_id: start!.state_id },
  ]);
  assert.deepEqual(sink.rows.state_links, [
    {
      state_id: end!.state_id,
      source_state_id: start!.state_id,
      relation: "trained",
      weights: 4,
    },
  ]);
});

test("equal models made twice have equal hashes: tfjs' numbers in names don't count", async () => {
  const { sink } = setUp();
  const model = small();
  const twin = small();
  twin.setWeights(model.getWeights().map((weight) => weight.clone()));
  await model.fit(xs, ys, { ...quiet, shuffle: false });
  await twin.fit(xs, ys, { ...quiet, shuffle: false });
  const [, a, , b] = sink.rows.model_states;
  assert.equal(a!.weights_hash, b!.weights_hash);
  assert.notEqual(a!.state_id, b!.state_id);
});

test("freezing a layer changes the model, not the hash of its weights", async () => {
  const { sink } = setUp();
  const model = small();
  tf.dispose(model.evaluate(xs, ys));
  model.layers[0]!.trainable = false;
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  await model.fit(xs, ys, quiet);
  assert.equal(sink.rows.model_states.length, 2, "the fit began with the known state");
  const began = new Set(sink.rows.state_uses.map(({ state_id }) => state_id));
  assert.deepEqual([...began], [sink.rows.model_states[0]!.state_id]);
  assert.equal(new Set(sink.rows.phases.map(({ model_id }) => model_id)).size, 2);
  model.setWeights(model.getWeights().map((weight) => weight.clone()));
  tf.dispose(model.evaluate(xs, ys));
  assert.equal(sink.rows.model_states.length, 2, "clones share their data");
});

test("each phase of a chain derives from the one before, evaluate makes no state", async () => {
  const { sink, prov } = setUp();
  const model = small();
  await prov.run({}, async () => {
    await model.fit(xs, ys, quiet);
    tf.dispose(model.evaluate(xs, ys));
    await model.fit(xs, ys, quiet);
    await model.trainOnBatch(xs, ys);
  });
  await prov.close();
  const origins = sink.rows.model_states.map(({ origin }) => origin);
  assert.deepEqual(origins, ["initial", "trained", "trained", "trained"]);
  const ids = sink.rows.model_states.map(({ state_id }) => state_id);
  assert.deepEqual(
    sink.rows.state_uses.map(({ state_id }) => ids.indexOf(state_id)),
    [0, 1, 1, 2],
  );
  assert.deepEqual(
    sink.rows.state_links.map(({ source_state_id }) => ids.indexOf(source_state_id)),
    [0, 1, 2],
  );
});

test("weights set between two fits are another state, said to be changed", async () => {
  const { sink } = setUp();
  const model = small();
  await model.fit(xs, ys, quiet);
  model.layers[1]!.setWeights([tf.zeros([3, 1]), tf.zeros([1])]);
  await model.fit(xs, ys, quiet);
  const origins = sink.rows.model_states.map(({ origin }) => origin);
  assert.deepEqual(origins, ["initial", "trained", "changed", "trained"]);
  assert.equal(sink.rows.state_links[1]!.relation, "changed");
});

const warmStarts: Record<
  string,
  [(base: tf.Sequential) => tf.LayersModel, string, number]
> = {
  "weights copied whole": [
    (base) => {
      const model = small();
      model.setWeights(base.getWeights());
      return model;
    },
    "copied",
    4,
  ],
  "layers shared with a new head": [
    (base) => {
      const body = base.layers[0]!.output as tf.SymbolicTensor;
      const head = tf.layers.dense({ units: 1 }).apply(body) as tf.SymbolicTensor;
      const model = tf.model({ inputs: base.inputs, outputs: head });
      model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      return model;
    },
    "shared",
    2,
  ],
  "one layer's weights copied": [
    (base) => {
      const model = small();
      model.layers[0]!.setWeights(base.layers[0]!.getWeights());
      return model;
    },
    "copied",
    2,
  ],
};

for (const [title, [make, relation, weights]] of Object.entries(warmStarts)) {
  test(`a warm start is lineage: ${title}`, async () => {
    const { sink } = setUp();
    const base = small();
    await base.fit(xs, ys, quiet);
    const trained = sink.rows.model_states[1]!;
    await make(base).fit(xs, ys, quiet);
    const start = sink.rows.model_states[2]!;
    assert.equal(start.origin, "initial");
    assert.deepEqual(
      sink.rows.state_links.filter(({ state_id }) => state_id === start.state_id),
      [
        {
          state_id: start.state_id,
          source_state_id: trained.state_id,
          relation,
          weights,
        },
      ],
    );
  });
}

test("a failed and an interrupted fit leave the state that the model is in", async () => {
  const { sink, prov } = setUp();
  const model = small();
  const fail = {
    onEpochEnd: async () => {
      throw new Error("enough");
    },
  };
  await assert.rejects(model.fit(xs, ys, { ...quiet, callbacks: fail }));
  const interrupt = { onEpochEnd: async () => void prov.interrupt() };
  await assert.rejects(
    model.fit(xs, ys, { ...quiet, epochs: 9, callbacks: interrupt }),
  );
  const origins = sink.rows.model_states.map(({ origin }) => origin);
  assert.deepEqual(origins, ["initial", "trained", "trained"]);
  assert.equal(sink.rows.model_states.at(-1)!.weights_hash, await hashOf(model));
});

test("every epoch's end is a state where that is asked for", async () => {
  const sink = new MemorySink();
  const prov = new Capture(sink, { weights: { every: "epoch" } });
  last = prov;
  const model = small();
  await prov.fit(model, xs, ys, { ...quiet, epochs: 3 });
  const states = sink.rows.model_states.map(({ origin, epoch }) => [origin, epoch]);
  assert.deepEqual(states, [
    ["initial", null],
    ["epoch", 0],
    ["epoch", 1],
    ["epoch", 2],
    ["trained", 2],
  ]);
});

test("weights: false records no state, and a model above the limit has no hash", async () => {
  const silent = new MemorySink();
  await new Capture(silent, { weights: false }).fit(small(), xs, ys, quiet);
  assert.deepEqual(silent.rows.model_states, []);
  assert.deepEqual(silent.rows.state_uses, []);
  const bounded = new MemorySink();
  const prov = new Capture(bounded, { weights: { limitMb: 51e-6 } });
  await prov.fit(small(), xs, ys, quiet);
  assert.deepEqual(
    bounded.rows.model_states.map(({ weights_hash, size_bytes }) => [
      weights_hash,
      size_bytes,
    ]),
    [
      [null, 52],
      [null, 52],
    ],
  );
  assert.equal(bounded.rows.state_links.length, 1);
});

test("weights that can't be read stop nothing", async () => {
  const { prov, sink, said } = captured();
  last = prov;
  const model = small();
  const weight = model.layers[0]!.weights[0]!.read();
  Object.defineProperty(weight, "data", {
    value: () => Promise.reject(new Error("the device is lost")),
  });
  const run = await prov.fit(model, xs, ys, quiet);
  assert.equal(run.status, "finished");
  assert.deepEqual(said, [
    "Could not record the weights' hash\n  the device is lost\n  the training goes on",
  ]);
  assert.deepEqual(
    sink.rows.model_states.map(({ weights_hash }) => weights_hash),
    [null, null],
  );
});
