import type { Expect } from "./expected";

const tfType = 'typeof import("@tensorflow/tfjs")';
const told = (step: number, call: string, params: Record<string, unknown>) =>
  Object.entries(params).map(([name, value]) => ({ step, call, name, value }));

/** What the cells of study/penguins.ipynb say, read by eye. */
export const planAnswers: Record<string, Expect> = {
  "2.0": () => [
    { step: 0, title: "Penguins", calls: [], depends_on: [] },
    { step: 1, title: "Data", calls: [], depends_on: [0] },
    { step: 2, title: "A small classifier", calls: [], depends_on: [0] },
    {
      ...{ step: 3, title: "Train", calls: ["model.compile", "prov.fit"] },
      depends_on: [0, 1, 2],
    },
    { step: 4, title: "model.evaluate", calls: ["model.evaluate"], depends_on: [1, 3] },
  ],
  "2.1": () => [
    { from_step: 0, step: 1, name: "tf", type: tfType },
    { from_step: 0, step: 2, name: "tf", type: tfType },
    { from_step: 0, step: 3, name: "prov", type: "Prov" },
    { from_step: 1, step: 3, name: "xs", type: "tf.Tensor2D" },
    { from_step: 1, step: 3, name: "ys", type: "tf.Tensor<tf.Rank>" },
    { from_step: 1, step: 4, name: "xs", type: "tf.Tensor2D" },
    { from_step: 1, step: 4, name: "ys", type: "tf.Tensor<tf.Rank>" },
    { from_step: 2, step: 3, name: "EPOCHS", type: "20" },
    {
      from_step: 2,
      step: 3,
      name: "classifier",
      type: "(units: number): tf.Sequential",
    },
    { from_step: 3, step: 4, name: "model", type: "tf.Sequential" },
  ],
  "2.2": () => [
    ...told(3, "model.compile", {
      learningRate: 0.01,
      loss: "categoricalCrossentropy",
      optimizer: null,
    }),
    ...told(3, "prov.fit", {
      ...{ batchSize: 2, epochs: 20, name: "base", shuffle: false, verbose: 0 },
    }),
    ...told(4, "model.evaluate", { batchSize: 4 }),
  ],
};
