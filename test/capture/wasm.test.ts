import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { Capture } from "../../src/capture/capture";
import { MemorySink } from "./memory-sink";

const rows = Array.from({ length: 60 }, (_, i) => [Math.sin(i), Math.cos(i), i % 7]);
const labels = rows.map(([a]) => [a! > 0 ? 1 : 0]);

before(() => tf.setBackend("wasm"));
after(() => tf.setBackend("cpu"));

/** Models that the wasm backend can train: it has no gradients of convolutions. */
const models: Record<string, () => tf.LayersModel> = {
  "a sequential model with dropout": () =>
    tf.sequential({
      layers: [
        tf.layers.dense({ units: 8, activation: "relu", inputShape: [3] }),
        tf.layers.dropout({ rate: 0.3 }),
        tf.layers.dense({ units: 1, activation: "sigmoid" }),
      ],
    }),
  "a functional model of two branches": () => {
    const input = tf.input({ shape: [3] });
    const branch = () => tf.layers.dense({ units: 4 }).apply(input);
    const sum = tf.layers.add().apply([branch(), branch()] as tf.SymbolicTensor[]);
    const outputs = tf.layers.dense({ units: 1 }).apply(sum) as tf.SymbolicTensor;
    return tf.model({ inputs: input, outputs });
  },
};

/** Train from one stream of random numbers; return the weights' hash and new tensors. */
async function trained(made: () => tf.LayersModel, optimizer: string) {
  const { random } = Math;
  let state = 1;
  Math.random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const [xs, ys] = [tf.tensor2d(rows), tf.tensor2d(labels)];
  const model = made();
  try {
    model.compile({ optimizer, loss: "meanSquaredError" });
    const { numTensors } = tf.memory();
    const args = { epochs: 3, batchSize: 16, validationSplit: 0.2, verbose: 0 };
    await model.fit(xs, ys, args);
    const hash = createHash("sha256");
    for (const weight of model.getWeights()) hash.update(weight.dataSync());
    return { hash: hash.digest("hex"), tensors: tf.memory().numTensors - numTensors };
  } finally {
    Math.random = random;
    tf.dispose([xs, ys]);
    model.dispose();
  }
}

for (const [what, made] of Object.entries(models)) {
  for (const optimizer of ["sgd", "adam", "rmsprop"]) {
    test(`on wasm, capture changes no bit of ${what} by ${optimizer}`, async () => {
      assert.equal(tf.getBackend(), "wasm");
      const plain = await trained(made, optimizer);
      const sink = new MemorySink();
      const prov = new Capture(sink, { say: assert.fail });
      prov.autolog(tf, { every: "batch" });
      try {
        assert.deepEqual(await trained(made, optimizer), plain);
      } finally {
        prov.autolog(false);
      }
      assert.deepEqual(sink.statuses(), ["finished"]);
      const hashes = sink.rows.model_states.map(({ weights_hash }) => weights_hash);
      assert.equal(new Set(hashes).size, 2);
      assert.ok(hashes.every((hash) => hash !== null));
    });
  }
}

test("data has the same hash on wasm as on the cpu", async () => {
  const hashes: (string | undefined)[] = [];
  for (const backend of ["wasm", "cpu"]) {
    await tf.setBackend(backend);
    const sink = new MemorySink();
    const prov = new Capture(sink, { say: assert.fail });
    const model = models["a sequential model with dropout"]!();
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    await prov.fit(model, tf.tensor2d(rows), tf.tensor2d(labels), {
      epochs: 1,
      verbose: 0,
    });
    hashes.push(sink.rows.datasets[0]?.dataset_hash);
  }
  await tf.setBackend("wasm");
  assert.ok(hashes[0]);
  assert.equal(hashes[0], hashes[1]);
});
