import * as tf from "@tensorflow/tfjs";
import { fileSystem, open } from "../../../src";
import { xs, ys } from "../../capture/models";

/** Load a model that another process saved, and train it on: a program of its own. */
async function goOn(file: string, model: string) {
  const prov = await open(file, { progress: false });
  prov.autolog(tf);
  const loaded = await tf.loadLayersModel(fileSystem(model));
  loaded.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  await prov.fit(loaded, xs, ys, { name: "tuned", epochs: 1, verbose: 0 });
}

const [file, model] = process.argv.slice(2);
void goOn(file!, model!);
