import { setTimeout as sleep } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../../src";
import { small, xs, ys } from "../../capture/models";

/** Train, and lose the process at the end of the third epoch, once that is written. */
async function lose(file: string) {
  const prov = await open(file, { experiment: "endings", person: "Ada" });
  prov.autolog(tf);
  const callbacks = {
    onEpochEnd: async (epoch: number) => {
      if (epoch === 2) await sleep(1000);
      if (epoch === 2) process.exit(7);
    },
  };
  await prov.fit(small(), xs, ys, { name: "lost", epochs: 9, verbose: 0, callbacks });
}

void lose(process.argv[2]!);
