import { setTimeout as sleep } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import { fitting, type Script, settings, trial } from "./script";

export const PATIENCE = 2;

/** Trainings that end before their last epoch, or go wrong. */
export async function endings(script: Script): Promise<void> {
  script.prov.experiment = "endings";
  const stopping = tf.callbacks.earlyStopping({
    ...{ monitor: "val_loss", patience: PATIENCE, minDelta: 0.02 },
  });
  const told = settings({ rate: 0.1, epochs: 30 });
  await trial(script, "early", told, { callbacks: stopping });
  await diverging(script);
  const model = trial(script, "slow", settings({ epochs: 40 }), {
    callbacks: interrupting(script),
  });
  await model.catch(() => {});
}

/** A rate so large that the loss is no number. */
async function diverging({ prov, data, known }: Script): Promise<void> {
  const told = settings({ optimizer: "sgd", rate: 1e30, epochs: 3 });
  const model = tf.sequential();
  const kernelInitializer = tf.initializers.ones();
  const linear = { units: 3, inputShape: [4], kernelInitializer, name: "linear" };
  model.add(tf.layers.dense(linear));
  model.compile({ optimizer: tf.train.sgd(told.rate), loss: "meanSquaredError" });
  const args = { name: "diverging", ...fitting, epochs: told.epochs };
  const { standardised, species } = data;
  const run = await prov.fit(model, standardised.train, species.train, args);
  const history = run.history.history as Record<string, number[]>;
  known.push({ run: "diverging", experiment: "endings", settings: told, history });
}

/** Press stop after the fifth epoch of a slow training. */
const interrupting = ({ prov }: Script) => ({
  onEpochEnd: async (epoch: number) => {
    await sleep(500);
    if (epoch === 4) prov.interrupt();
  },
});
