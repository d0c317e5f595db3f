import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Run } from "../../src/capture/runs/run";
import type { MemorySink } from "./memory-sink";
import { captured, small, xs, ys } from "./models";

/** Run a loop that logs, and return what was stored. */
async function logged(
  body: (run: Run) => void | Promise<void>,
): Promise<{ sink: MemorySink; said: string[] }> {
  const { prov, sink, said } = captured();
  await prov.run({ name: "loop" }, body);
  return { sink, said };
}

const rows = (sink: MemorySink) =>
  sink.points.map(({ metric, split, per, value, step, epoch }) =>
    [metric, split, per, value, step, epoch].join(" "),
  );

test("log() counts steps on from the one before, starting with 1", async () => {
  const { sink } = await logged((run) => {
    run.log({ loss: 0.5, val_loss: 0.75 });
    run.log({ loss: 0.25 });
    run.log({ loss: 0.125 }, { step: 10 });
    run.log({ test_acc: 1 });
  });
  assert.deepEqual(rows(sink), [
    "loss train step 0.5 1 ",
    "val_loss validation step 0.75 1 ",
    "loss train step 0.25 2 ",
    "loss train step 0.125 10 ",
    "test_acc test step 1 11 ",
  ]);
  assert.deepEqual(sink.phases(), ["loop finished"]);
});

test("log() takes arrays as consecutive steps, and tensors", async () => {
  const { sink, said } = await logged((run) => {
    run.log({ loss: Float64Array.of(3, 2), acc: [0.5, 0.75] });
    run.log({ loss: new BigInt64Array([1n]) });
    const kept = tf.scalar(0.25);
    run.log({ loss: kept });
    assert.equal(kept.isDisposed, false);
    kept.dispose();
  });
  assert.deepEqual(sink.values("loss", "step").slice(0, 3), [3, 2, 1]);
  assert.equal(sink.values("loss", "step").at(-1), 0.25);
  assert.deepEqual(
    sink.points.filter(({ metric }) => metric === "acc").map(({ step }) => step),
    [1, 2],
  );
  assert.deepEqual(said, []);
});

test("log() with an epoch alone is per epoch, and makes epochs", async () => {
  const { sink } = await logged((run) => {
    for (let epoch = 0; epoch < 3; epoch++) {
      for (let i = 0; i < 2; i++) run.log({ loss: i }, { step: epoch * 2 + i, epoch });
      run.log({ val_loss: epoch }, { epoch });
    }
  });
  assert.deepEqual(
    sink.points
      .filter(({ per }) => per === "epoch")
      .map(({ metric, step, epoch }) => [metric, step, epoch]),
    [
      ["val_loss", 1, 0],
      ["val_loss", 3, 1],
      ["val_loss", 5, 2],
    ],
  );
  assert.deepEqual(
    sink.rows.epochs.map(({ epoch, run_epoch, step }) => [epoch, run_epoch, step]),
    [
      [0, 0, 1],
      [1, 1, 3],
      [2, 2, 5],
    ],
  );
});

test("log() keeps steps out of order, NaN and infinities as they are", async () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0];
  const { sink } = await logged((run) => {
    values.forEach((loss, i) => void run.log({ loss }, { step: 9 - i }));
  });
  assert.deepEqual(sink.values("loss", "step"), values);
  assert.deepEqual(
    sink.points.map(({ step }) => step),
    [9, 8, 7, 6],
  );
  assert.equal(sink.rows.events.length, 1);
  assert.equal(sink.rows.events[0]!.kind, "not a number");
});

const gone = tf.scalar(1);
gone.dispose();
const wrong: [title: string, value: unknown, shown: string][] = [
  ["undefined", undefined, "undefined"],
  ["a text", "0.5", '"0.5"'],
  ["an object", {}, "an object"],
  ["null", null, "null"],
  ["a disposed tensor", gone, "a tensor that can't be read"],
  ["a list of texts", ["a"], "an array that holds something else than numbers"],
];
for (const [title, value, shown] of wrong) {
  test(`log() says once that it can't take ${title}, and takes the rest`, async () => {
    const { sink, said } = await logged((run) => {
      for (let i = 0; i < 3; i++) run.log({ loss: value as number, acc: i });
    });
    assert.deepEqual(said, [
      [
        `Could not record "loss" = ${shown}`,
        "  log() takes numbers, arrays of numbers and tensors",
        "  the training goes on",
      ].join("\n"),
    ]);
    assert.deepEqual(sink.values("acc", "step"), [0, 1, 2]);
    assert.deepEqual(
      sink.rows.events.map(({ kind, name }) => [kind, name]),
      [["lost", "loss"]],
    );
  });
}

test("log() belongs to the phase it is called in", async () => {
  const { prov, sink } = captured();
  await prov.run({}, async (run) => {
    run.log({ loss: 1 });
    await run.phase("warm-up", async () => {
      run.log({ loss: 2 });
      await run.phase("inner", () => run.log({ loss: 3 }));
    });
    await run.fit(small(), xs, ys, {
      epochs: 1,
      verbose: 0,
      callbacks: { onEpochEnd: () => run.log({ mine: 4 }, { epoch: 0 }) },
    });
  });
  const names = new Map(sink.rows.phases.map(({ phase_id, name }) => [phase_id, name]));
  assert.deepEqual(
    sink.points
      .filter(({ metric, per }) => metric === "mine" || per === "step")
      .map(({ phase_id, value }) => `${names.get(phase_id)} ${value}`),
    ["loop 1", "warm-up 2", "inner 3", "fit 4"],
  );
});

test("log() after the run's end goes into a phase of its own", async () => {
  const { prov, sink } = captured();
  const run = await prov.fit(small(), xs, ys, { epochs: 1, verbose: 0 });
  run.log({ test_f1: 0.5 });
  run.log({ test_f1: 0.75 });
  assert.deepEqual(sink.phases(), ["fit finished", "loop finished"]);
  assert.deepEqual(sink.values("test_f1", "step"), [0.5, 0.75]);
  assert.equal(run.status, "finished");
});
