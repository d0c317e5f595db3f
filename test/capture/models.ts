import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../src/capture/capture";
import { MemorySink } from "./memory-sink";

/** Twelve samples of two features and one target. */
export const xs = tf.tensor2d(
  Array.from({ length: 24 }, (_, i) => Math.sin(i)),
  [12, 2],
);
export const ys = tf.tensor2d(
  Array.from({ length: 12 }, (_, i) => Math.cos(i)),
  [12, 1],
);

/** A compiled model of two layers. */
export function small(optimizer: string | tf.Optimizer = "sgd"): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 3, inputShape: [2], activation: "relu" }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer, loss: "meanSquaredError", metrics: ["mae"] });
  return model;
}

/** A compiled model of two outputs, made of tensors rather than in sequence. */
export function twoOutputs(): tf.LayersModel {
  const inputs = tf.input({ shape: [2] });
  const a = tf.layers.dense({ units: 1, name: "a" }).apply(inputs);
  const b = tf.layers.dense({ units: 1, name: "b" }).apply(inputs);
  const outputs = [a, b] as tf.SymbolicTensor[];
  const model = tf.model({ inputs, outputs });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError", metrics: ["mae"] });
  return model;
}

/** The same samples in batches of four. */
export function dataset(): tf.data.Dataset<{ xs: tf.Tensor; ys: tf.Tensor }> {
  const rows = tf.data.zip({
    xs: tf.data.array(xs.arraySync()),
    ys: tf.data.array(ys.arraySync()),
  });
  return rows.batch(4) as tf.data.Dataset<{ xs: tf.Tensor; ys: tf.Tensor }>;
}

/** A capture into memory, with what it said. */
export function captured(): { prov: Capture; sink: MemorySink; said: string[] } {
  const sink = new MemorySink();
  const said: string[] = [];
  const prov = new Capture(sink, { say: (message) => said.push(message) });
  return { prov, sink, said };
}
