import type { TestContext } from "node:test";
import type * as tf from "@tensorflow/tfjs";
import { Capture } from "../../../src/capture/capture";
import { type DrawingCell, Randomness } from "../../../src/capture/random/randomness";
import { MemorySink } from "../memory-sink";

/** A capture whose random numbers are seeded until the test ends. */
export function seededCapture(t: TestContext, seed: number | null = 42) {
  let cell: DrawingCell | undefined;
  const currentCell = () => cell;
  const origin = seed === null ? "none" : "told";
  const randomness = new Randomness({ seed, origin, currentCell });
  randomness.install();
  const sink = new MemorySink();
  const say = () => undefined;
  const prov = new Capture(sink, { say, randomness, currentCell });
  const stop = () => {
    prov.autolog(false);
    randomness.restore();
  };
  t.after(stop);
  const enter = (id?: string) => {
    cell = id === undefined ? undefined : { id, executionCount: Number(id) };
  };
  return { prov, sink, randomness, enter, stop };
}

/** All weights of a model, bit for bit. */
export function bitsOf(model: tf.LayersModel): string {
  return model
    .getWeights()
    .map((weight) => Buffer.from(weight.dataSync().buffer).toString("hex"))
    .join(" ");
}
