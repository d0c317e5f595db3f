import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { runInNewContext } from "node:vm";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import { flatten } from "../../src/capture/values";
import { captured, small, twoOutputs, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}
afterEach(() => last?.autolog(false));

const quiet = { epochs: 1, verbose: 0 } as const;

test("values made in a cell, in a realm of their own, keep their types", () => {
  const params: object = runInNewContext(
    `({ at: new Date(0), map: new Map([["a", 1]]), set: new Set([1]), list: [1],
        nested: { deep: { n: 1n } }, floats: Float32Array.of(0.5) })`,
  );
  assert.deepEqual(flatten(params), [
    ["at", "1970-01-01T00:00:00.000Z"],
    ["map", '[["a",1]]'],
    ["set", "[1]"],
    ["list", "[1]"],
    ["nested.deep.n", 1],
    ["floats", "[0.5]"],
  ]);
});

test("an error thrown in a cell, in a realm of its own, keeps name and message", async () => {
  const { sink } = setUp();
  const onEpochEnd: () => void = runInNewContext(
    `() => { throw new RangeError("too far"); }`,
  );
  await assert.rejects(small().fit(xs, ys, { ...quiet, callbacks: { onEpochEnd } }));
  const [ending] = [...sink.runEnds.values()];
  assert.equal(ending!.status_reason, "RangeError: too far");
});

const throwing: [title: string, thrown: unknown, reason: string][] = [
  ["a text", "oops", "string: oops"],
  ["undefined", undefined, "undefined: undefined"],
  ["an object", { code: 7 }, "object: [object Object]"],
];
for (const [title, thrown, reason] of throwing) {
  test(`a callback that throws ${title} fails the run with it`, async () => {
    const { prov, sink } = setUp();
    const caught = await prov
      .run({}, () => {
        throw thrown;
      })
      .catch((error: unknown) => [error]);
    assert.deepEqual(caught, [thrown]);
    assert.equal([...sink.runEnds.values()][0]!.status_reason, reason);
  });
}

test("a model that is not compiled, or not built, fails as tfjs says, and quietly", async () => {
  const { sink, said } = setUp();
  const uncompiled = tf.sequential();
  uncompiled.add(tf.layers.dense({ units: 1, inputShape: [2] }));
  await assert.rejects(uncompiled.fit(xs, ys, quiet), /compiled/);
  await assert.rejects(tf.sequential().fit(xs, ys, quiet), /compiled/);
  assert.throws(() => uncompiled.evaluate(xs, ys), /compiled/);
  await assert.rejects(uncompiled.trainOnBatch(xs, ys));
  assert.deepEqual(said, []);
  const statuses = [...sink.phaseEnds.values()].map(({ status }) => status);
  assert.deepEqual(statuses, ["failed", "failed", "failed", "failed"]);
});

test("a second fit of a model that trains fails, and the first goes on", async () => {
  const { sink } = setUp();
  const model = small();
  const first = model.fit(xs, ys, { epochs: 3, verbose: 0 });
  await assert.rejects(model.fit(xs, ys, quiet), /another fit\(\) call is ongoing/);
  await first;
  assert.deepEqual(sink.statuses(), ["finished", "failed"]);
  assert.equal(sink.rows.epochs.length, 3);
});

test("a model recompiled between fits is evaluated in its last run", async () => {
  const { sink } = setUp();
  const model = small();
  await model.fit(xs, ys, quiet);
  model.compile({ optimizer: "adam", loss: "meanSquaredError" });
  await model.fit(xs, ys, quiet);
  tf.dispose(model.evaluate(xs, ys));
  assert.equal(sink.rows.runs.length, 2);
  assert.equal(sink.rows.phases[2]!.run_id, sink.rows.runs[1]!.run_id);
  assert.equal(sink.params("optimizer").optimizer, "adam");
});

test("a fit inside another's callback is a phase inside it", async () => {
  const { sink } = setUp();
  const student = twoOutputs();
  await small().fit(xs, ys, {
    epochs: 2,
    verbose: 0,
    callbacks: {
      onEpochEnd: async () => void (await student.fit(xs, [ys, ys], quiet)),
    },
  });
  assert.deepEqual(sink.phases(), ["fit finished", "fit finished", "fit finished"]);
  assert.equal(sink.rows.runs.length, 1);
  const [outer, inner] = sink.rows.phases;
  assert.equal(inner!.parent_phase_id, outer!.phase_id);
  assert.deepEqual(sink.statuses(), ["finished"]);
});

test("a model that restarts at an epoch plans those that are left", async () => {
  const { sink } = setUp();
  const model = small();
  await model.fit(xs, ys, { epochs: 5, initialEpoch: 3, verbose: 0 });
  assert.deepEqual(
    sink.rows.epochs.map(({ epoch, run_epoch }) => [epoch, run_epoch]),
    [
      [3, 0],
      [4, 1],
    ],
  );
  assert.deepEqual(sink.statuses(), ["finished"]);
});

test("a fit told to stop from another cell is stopped early by the user", async () => {
  const { prov, sink } = setUp();
  const model = small();
  const run = prov.start(model, xs, ys, { epochs: 100_000, verbose: 0 });
  await new Promise((resolve) => setTimeout(resolve, 30));
  model.stopTraining = true;
  await run.done;
  assert.equal(run.status, "stopped early");
  assert.equal(run.reason, "model.stopTraining");
  assert.equal(sink.rows.events[0]!.cause, "outside the callbacks");
});

test("runs in one experiment, with a name that is taken, are told apart", async () => {
  const { prov, sink } = setUp();
  const names = [];
  for (let i = 0; i < 3; i++) {
    const run = await prov.run(
      { name: "it's “base” 🎉", experiment: "other" },
      () => {},
    );
    names.push(run.name);
    assert.equal(run.experiment, "other");
  }
  assert.deepEqual(names, ["it's “base” 🎉", "it's “base” 🎉-2", "it's “base” 🎉-3"]);
  assert.ok(sink.rows.runs.every(({ experiment }) => experiment === "other"));
});
