import * as tf from "@tensorflow/tfjs";
import { classifier, fitting, type Script, SPLIT, settings, trial } from "./script";

/** Rates that change by rules, and by a person. */
export async function steering(script: Script): Promise<void> {
  script.prov.experiment = "steering";
  const told = settings({ optimizer: "sgd", rate: 0.08, epochs: 12 });
  await trial(script, "scheduled", told, { callbacks: [new Decay(), new OnPlateau()] });
  await steered(script);
  await lessData(script);
}

/** Halve the rate after epoch 3. */
class Decay extends tf.Callback {
  override async onEpochEnd(epoch: number): Promise<void> {
    if (epoch === 3) setRate(this, 0.04);
  }
}

/** Divide the rate by ten after epoch 7, as a rule that watches a plateau would. */
class OnPlateau extends tf.Callback {
  override async onEpochEnd(epoch: number): Promise<void> {
    if (epoch === 7) setRate(this, 0.004);
  }
}

function setRate({ model }: tf.Callback, rate: number): void {
  (model!.optimizer as tf.SGDOptimizer).setLearningRate(rate);
}

/** A person sets the rate twice and the patience once, and stops it. */
async function steered({ prov, data, known }: Script): Promise<void> {
  const told = settings({ epochs: 50 });
  const patient = tf.callbacks.earlyStopping({ monitor: "val_loss", patience: 10 });
  const person = {
    onEpochEnd: async (epoch: number) => {
      if (epoch === 3) void run.set({ learningRate: 0.05 }, { reason: "too slow" });
      if (epoch === 6) void run.set({ learningRate: 0.02 }, { reason: "it jumps" });
      if (epoch === 7) void run.set({ patience: 20 }, { reason: "it may take longer" });
      if (epoch === 10) run.stop({ reason: "good enough" });
    },
  };
  const run = prov.start(
    classifier(told),
    data.standardised.train,
    data.species.train,
    {
      ...{ ...fitting, name: "steered", epochs: told.epochs, validationSplit: SPLIT },
      callbacks: [patient, new tf.CustomCallback(person)],
    },
  );
  await run.done;
  const history = run.history!.history as Record<string, number[]>;
  known.push({ run: "steered", experiment: "steering", settings: told, history });
}

/** Train on all rows, then on a quarter of them. */
async function lessData({ prov, data, known }: Script): Promise<void> {
  const told = settings({ epochs: 4 });
  const quarter = [data.standardised.train, data.species.train].map((all) =>
    all.slice([0], [40]),
  ) as [tf.Tensor, tf.Tensor];
  prov.dataset(quarter[0], {
    ...{ name: "quarter", derivedFrom: data.standardised.train, by: "first 40 rows" },
  });
  await prov.run({ name: "less data" }, async () => {
    const model = classifier(told);
    const args = { ...fitting, epochs: 4 };
    const all = await model.fit(data.standardised.train, data.species.train, args);
    const some = await model.fit(...quarter, args);
    const history = {
      loss: [...all.history.loss!, ...some.history.loss!] as number[],
      acc: [...all.history.acc!, ...some.history.acc!] as number[],
    };
    known.push({ run: "less data", experiment: "steering", settings: told, history });
  });
}
