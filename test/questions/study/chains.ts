import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { fileSystem } from "../../../src";
import { classifier, compiled, fitting, type Script, SPLIT, settings } from "./script";

/** Models that go on from others. */
export async function chains(script: Script): Promise<void> {
  script.prov.experiment = "chains";
  const model = await fineTuned(script);
  const place = join(script.folder, "models", "penguins");
  await model.save(fileSystem(place));
  await resumed(script, place);
  await checkpointed(script);
}

const noted = (history: tf.History) => history.history as Record<string, number[]>;

/** Freeze, fit, unfreeze, fit. */
async function fineTuned({ prov, data, known }: Script): Promise<tf.Sequential> {
  const told = settings({ units: 16, rate: 0.02 });
  const model = classifier(told);
  const fit = async (trainable: boolean, epochs: number) => {
    model.layers[0]!.trainable = trainable;
    return noted(
      await compiled(model, told).fit(data.standardised.train, data.species.train, {
        ...{ ...fitting, epochs, validationSplit: SPLIT },
      }),
    );
  };
  await prov.run({ name: "fine-tuned" }, async () => {
    const [frozen, free] = [await fit(false, 4), await fit(true, 3)];
    const history = Object.fromEntries(
      Object.entries(frozen).map(([name, values]) => [
        name,
        [...values, ...free[name]!],
      ]),
    );
    known.push({ run: "fine-tuned", experiment: "chains", settings: told, history });
  });
  return model;
}

/** Load what was saved, and train on. */
async function resumed({ prov, data, known }: Script, place: string): Promise<void> {
  const told = settings({ units: 16, rate: 0.005, epochs: 3 });
  const model = compiled(await tf.loadLayersModel(fileSystem(place)), told);
  const args = { ...fitting, name: "resumed", epochs: 3, validationSplit: SPLIT };
  const { standardised, species } = data;
  const run = await prov.fit(model, standardised.train, species.train, args);
  const history = noted(run.history as tf.History);
  known.push({ run: "resumed", experiment: "chains", settings: told, history });
}

/** Keep the best epochs of a training whose rate is too large. */
async function checkpointed({ prov, data, known, folder }: Script): Promise<void> {
  const told = settings({ rate: 0.3, epochs: 6, seed: 2 });
  const path = join(folder, "models", "best-{epoch}");
  const callbacks = prov.checkpoint({ path, restore: true });
  const { standardised, species } = data;
  const run = await prov.fit(classifier(told), standardised.train, species.train, {
    ...{
      ...fitting,
      name: "checkpointed",
      epochs: 6,
      validationSplit: SPLIT,
      callbacks,
    },
  });
  const history = noted(run.history as tf.History);
  known.push({ run: "checkpointed", experiment: "chains", settings: told, history });
}
