import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { dataset, small } from "../models";
import { seededCapture } from "./seeded";

const numbers = Array.from({ length: 20 }, (_, i) => i);

/** Shuffle numbers under a seed; `told` is the shuffle's own. */
async function shuffled(
  t: Parameters<typeof seededCapture>[0],
  seed: number | null,
  told?: string,
): Promise<string> {
  const { enter, stop } = seededCapture(t, seed);
  enter("1");
  const rows = tf.data.array(numbers).shuffle(20, told);
  const once = await rows.toArray();
  const again = await rows.toArray();
  stop();
  return `${once}|${again}`;
}

test("a shuffle without a seed repeats, and is another each time round", async (t) => {
  const one = await shuffled(t, 42);
  assert.equal(await shuffled(t, 42), one);
  assert.notEqual(await shuffled(t, 43), one);
  const [once, again] = one.split("|");
  assert.notEqual(once, again);
});

test("a shuffle with a seed of its own stays as it is", async (t) => {
  assert.equal(await shuffled(t, 42, "mine"), await shuffled(t, null, "mine"));
});

test("a shuffle draws none of Math.random's numbers", (t) => {
  const { randomness } = seededCapture(t);
  tf.data.array(numbers).shuffle(20);
  assert.equal(randomness.stream().draws, 0);
});

test("the datasets of tfjs get their own shuffle back", (t) => {
  const { prototype } = tf.data.Dataset;
  const own = Object.getOwnPropertyDescriptor(prototype, "shuffle")?.value;
  const { stop } = seededCapture(t);
  assert.notEqual(prototype.shuffle, own);
  stop();
  assert.equal(prototype.shuffle, own);
});

test("a dataset of a tfjs that was not met before may have been shuffled by the clock", async (t) => {
  const { prov, sink } = seededCapture(t);
  const rows = dataset();
  class Unknown {
    shuffle() {
      return rows;
    }
    iterator() {
      return rows.iterator();
    }
    size = rows.size;
  }
  const unknown = new Unknown() as unknown as typeof rows;
  for (let i = 0; i < 2; i++) {
    await prov.fitDataset(small(), unknown, { epochs: 1, verbose: 0 });
  }
  assert.deepEqual(
    sink.rows.events.map(({ kind, name, message }) => [kind, name, message]),
    [
      [
        "unseeded",
        "shuffle",
        "tfjs was not met before its dataset was made: shuffled without a seed, it can't repeat",
      ],
    ],
  );
});
