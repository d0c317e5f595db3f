import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../src/capture/capture";
import { Turns } from "../../src/capture/training/turns";
import { MemorySink } from "./memory-sink";
import { small, xs, ys } from "./models";

// tfjs lets the loop turn for plain callbacks only: with earlyStopping alone nothing
// else ran until the training ended, no query and no timer.
test("the event loop turns during a training with callbacks of tfjs' classes", async () => {
  const capture = new Capture(new MemorySink());
  capture.autolog(tf);
  let turned = 0;
  const timer = setInterval(() => turned++, 1);
  const callbacks = tf.callbacks.earlyStopping({ monitor: "loss", patience: 1000 });
  const args = { epochs: 20, batchSize: 2, yieldEvery: "batch", callbacks } as const;
  await small().fit(xs, ys, args);
  clearInterval(timer);
  capture.autolog(false);
  assert.ok(turned > 3, `${turned} turns`);
});

test("yieldEvery says how often the loop turns", async () => {
  const cases: readonly [yieldEvery: unknown, begin: boolean, batch: boolean][] = [
    ["batch", false, true],
    ["epoch", true, false],
    ["never", false, false],
    [0, false, true],
    [60_000, false, false],
    ["auto", false, false],
  ];
  for (const [yieldEvery, atEpoch, atBatch] of cases) {
    const turns = new Turns(yieldEvery);
    assert.equal(turns.due("onEpochBegin") !== undefined, atEpoch, String(yieldEvery));
    assert.equal(turns.due("onBatchBegin") !== undefined, atBatch, String(yieldEvery));
  }
});

test("the loop turns at each batch while a query waits", () => {
  const sink = { asked: false };
  const turns = new Turns(60_000, sink);
  assert.equal(turns.due("onBatchBegin"), undefined);
  sink.asked = true;
  assert.notEqual(turns.due("onBatchBegin"), undefined);
});

test("a training begins when its facts can be written", async () => {
  const order: string[] = [];
  class SlowSink extends MemorySink {
    override ready(): Promise<void> | undefined {
      return new Promise((resolve) =>
        setTimeout(() => {
          order.push("ready");
          resolve();
        }, 20),
      );
    }
  }
  const capture = new Capture(new SlowSink());
  const onTrainBegin = () => void order.push("begins");
  const run = capture.start(small(), xs, ys, {
    epochs: 1,
    callbacks: { onTrainBegin },
  });
  order.push("started");
  await run.done;
  assert.deepEqual(order, ["started", "ready", "begins"]);
});
