import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import { captured, dataset, small, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}
afterEach(() => last?.autolog(false));

const quiet = { epochs: 2, verbose: 0 } as const;

test("Keras-Prov lost the last epoch of early stopping: here it is there", async () => {
  const { sink } = setUp();
  const stopper = tf.callbacks.earlyStopping({
    monitor: "val_loss",
    patience: 3,
    minDelta: 100,
  });
  const history = await small().fit(xs, ys, {
    epochs: 50,
    validationSplit: 0.5,
    verbose: 0,
    callbacks: stopper,
  });
  assert.equal(history.epoch.length, 4);
  assert.deepEqual(sink.values("val_loss"), history.history.val_loss);
  assert.equal(sink.rows.epochs.length, 4);
  const [ending] = [...sink.runEnds.values()];
  assert.equal(ending!.status, "stopped early");
  assert.equal(ending!.status_reason, "EarlyStopping on val_loss, patience 3");
  const [event] = sink.rows.events;
  assert.deepEqual(
    [event!.kind, event!.epoch, event!.step, event!.cause],
    ["stopped early", 3, 4, "callback EarlyStopping"],
  );
});

test("a model told to stop is stopped early, with that as the reason", async () => {
  const { sink } = setUp();
  const model = small();
  const onEpochEnd = (epoch: number) => {
    if (epoch === 1) model.stopTraining = true;
  };
  await model.fitDataset(dataset(), {
    epochs: 9,
    verbose: 0,
    callbacks: { onEpochEnd },
  });
  const [ending] = [...sink.runEnds.values()];
  assert.equal(ending!.status, "stopped early");
  assert.equal(ending!.status_reason, "model.stopTraining");
  assert.equal(sink.rows.events[0]!.cause, "callback { onEpochEnd }");
});

test("a stop in the last epoch that was planned is no early one", async () => {
  const { sink } = setUp();
  const model = small();
  const onEpochEnd = (epoch: number) => {
    if (epoch === 1) model.stopTraining = true;
  };
  await model.fit(xs, ys, { ...quiet, callbacks: { onEpochEnd } });
  await model.fit(xs, ys, quiet);
  assert.deepEqual(sink.statuses(), ["finished", "finished"]);
});

test("a fit that throws is failed with the error, and throws it untouched", async () => {
  const { prov, sink } = setUp();
  const error = new TypeError("no such colour");
  const onBatchEnd = () => {
    throw error;
  };
  const thrown = await small()
    .fit(xs, ys, { ...quiet, callbacks: { onBatchEnd } })
    .catch((caught: unknown) => caught);
  assert.equal(thrown, error);
  const [ending] = [...sink.phaseEnds.values()];
  assert.deepEqual(
    [ending!.status, ending!.status_reason],
    ["failed", "TypeError: no such colour"],
  );
  const [event] = sink.rows.events;
  assert.deepEqual(
    [event!.kind, event!.name, event!.epoch, event!.message],
    ["failed", "TypeError", 0, "no such colour"],
  );
  await assert.rejects(prov.last!.done, error);
});

test("an epoch is recorded although the user's callback throws at its end", async () => {
  const { sink } = setUp();
  const onEpochEnd = (epoch: number) => {
    if (epoch === 1) throw new Error("full");
  };
  const fit = small().fit(xs, ys, { epochs: 5, verbose: 0, callbacks: { onEpochEnd } });
  await assert.rejects(fit, /full/);
  assert.equal(sink.rows.epochs.length, 2);
  assert.equal(sink.values("loss").length, 2);
});

test("wrong arguments reach tfjs, whose error comes back", async () => {
  const { sink } = setUp();
  await assert.rejects(
    small().fitDataset(dataset(), undefined as never),
    /batchesPerEpoch/,
  );
  await assert.rejects(small().fit(xs, ys, { batchSize: -1 }), /batchSize/);
  assert.deepEqual(sink.statuses(), ["failed", "failed"]);
});

test("Keras-Prov stored NaN as -9999999: here it is NaN, noted once a metric", async () => {
  const { sink } = setUp();
  const model = small(tf.train.sgd(1e30));
  await model.fit(xs, ys, { epochs: 4, verbose: 0 });
  const losses = sink.values("loss");
  assert.ok(losses.some(Number.isNaN) || losses.includes(Number.POSITIVE_INFINITY));
  const noted = sink.rows.events.filter(({ kind }) => kind === "not a number");
  assert.deepEqual(
    noted.map(({ name, epoch }) => [name, epoch]).sort(),
    [...new Map(noted.map(({ name, epoch }) => [name, epoch]))].sort(),
  );
  const first = losses.findIndex((loss) => !Number.isFinite(loss));
  const event = noted.find(({ name }) => name === "loss")!;
  assert.deepEqual([event.epoch, event.step], [first, first + 1]);
  assert.ok(Object.is(event.new_value, losses[first]));
});

test("Keras-Prov lost every epoch without validation data: here none", async () => {
  const { sink } = setUp();
  await small().fit(xs, ys, quiet);
  assert.equal(sink.values("loss").length, 2);
  assert.equal(sink.rows.epochs.length, 2);
});
