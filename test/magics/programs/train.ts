import { writeSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../../src";
import { small, xs, ys } from "../../capture/models";

/**
 * Train under autolog, an epoch each so many milliseconds, and print each epoch once it
 * has ended: a program of its own.
 */
async function train(file: string, name: string, epochs: number, epochMs: number) {
  const prov = await open(file, { say: (message) => print(`said ${message}`) });
  prov.autolog(tf);
  print(`opened ${prov.file}`);
  const callbacks = {
    onEpochEnd: async (epoch: number) => {
      await new Promise((resolve) => setTimeout(resolve, epochMs));
      print(`epoch ${epoch} ${Date.now()}`);
    },
  };
  const options = { name, epochs, verbose: 0 as const, callbacks, batchSize: 4 };
  const run = await prov.fit(small(), xs, ys, options);
  print(`${run.status} ${run.id}`);
}

/** Print at once, so that no kill loses what was said. */
function print(line: string) {
  writeSync(1, `${line}\n`);
}

const [file, name, epochs, epochMs] = process.argv.slice(2);
void train(file!, name!, Number(epochs), Number(epochMs));
