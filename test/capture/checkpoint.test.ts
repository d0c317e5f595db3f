import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, type TestContext, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { fileSystem } from "../../src/capture/artifacts/file-system";
import type { Capture } from "../../src/capture/capture";
import { captured, small, xs, ys } from "./models";

let last: Capture | undefined;
afterEach(() => last?.autolog(false));

function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}

function folder(t: TestContext): string {
  const path = mkdtempSync(join(tmpdir(), "tfjs-prov-test-"));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const bytesOf = (model: tf.LayersModel) =>
  model.getWeights().map((weight) => [...weight.dataSync()]);

/** Trains well for three epochs and then away from what was learned. */
function spoiling(model: tf.LayersModel): { onEpochEnd(epoch: number): Promise<void> } {
  const optimizer = model.optimizer as tf.SGDOptimizer;
  return {
    async onEpochEnd(epoch: number) {
      if (epoch === 2) optimizer.setLearningRate(-0.5);
    },
  };
}

const args = { epochs: 6, verbose: 0, shuffle: false } as const;

test("tf.callbacks.earlyStopping of tfjs can't restore the best weights", () => {
  assert.throws(
    () => tf.callbacks.earlyStopping({ restoreBestWeights: true }),
    /restoreBestWeights = True is not implemented/,
  );
});

test("checkpoint() gives the best weights back, and the end says which epoch's they are", async () => {
  const { prov, sink } = setUp();
  const model = small();
  const tensors = tf.memory().numTensors;
  const best = prov.checkpoint({ monitor: "loss", restore: true });
  const seen: number[][][] = [];
  const look = { onEpochEnd: async () => void seen.push(bytesOf(model)) };
  const spoil = spoiling(model);
  const callbacks = [spoil, look, best] as never;
  const history = await model.fit(xs, ys, { ...args, callbacks });
  const losses = history.history.loss as number[];
  const k = losses.indexOf(Math.min(...losses));
  assert.ok(k > 0 && k < 5, losses.join(" "));
  assert.deepEqual([best.bestEpoch, best.bestValue], [k, losses[k]]);
  assert.deepEqual(bytesOf(model), seen[k]);
  assert.equal(tf.memory().numTensors, tensors);

  const states = sink.rows.model_states;
  const end = states.at(-1)!;
  const kept = states.filter(({ origin }) => origin === "checkpoint");
  assert.deepEqual(
    kept.map(({ epoch, monitor, monitor_value }) => [epoch, monitor, monitor_value]),
    losses.slice(0, k + 1).map((loss, epoch) => [epoch, "loss", loss]),
  );
  assert.deepEqual([end.origin, end.epoch], ["restored", 5]);
  assert.equal(end.weights_hash, kept.at(-1)!.weights_hash);
  assert.notEqual(end.state_id, kept.at(-1)!.state_id);
  assert.deepEqual(
    sink.rows.state_links
      .filter(({ state_id }) => state_id === end.state_id)
      .map(({ source_state_id, relation }) => [source_state_id, relation]),
    [[kept.at(-1)!.state_id, "restored"]],
  );
});

/** Lists of callbacks; `best` is our own. */
const lists: Record<string, (best: tf.Callback, plain: object) => unknown> = {
  alone: (best) => best,
  "before a plain object": (best, plain) => [best, plain],
  "after a plain object": (best, plain) => [plain, best],
  "before earlyStopping": (best) => [best, stopping()],
  "after earlyStopping": (best) => [stopping(), best],
};
const stopping = () => tf.callbacks.earlyStopping({ monitor: "loss" });

for (const autolog of [true, false]) {
  for (const [title, list] of Object.entries(lists)) {
    const how = autolog ? "with autolog" : "unrecorded";
    test(`checkpoint() stands in a list of callbacks ${title}, ${how}`, async () => {
      const { prov, said } = autolog ? setUp() : captured();
      last = prov;
      const model = small();
      const best = prov.checkpoint({ restore: true });
      const callbacks = list(best as never, spoiling(model)) as never;
      await model.fit(xs, ys, { ...args, callbacks });
      assert.notEqual(best.bestEpoch, null);
      assert.deepEqual(said, []);
    });
  }
}

test("a training that fails leaves no tensor of a checkpoint", async () => {
  const { prov } = setUp();
  class Failing extends tf.Callback {
    override async onEpochEnd(epoch: number) {
      if (epoch === 1) throw new Error("enough");
    }
  }
  const left = async (callbacks: unknown[]) => {
    const model = small();
    const tensors = tf.memory().numTensors;
    const all = [...callbacks, new Failing()] as never;
    await assert.rejects(model.fit(xs, ys, { ...args, callbacks: all }), /enough/);
    return tf.memory().numTensors - tensors;
  };
  assert.equal(await left([prov.checkpoint({ restore: true })]), await left([]));
});

test("checkpoint({ path }) saves each better model, readable by tf.loadLayersModel", async (t) => {
  const { prov, sink } = setUp();
  const model = small();
  const path = join(folder(t), "best-{epoch}");
  const best = prov.checkpoint({ path, monitor: "mae", mode: "min" });
  let kept: number[][] = [];
  const look = {
    onEpochEnd: async (epoch: number) => {
      if (best.bestEpoch === epoch) kept = bytesOf(model);
    },
  };
  const callbacks = [best, spoiling(model), look] as never;
  await model.fit(xs, ys, { ...args, callbacks });
  const at = path.replace("{epoch}", String(best.bestEpoch));
  assert.ok(existsSync(join(at, "model.json")) && existsSync(join(at, "weights.bin")));
  const loaded = await tf.loadLayersModel(fileSystem(at));
  assert.deepEqual(bytesOf(loaded), kept);
  const checkpoints = sink.rows.model_states.filter(
    ({ origin }) => origin === "checkpoint",
  );
  const saved = sink.rows.artifacts.filter(({ verb }) => verb === "saved");
  assert.deepEqual(
    saved.map(({ state_id }) => state_id),
    checkpoints.map(({ state_id }) => state_id),
  );
  assert.equal(saved.at(-1)!.epoch, best.bestEpoch);
  assert.ok(saved.every(({ place }) => !place!.includes("/")));
});

test("checkpoint() says once that its metric is not there", async () => {
  const { prov, said } = setUp();
  const callbacks = [prov.checkpoint({ monitor: "val_acc" })] as never;
  await small().fit(xs, ys, { ...args, callbacks });
  assert.deepEqual(said, [
    [
      'Could not make a checkpoint by "val_acc"',
      "  metrics of the epoch: loss, mae",
      "  the training goes on",
    ].join("\n"),
  ]);
});
