import { writeSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../../src";
import { small, xs, ys } from "../../capture/models";

/** Train, and end the process in one of the ways that processes end. */
async function end(file: string, how: string) {
  const prov = await open(file);
  prov.autolog(tf);
  const model = small();
  await model.fit(xs, ys, { epochs: 3, verbose: 0 });
  writeSync(1, "trained\n");
  if (how === "exit later") setTimeout(() => process.exit(7), 600).ref();
  if (how === "exit") process.exit(7);
  if (how === "throw") throw new Error("not caught");
  if (how === "loop")
    void prov.run({ name: "open" }, (run) => endless(run.log.bind(run)));
  if (how === "batches") await model.trainOnBatch(xs, ys);
  if (how === "exit while training") {
    const callbacks = {
      onEpochEnd: (epoch: number) => {
        if (epoch === 2) process.exit(7);
      },
    };
    await model.fit(xs, ys, { epochs: 9, verbose: 0, callbacks });
  }
}

/** Log one value, and wait for what never comes. */
async function endless(log: (values: { loss: number }) => void) {
  log({ loss: 1 });
  await new Promise(() => {});
}

const [file, how] = process.argv.slice(2);
void end(file!, how!);
