import assert from "node:assert/strict";
import { test } from "node:test";
import type * as tf from "@tensorflow/tfjs";
import { Capture } from "../../src/capture/capture";
import { Interrupted } from "../../src/capture/runs/interrupted";
import { type Repeated, unsteered } from "../../src/capture/steer/repeat";
import { MemorySink } from "./memory-sink";
import { small, xs, ys } from "./models";

/** A capture whose runs repeat others, to which this was done. */
function repeating(done: Partial<Repeated>) {
  const sink = new MemorySink();
  const prov = new Capture(sink, {
    say: () => undefined,
    began: (run) => {
      run.repeated = { ...unsteered, ...done };
    },
  });
  return { prov, sink };
}

test("a run that repeats an interrupted one stops after the same step", async () => {
  const { prov, sink } = repeating({ interrupted: { step: 5, epochEnded: false } });
  const args = { epochs: 100, batchSize: 6, verbose: 0 };
  await assert.rejects(prov.fit(small(), xs, ys, args), Interrupted);
  assert.equal(sink.rows.events.at(-1)?.step, 5);
  assert.equal(sink.rows.epochs.length, 2 + 1);
});

test("a loop that repeats an interrupted one stops as well", async () => {
  const { prov, sink } = repeating({ interrupted: { step: 5, epochEnded: false } });
  const endless = prov.run({}, async (run) => {
    for (let step = 0; step < 100; step++) run.log({ loss: step }, { step });
  });
  await assert.rejects(endless, Interrupted);
  assert.deepEqual(sink.values("loss", "step"), [0, 1, 2, 3, 4, 5]);
});

test("whoever else would stop a run that repeats another is not heard", async () => {
  const { prov, sink } = repeating({});
  const run = prov.start(small(), xs, ys, { epochs: 3, verbose: 0 });
  prov.interrupt();
  await run.done;
  assert.deepEqual(sink.statuses(), ["finished"]);
});

test("what a person set is set again before the same update, and nothing else is", async () => {
  const change = {
    phase: 0,
    step: 3,
    reason: "it jumps",
    name: "learningRate",
    value: 0.5,
    endsEpoch: false,
  };
  const { prov, sink } = repeating({ changes: [change] });
  const args = { epochs: 3, batchSize: 6, verbose: 0 };
  const run = prov.start(small(), xs, ys, args);
  await run.set({ learningRate: 7 });
  await run.done;
  const changed = sink.rows.events.filter(({ kind }) => kind === "changed");
  assert.deepEqual(
    changed.map(({ step, new_value, cause, message }) => [
      step,
      new_value,
      cause,
      message,
    ]),
    [[3, Math.fround(0.5), "user", "it jumps"]],
  );
});

test("a rate set before an epoch's end is, and what a cell sets beside the training is not", async () => {
  const told = { phase: 0, step: 2, reason: null, name: "learningRate", value: 0.5 };
  const { prov, sink } = repeating({ changes: [{ ...told, endsEpoch: true }] });
  const model = small();
  const optimizer = model.optimizer as tf.SGDOptimizer;
  const { learningRate } = optimizer as unknown as { learningRate: number };
  const args = { epochs: 3, batchSize: 6, verbose: 0 };
  const run = prov.start(model, xs, ys, args);
  await Promise.resolve();
  optimizer.setLearningRate(7);
  await run.done;
  assert.deepEqual(sink.values("learningRate"), [0.5, 0.5, 0.5]);
  const changed = sink.rows.events.filter(({ kind }) => kind === "changed");
  assert.deepEqual(
    changed.map(({ step, epoch, old_value }) => [step, epoch, old_value]),
    [[2, 0, learningRate]],
  );
});

test("what a person stopped is stopped after the same update", async () => {
  const stops = [{ phase: 0, step: 4, reason: "enough", epochEnded: false }];
  const { prov, sink } = repeating({ stops });
  const run = prov.start(small(), xs, ys, { epochs: 9, batchSize: 6, verbose: 0 });
  run.stop({ reason: "not heard" });
  await run.done;
  const [event] = sink.rows.events.filter(({ kind }) => kind === "stopped early");
  assert.deepEqual([event?.step, event?.message], [4, "enough"]);
  assert.deepEqual(sink.statuses(), ["stopped early"]);
});

test("a loop that looks at stopping leaves after the same step", async () => {
  const { prov, sink } = repeating({
    stops: [{ phase: 0, step: 5, reason: null, epochEnded: false }],
  });
  await prov.run({}, async (run) => {
    for (let step = 0; !run.stopping; step++) run.log({ loss: step }, { step });
  });
  assert.deepEqual(sink.values("loss", "step"), [0, 1, 2, 3, 4, 5]);
});
