/** Cells of a study whose data is a file beside the notebook. */
export const setUp = (seed = "") => `
import * as tf from "@tensorflow/tfjs";
import { readFileSync } from "node:fs";
import { open } from "tfjs-prov";
const prov = await open(${seed});
prov.autolog(tf);
const rows: number[][] = JSON.parse(readFileSync("data.json", "utf8"));`;

export const model = `
const xs = tf.tensor2d(rows);
const ys = xs.sum(1, true);
const model = tf.sequential();
model.add(tf.layers.dense({ units: 4, inputShape: [2] }));
model.add(tf.layers.dropout({ rate: 0.5 }));
model.add(tf.layers.dense({ units: 1 }));
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });`;

export const training = `
const run = await prov.fit(model, xs, ys,
  { name: "base", epochs: 4, batchSize: 5, validationSplit: 0.25, verbose: 0 });`;

/** A training that goes on until somebody stops it. */
export const endless = `
const long = prov.start(model, xs, ys,
  { name: "steered", epochs: 100000, batchSize: 5, validationSplit: 0.25, verbose: 0 });`;

/** Waits in a cell. */
export const later = `
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
`;

/** What `data.json` holds: rows of two numbers. */
export const data = (from = 0): string =>
  JSON.stringify(
    Array.from({ length: 12 }, (_, i) => [Math.sin(i + from), Math.cos(i)]),
  );
