import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { type ModelFacts, modelFacts } from "../../src/capture/models/model";
import { small, twoOutputs } from "./models";

const facts = (model: tf.LayersModel): ModelFacts => modelFacts(model as never);

function rich(): tf.Sequential {
  const model = tf.sequential();
  const kernelRegularizer = tf.regularizers.l2({ l2: 0.01 });
  model.add(
    tf.layers.conv1d({ filters: 4, kernelSize: 2, inputShape: [6, 2], name: "c" }),
  );
  model.add(tf.layers.flatten({ name: "f" }));
  model.add(tf.layers.dropout({ rate: 0.25, name: "d" }));
  model.add(
    tf.layers.dense({ units: 1, activation: "relu", kernelRegularizer, name: "out" }),
  );
  return model;
}

test("layers are described by kind, units, activation, rate and regularizer", () => {
  const { layers } = facts(rich());
  assert.deepEqual(
    layers.map(({ model_id: _id, config: _config, ...row }) => Object.values(row)),
    [
      [0, "c", "Conv1D", 4, "linear", null, null, true, 20, "[null,5,4]"],
      [1, "f", "Flatten", null, null, null, null, true, 0, "[null,20]"],
      [2, "d", "Dropout", null, null, 0.25, null, true, 0, "[null,20]"],
      [
        3,
        "out",
        "Dense",
        1,
        "relu",
        null,
        "kernelRegularizer L1L2(l1=0, l2=0.01)",
        true,
        21,
        "[null,1]",
      ],
    ].map(([position, ...row]) => [position, ...row]),
  );
  assert.equal(JSON.parse(layers[3]!.config!).units, 1);
});

test("a model's summary is what model.summary() prints, and prints nothing", () => {
  const model = rich();
  const lines: string[] = [];
  model.summary(undefined, undefined, (line) => lines.push(line as string));
  const { model: row } = facts(model);
  assert.equal(row.summary, lines.join("\n"));
  assert.deepEqual([row.parameters, row.trainable_parameters], [41, 41]);
  assert.equal(row.class_name, "Sequential");
});

test("the same cell run twice makes models of one id; another size makes another", () => {
  const id = (model: tf.LayersModel) => facts(model).model.model_id;
  assert.match(id(small()), /^[0-9a-f]{64}$/);
  assert.equal(id(small()), id(small()));
  assert.equal(id(twoOutputs()), id(twoOutputs()));
  assert.notEqual(id(small()), id(twoOutputs()));
  assert.notEqual(id(small()), id(rich()));
});

test("freezing a layer between two fits makes another id", () => {
  const model = small();
  const before = facts(model);
  assert.equal(facts(model), before);
  model.layers[0]!.trainable = false;
  const after = facts(model);
  assert.notEqual(after.model.model_id, before.model.model_id);
  assert.equal(after.layers[0]!.trainable, false);
  assert.equal(after.model.trainable_parameters, 4);
});

test("a model keeps its id when its layers are used in another", () => {
  const [plain, reused] = [twoOutputs(), twoOutputs()];
  const input = tf.input({ shape: [2] });
  const outputs = reused.layers[1]!.apply(input) as tf.SymbolicTensor;
  tf.model({ inputs: input, outputs });
  assert.equal(facts(reused).model.model_id, facts(plain).model.model_id);
});

test("layers of a nested model follow it", () => {
  const outer = tf.sequential();
  outer.add(small());
  outer.add(tf.layers.dense({ units: 1 }));
  const { layers } = facts(outer);
  assert.deepEqual(
    layers.map(({ kind }) => kind),
    ["Sequential", "Dense", "Dense", "Dense"],
  );
  assert.equal(layers[0]!.config, null);
});

test("a custom layer that can't tell its config is described without it", () => {
  class Odd extends tf.layers.Layer {
    static className = "Odd";
    override call(inputs: tf.Tensor | tf.Tensor[]) {
      return Array.isArray(inputs) ? inputs[0]! : inputs;
    }
    override getConfig(): tf.serialization.ConfigDict {
      throw new Error("not serialisable");
    }
  }
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 2, inputShape: [2] }));
  model.add(new Odd({}));
  const { layers } = facts(model);
  assert.deepEqual([layers[1]!.kind, layers[1]!.config], ["Odd", null]);
});
