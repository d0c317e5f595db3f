import * as tf from "@tensorflow/tfjs";
import type { Prov } from "../../../src";
import type { Data } from "./data";

/** What the script itself knows of a training, beside what is recorded. */
export interface Known {
  run: string;
  experiment: string;
  settings: Settings;
  /** What tfjs returned, of all fits one after the other. */
  history: Record<string, number[]>;
  /** What evaluate() returned: loss, accuracy. */
  test?: number[];
}

/** What a training is told. */
export interface Settings {
  optimizer: "sgd" | "adam";
  rate: number;
  dropout: number;
  units: number;
  seed: number;
  epochs: number;
}

/** What each story of the script is given. */
export interface Script {
  prov: Prov;
  data: Data;
  folder: string;
  known: Known[];
  /** An instant between two promotions. */
  told: { between?: Date };
}

export const BATCH = 32;
export const SPLIT = 0.25;
const usual: Settings = {
  ...{ optimizer: "adam", rate: 0.01, dropout: 0, units: 8, seed: 1, epochs: 5 },
};

export const settings = (told: Partial<Settings> = {}): Settings => ({
  ...usual,
  ...told,
});

/** What fit is told everywhere: nothing is drawn at random. */
export const fitting = { batchSize: BATCH, shuffle: false, verbose: 0 } as const;

/** Make a model whose weights and dropout depend on the seed only. */
export function classifier({ units, dropout, seed, ...told }: Settings): tf.Sequential {
  const kernelInitializer = () => tf.initializers.glorotUniform({ seed });
  const model = tf.sequential();
  const hidden = { units, activation: "relu" } as const;
  const first = { ...hidden, inputShape: [4], kernelInitializer: kernelInitializer() };
  model.add(tf.layers.dense(first));
  if (dropout > 0) model.add(tf.layers.dropout({ rate: dropout, seed }));
  const last = { units: 3, activation: "softmax" } as const;
  model.add(tf.layers.dense({ ...last, kernelInitializer: kernelInitializer() }));
  return compiled(model, told);
}

/** Compile a model. */
export function compiled<M extends tf.LayersModel>(
  model: M,
  { optimizer, rate }: Pick<Settings, "optimizer" | "rate">,
): M {
  model.compile({
    optimizer: tf.train[optimizer](rate),
    loss: "categoricalCrossentropy",
    metrics: ["accuracy"],
  });
  return model;
}

/** Train and test a model of these settings in a run of its own, and note its history. */
export async function trial(
  script: Script,
  run: string,
  told: Settings,
  { x = script.data.standardised, callbacks }: Partial<TrialWith> = {},
): Promise<tf.Sequential> {
  const { prov, data, known } = script;
  const model = classifier(told);
  await prov.run({ name: run, params: { seed: told.seed } }, async () => {
    const { history } = await model.fit(x.train, data.species.train, {
      ...{ ...fitting, epochs: told.epochs, validationSplit: SPLIT, callbacks },
    });
    const test = tested(model, x.test, data.species.test);
    const entry = { run, experiment: prov.experiment, settings: told };
    known.push({ ...entry, history: history as Record<string, number[]>, test });
  });
  return model;
}

interface TrialWith {
  x: Data["raw"];
  callbacks:
    | tf.CustomCallbackArgs
    | tf.Callback
    | (tf.CustomCallbackArgs | tf.Callback)[];
}

/** Return what evaluate() says: loss, accuracy. */
export function tested(model: tf.LayersModel, x: tf.Tensor, y: tf.Tensor): number[] {
  const results = model.evaluate(x, y, { batchSize: BATCH }) as tf.Scalar[];
  return results.map((one) => one.dataSync()[0]!);
}
