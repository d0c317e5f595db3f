import * as tf from "@tensorflow/tfjs";
import { timed } from "./clock";

// tfjs advertises its native backend unless it is told that this is a test
tf.env().set("IS_TEST", true);

const FEATURES = 32;
const UNITS = 48;
const BATCH = 32;

/** Data for a training whose epochs take about so long. */
export interface Work {
  xs: tf.Tensor2D;
  ys: tf.Tensor2D;
}

/** Make the small classifier that is trained, freshly initialised. */
export function classifier(): tf.Sequential {
  const model = tf.sequential();
  const hidden = { units: UNITS, activation: "relu" } as const;
  model.add(tf.layers.dense({ ...hidden, inputShape: [FEATURES] }));
  model.add(tf.layers.dense({ ...hidden }));
  model.add(tf.layers.dense({ units: 3, activation: "softmax" }));
  const loss = "categoricalCrossentropy";
  model.compile({ optimizer: tf.train.adam(0.001), loss, metrics: ["accuracy"] });
  return model;
}

/** What `fit` is told in every training here. */
export const settings = { batchSize: BATCH, validationSplit: 0.2, verbose: 0 } as const;

/** Make data of so many rows, the same each time. */
export function workOf(rows: number): Work {
  const xs = tf.randomUniform<tf.Rank.R2>([rows, FEATURES], -1, 1, "float32", 1);
  const labels = tf.tidy(() => xs.sum(1).greater(0).toInt() as tf.Tensor1D);
  const ys = tf.oneHot(labels, 3) as tf.Tensor2D;
  labels.dispose();
  return { xs, ys };
}

/** Find the data with which an epoch takes so many ms on this machine, as it is now. */
export async function workFor(epochMs: number): Promise<Work> {
  await epochTime(workOf(2000));
  let rows = 1000;
  for (let tries = 0; tries < 4; tries++) {
    const taken = await epochTime(workOf(rows));
    if (Math.abs(taken / epochMs - 1) < 0.1) break;
    rows = Math.max(2 * BATCH, Math.round((rows * epochMs) / taken / BATCH) * BATCH);
  }
  return workOf(rows);
}

async function epochTime(work: Work): Promise<number> {
  const model = classifier();
  const epochs = 3;
  const taken = await timed(() => model.fit(work.xs, work.ys, { ...settings, epochs }));
  disposeAll(model, work.xs, work.ys);
  return taken / epochs;
}

/** Give back the memory of models and tensors. */
export function disposeAll(...things: readonly { dispose(): unknown }[]): void {
  for (const thing of things) thing.dispose();
}
