import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { captured, dataset, small, twoOutputs, xs, ys } from "../models";
import { bitsOf, seededCapture } from "./seeded";

const args = { epochs: 3, batchSize: 5, shuffle: true, verbose: 0 } as const;

/** A model that draws while it is made, and in each batch. */
function drawing(): tf.Sequential {
  const model = tf.sequential();
  model.add(tf.layers.dense({ units: 4, inputShape: [2] }));
  model.add(tf.layers.dropout({ rate: 0.5 }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  return model;
}

type Test = Parameters<typeof seededCapture>[0];

/** Train two models under a seed, in one way or another; return their bits. */
async function twoTrained(t: Test, seed: number, how: "apart" | "at once") {
  const { prov, enter, stop } = seededCapture(t, seed);
  enter("1");
  const [a, b] = [drawing(), drawing()];
  const first = prov.start(a, xs, ys, args).done;
  if (how === "apart") await first;
  await Promise.all([first, prov.start(b, xs, ys, args).done]);
  stop();
  return [bitsOf(a), bitsOf(b)];
}

test("the same seed gives the same bits, another seed others", async (t) => {
  const one = await twoTrained(t, 42, "apart");
  assert.deepEqual(await twoTrained(t, 42, "apart"), one);
  assert.notDeepEqual(await twoTrained(t, 43, "apart"), one);
});

test("two trainings at once give the bits that they give one after the other", async (t) => {
  assert.deepEqual(
    await twoTrained(t, 42, "at once"),
    await twoTrained(t, 42, "apart"),
  );
});

test("a draw beside a training changes no bit of it", async (t) => {
  const trained = async (draws: number) => {
    const { prov, enter, stop } = seededCapture(t);
    enter("1");
    const model = drawing();
    const run = prov.start(model, xs, ys, args);
    for (let i = 0; i < draws; i++) Math.random();
    await run.done;
    stop();
    return bitsOf(model);
  };
  assert.equal(await trained(9), await trained(0));
});

test("cells that draw nothing move nothing", (t) => {
  const drawn = (cells: readonly string[]) => {
    const { enter, stop } = seededCapture(t);
    const numbers = cells.map((cell) => {
      enter(cell);
      return cell === "2" ? undefined : Math.random();
    });
    stop();
    return numbers.filter((number) => number !== undefined);
  };
  assert.deepEqual(drawn(["1", "2", "3"]), drawn(["1", "3"]));
});

test("a cell goes on where it was when its code runs again", (t) => {
  const { enter, randomness } = seededCapture(t);
  const drawn = ["1", "2", "1", undefined].map((cell) => {
    enter(cell);
    Math.random();
    const { path, draws } = randomness.stream();
    return [path, draws];
  });
  const expected = [
    ["cell 1", 1],
    ["cell 2", 1],
    ["cell 1", 2],
    ["session", 1],
  ];
  assert.deepEqual(drawn, expected);
});

test("a run inside a run draws from a stream within the outer one's", async (t) => {
  const { prov, randomness, enter } = seededCapture(t);
  enter("1");
  const paths: string[] = [];
  const note = () => void paths.push(randomness.stream().path);
  await prov.run({}, async () => {
    note();
    await Promise.all([prov.run({}, note), prov.run({}, note)]);
  });
  await prov.run({}, note);
  assert.deepEqual(paths, [
    "cell 1/run 1",
    "cell 1/run 1/run 1",
    "cell 1/run 1/run 2",
    "cell 1/run 2",
  ]);
});

/** Ways to train a model, each of which draws. */
const trainings: Record<string, () => Promise<tf.LayersModel>> = {
  async fit() {
    const model = drawing();
    await model.fit(xs, ys, { ...args, validationSplit: 0.25 });
    return model;
  },
  async "fit of two outputs"() {
    const model = twoOutputs();
    await model.fit(xs, [ys, ys], args);
    return model;
  },
  async fitDataset() {
    const model = drawing();
    const rows = dataset().shuffle(4, "seed");
    await model.fitDataset(rows, { epochs: 2, verbose: 0 });
    return model;
  },
  async trainOnBatch() {
    const model = drawing();
    for (let i = 0; i < 3; i++) await model.trainOnBatch(xs, ys);
    return model;
  },
  async evaluate() {
    const model = drawing();
    await model.fit(xs, ys, args);
    tf.dispose(model.evaluate(xs, ys));
    await model.fit(xs, ys, args);
    return model;
  },
};

/** Replace `Math.random` by a generator of the test's own; count its draws. */
function counted(t: Test) {
  const native = Math.random;
  t.after(() => {
    Math.random = native;
  });
  let [state, draws] = [1, 0];
  Math.random = () => {
    draws += 1;
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return () => draws;
}

for (const [name, train] of Object.entries(trainings)) {
  test(`capture draws none of the user's numbers and changes no bit: ${name}`, async (t) => {
    const trained = async (on: boolean) => {
      const draws = counted(t);
      const { prov } = on ? seededCapture(t, null) : captured();
      if (on) prov.autolog(tf, { every: "batch" });
      const model = await train();
      prov.close();
      prov.autolog(false);
      return [bitsOf(model), draws()];
    };
    assert.deepEqual(await trained(true), await trained(false));
  });
}

test("without a seed Math.random stays the very same function", (t) => {
  const native = Math.random;
  const { stop } = seededCapture(t, null);
  assert.equal(Math.random, native);
  stop();
  const seeded = seededCapture(t, 1);
  assert.notEqual(Math.random, native);
  seeded.stop();
  assert.equal(Math.random, native);
});

test("a generator that the user puts there stays, and is said to be his affair", async (t) => {
  const { prov, sink, stop } = seededCapture(t);
  const native = Math.random;
  t.after(() => {
    Math.random = native;
  });
  const own = () => 0.5;
  Math.random = own;
  await prov.fit(small(), xs, ys, args);
  stop();
  assert.equal(Math.random, own);
  const events = sink.rows.events.map(({ kind, name, message }) => [
    kind,
    name,
    message,
  ]);
  assert.deepEqual(events, [
    [
      "unseeded",
      "Math.random",
      "a cell put its own Math.random in place: whether it repeats is its affair",
    ],
  ]);
});

test("a run that nothing seeds says so", async (t) => {
  const { prov, sink } = seededCapture(t, null);
  await prov.fit(small(), xs, ys, args);
  assert.deepEqual(
    sink.rows.events.map(({ kind, name, message }) => [kind, name, message]),
    [
      [
        "unseeded",
        "Math.random",
        "open({ seed: false }): nothing is seeded, so it can't repeat",
      ],
    ],
  );
  const { origin, seed, state } = sink.rows.seeds[0]!;
  assert.deepEqual([origin, seed, state], ["none", null, null]);
});

test("states are noted with their draws as cells, runs and phases begin", async (t) => {
  const { prov, sink, enter } = seededCapture(t);
  enter("3");
  await prov.fit(drawing(), xs, ys, args);
  const noted = sink.rows.seeds.map(({ moment, stream, draws, seed }) => [
    ...[moment, stream, draws, seed],
  ]);
  assert.deepEqual(noted, [
    ["cell", "cell 1", 0, 42],
    ["run", "cell 1/run 1", 0, 42],
    ["phase", "cell 1/run 1", 0, 42],
    ["end", "cell 1/run 1", noted[3]![2], 42],
  ]);
  assert.ok(Number(noted[3]![2]) > 33, "eleven draws an epoch shuffle twelve rows");
  const states = sink.rows.seeds.map(({ state }) => state);
  assert.match(states.join(" "), /^([0-9a-f]{32} ?){4}$/);
  assert.equal(states[1], states[2]);
  assert.notEqual(states[2], states[3]);
});
