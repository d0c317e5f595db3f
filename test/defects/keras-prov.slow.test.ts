import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../src";
import { type dataset, small, xs, ys } from "../capture/models";
import { openStudy } from "../magics/study";

/** What Keras-Prov (Pina et al.) got wrong, each through our public interface. */
const quiet = { epochs: 3, verbose: 0 } as const;

test("without validation data every epoch was lost: here none is", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const { history } = await small().fit(xs, ys, quiet);
  const rows = await prov.sql`SELECT epoch, loss, val_loss FROM epochs`;
  const expected = history.loss!.map((loss, epoch) => ({
    epoch,
    loss,
    val_loss: null,
  }));
  assert.deepEqual(rows.toArray(), expected);
});

test("validating every second epoch ended the training: here the others have none", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "loop" }, (run) => {
    for (let epoch = 0; epoch < 4; epoch++) {
      run.log({ loss: 1 / (1 + epoch) }, { epoch });
      if (epoch % 2 === 1) run.log({ val_loss: epoch / 10 }, { epoch });
    }
  });
  const rows = await prov.sql`SELECT epoch, val_loss FROM epochs`;
  assert.deepEqual(
    rows.toArray().map(({ val_loss }) => val_loss),
    [null, 0.1, null, 0.3],
  );
});

test("own hyperparameters were stored as null: here with value and type", async (t) => {
  const { prov } = await openStudy(t);
  const params = { rank: 4, note: "warm", nested: { on: true }, none: null };
  await prov.fit(small(), xs, ys, { ...quiet, params });
  const rows = await prov.sql`
    SELECT name, value FROM params WHERE source = 'user' ORDER BY name`;
  assert.deepEqual(rows.toArray(), [
    { name: "nested.on", value: true },
    { name: "none", value: null },
    { name: "note", value: "warm" },
    { name: "rank", value: 4 },
  ]);
});

test("early stopping lost the last epoch and ran for ever: here it is there, and ended", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const callbacks = tf.callbacks.earlyStopping({
    monitor: "loss",
    patience: 2,
    minDelta: 100,
  });
  const { epoch } = await small().fit(xs, ys, { ...quiet, epochs: 50, callbacks });
  const [run] =
    await prov.sql`SELECT status, status_reason, epochs, last_epoch FROM runs`;
  assert.deepEqual(run, {
    status: "stopped early",
    status_reason: "EarlyStopping on loss, patience 2",
    epochs: epoch.length,
    last_epoch: epoch.at(-1),
  });
});

test("a second fit of a model was merged into the first: here it is a run", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const model = small();
  await model.fit(xs, ys, quiet);
  await model.fit(xs, ys, { ...quiet, epochs: 2 });
  const rows = await prov.sql`SELECT epochs, phases, last_epoch FROM runs`;
  assert.deepEqual(rows.toArray(), [
    { epochs: 3, phases: 1, last_epoch: 2 },
    { epochs: 2, phases: 1, last_epoch: 1 },
  ]);
});

test("evaluate() stored the last batch's loss: here the mean that it returns", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const model = small();
  await model.fit(xs, ys, quiet);
  const [loss, mae] = model.evaluate(xs, ys, { batchSize: 5 }) as tf.Scalar[];
  const [run] = await prov.sql`
    SELECT test_loss, last['test_mae'] AS test_mae FROM runs JOIN compare USING (run_id)`;
  assert.deepEqual(run, {
    test_loss: loss!.dataSync()[0],
    test_mae: mae!.dataSync()[0],
  });
});

test("generators were not captured: here they are as any data", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  function* batches() {
    for (let i = 0; i < 6; i++) yield { xs: tf.ones([4, 2]), ys: tf.zeros([4, 1]) };
  }
  const endless = tf.data.generator(batches as never) as ReturnType<typeof dataset>;
  const { history } = await small().fitDataset(endless, quiet);
  const rows = await prov.sql`SELECT loss, step FROM epochs`;
  assert.deepEqual(
    rows.toArray(),
    history.loss!.map((loss, epoch) => ({ loss, step: 6 * (epoch + 1) })),
  );
});

/** A callback that lowers the rate as Keras' ReduceLROnPlateau does. */
class ReduceOnPlateau extends tf.Callback {
  constructor(
    private readonly optimizer: tf.SGDOptimizer,
    private readonly rates: readonly number[],
  ) {
    super();
  }

  override async onEpochEnd(epoch: number) {
    const rate = this.rates[epoch];
    if (rate !== undefined) this.optimizer.setLearningRate(rate);
  }
}

for (const [what, rates] of [
  ["a rate that a callback lowers was not captured", [0.01, 0.001]],
  ["changes of the rate below 1e-5 were not seen", [9e-6, 8.9e-6]],
] as const) {
  test(`${what}: here each change is an event with its cause`, async (t) => {
    const { prov } = await openStudy(t);
    prov.autolog(tf);
    const optimizer = tf.train.sgd(0.1);
    const callbacks = new ReduceOnPlateau(optimizer, rates);
    await small(optimizer).fit(xs, ys, { ...quiet, callbacks });
    const events =
      await prov.sql`SELECT epoch, old_value, new_value, cause FROM events`;
    const cause = "callback ReduceOnPlateau";
    assert.deepEqual(events.toArray(), [
      { epoch: 0, old_value: 0.1, new_value: rates[0], cause },
      { epoch: 1, old_value: rates[0], new_value: rates[1], cause },
    ]);
    const epochs = await prov.sql`SELECT learning_rate FROM epochs`;
    assert.deepEqual(
      epochs.toArray().map(({ learning_rate }) => learning_rate),
      [0.1, ...rates],
    );
  });
}

test("NaN was stored as -9999999: here it is NaN, and an event", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  await small().fit(tf.fill([12, 2], Number.NaN), ys, quiet);
  const [run] = await prov.sql`SELECT loss, best_loss FROM runs`;
  assert.deepEqual(run, { loss: Number.NaN, best_loss: null });
  const values =
    await prov.sql`SELECT DISTINCT value FROM metrics WHERE metric = 'loss'`;
  assert.deepEqual(values.toArray(), [{ value: Number.NaN }]);
  const events =
    await prov.sql`SELECT kind, name, epoch FROM events WHERE name = 'loss'`;
  assert.deepEqual(events.toArray(), [
    { kind: "not a number", name: "loss", epoch: 0 },
  ]);
});

test("with its database down the training died: here it goes on, and that is said", async (t) => {
  const { folder } = await openStudy(t);
  const path = join(folder, "taken.duckdb");
  mkdirSync(path);
  const said: string[] = [];
  const prov = await open(path, { say: (message) => said.push(message) });
  t.after(() => prov.close());
  const run = await prov.fit(small(), xs, ys, quiet);
  assert.equal(run.status, "finished");
  assert.equal(run.history.epoch.length, 3);
  assert.equal(said.length, 1);
  const lines = said[0]!.split("\n");
  assert.equal(lines[0], "Can't record into taken.duckdb: it is a folder");
  assert.equal(lines.at(-1), "  recording into taken-2.duckdb instead");
  const [recorded] = await prov.sql`SELECT epochs FROM runs`;
  assert.deepEqual(recorded, { epochs: 3 });
});

test("quotes in values broke its SQL: here they are values", async (t) => {
  const { prov } = await openStudy(t);
  const name = `O'Neil "x"; DROP TABLE runs; -- \\ $1 ?`;
  const params = { [name]: name };
  await prov.fit(small(), xs, ys, { ...quiet, name, params });
  const [run] = await prov.sql`SELECT name FROM runs WHERE name = ${name}`;
  assert.deepEqual(run, { name });
  const rows = await prov.sql`SELECT name, value FROM params WHERE name = ${name}`;
  assert.deepEqual(rows.toArray(), [{ name, value: name }]);
});
