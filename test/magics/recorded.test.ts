import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { small, xs, ys } from "../capture/models";
import { openStudy } from "./study";

/** What is in the file of a run that was recorded. */
const quiet = { epochs: 2, verbose: 0 } as const;

test("what a run was told is there with its type, under the names of Keras", async (t) => {
  const { prov } = await openStudy(t);
  const optimizer = tf.train.adam(0.02, 0.8);
  await prov.fit(small(optimizer), xs, ys, {
    ...quiet,
    batchSize: 4,
    shuffle: false,
    validationSplit: 0.25,
  });
  const [row] = await prov.sql<{ params: Record<string, unknown> }>`
    SELECT params FROM compare`;
  const { params } = JSON.parse(JSON.stringify(row));
  const told = Array.isArray(params)
    ? Object.fromEntries(params.map(({ key, value }) => [key, value]))
    : params;
  for (const [name, value] of Object.entries({
    optimizer: "adam",
    learningRate: 0.02,
    beta1: 0.8,
    loss: "meanSquaredError",
    batchSize: 4,
    epochs: 2,
    validationSplit: 0.25,
    shuffle: false,
  })) {
    assert.equal(told[name], value, name);
  }
});

test("layers and the model's summary are rows", async (t) => {
  const { prov } = await openStudy(t);
  const model = small();
  await prov.fit(model, xs, ys, quiet);
  const rows = await prov.sql`
    SELECT kind, units, activation, parameters, trainable FROM layers`;
  assert.deepEqual(rows.toArray(), [
    { kind: "Dense", units: 3, activation: "relu", parameters: 9, trainable: true },
    { kind: "Dense", units: 1, activation: "linear", parameters: 4, trainable: true },
  ]);
  const [found] = await prov.sql<{ summary: string }>`SELECT summary FROM models`;
  const lines: string[] = [];
  model.summary(undefined, undefined, (line) => lines.push(line));
  assert.equal(found!.summary, lines.join("\n"));
});

test("5,000 params, 300 metrics, emoji and 10,000 characters are kept exactly", async (t) => {
  const { prov } = await openStudy(t);
  const name = `損失 😀 e\u0301 ${"x".repeat(10_000)}`;
  const params = Object.fromEntries(
    Array.from({ length: 5000 }, (_, i) => [`p${i}`, i / 7]),
  );
  const metrics = Object.fromEntries(
    Array.from({ length: 300 }, (_, i) => [`m ${i} 'é'`, i / 3]),
  );
  await prov.run({ name, params }, (run) => run.log({ ...metrics, [name]: 1 }));
  const [row] = await prov.sql`
    SELECT (SELECT name FROM runs) AS name,
      (SELECT count(*) FROM params) AS params, (SELECT sum(value.num) FROM params) AS total,
      (SELECT count(DISTINCT metric) FROM metrics) AS metrics,
      (SELECT metric FROM metrics WHERE length(metric) > 100) AS metric`;
  const total = Object.values(params).reduce((sum, value) => sum + value, 0);
  assert.ok(Math.abs(Number(row!.total) - total) < 1e-6);
  assert.deepEqual(
    { ...row, total: 0 },
    { name, params: 5000, total: 0, metrics: 301, metric: name },
  );
});

for (const [every, steps] of [
  ["batch", [1, 2, 3, 4, 5, 6]],
  [2, [2, 4, 6]],
] as const) {
  test(`{ every: ${JSON.stringify(every)} } records metrics by batch`, async (t) => {
    const { prov } = await openStudy(t);
    prov.autolog(tf, { every });
    await small().fit(xs, ys, { ...quiet, batchSize: 4 });
    prov.autolog(false);
    await prov.fit(small(), xs, ys, { ...quiet, batchSize: 4, every });
    const rows = await prov.sql`
      SELECT list(step ORDER BY step) AS steps FROM metrics
      WHERE per = 'step' AND metric = 'loss' GROUP BY run_id`;
    assert.deepEqual(rows.toArray(), [{ steps }, { steps }]);
  });
}

test("each status has its reason", async (t) => {
  const { prov } = await openStudy(t);
  const model = small();
  await prov.fit(model, xs, ys, { ...quiet, name: "a" });
  const onEpochEnd = () => void Object.assign(model, { stopTraining: true });
  await prov.fit(model, xs, ys, { epochs: 9, name: "b", callbacks: { onEpochEnd } });
  const wrong = prov.fit(model, tf.ones([12, 5]), ys, { ...quiet, name: "c" });
  await assert.rejects(wrong, /expected a batch/);
  const own = prov.run({ name: "d" }, () => {
    throw new RangeError("out of luck");
  });
  await assert.rejects(own, { name: "RangeError", message: "out of luck" });
  const rows = await prov.sql`SELECT name, status, status_reason AS reason FROM runs`;
  const [finished, stopped, failed, threw] = rows.toArray();
  assert.deepEqual(finished, { name: "a", status: "finished", reason: null });
  assert.deepEqual(stopped, {
    name: "b",
    status: "stopped early",
    reason: "model.stopTraining",
  });
  assert.equal(failed!.status, "failed");
  assert.match(String(failed!.reason), /^Error: input expected a batch/);
  assert.deepEqual(threw, {
    name: "d",
    status: "failed",
    reason: "RangeError: out of luck",
  });
});

test("epochs are counted alike in epochs, metrics and runs", async (t) => {
  const { prov } = await openStudy(t);
  const model = small();
  await prov.run({ name: "mixed" }, async (run) => {
    await run.fit(model, xs, ys, quiet);
    await run.phase("own", () => {
      for (const epoch of [0, 5]) run.log({ loss: epoch }, { epoch });
    });
    run.evaluate(model, xs, ys);
  });
  const epochs = await prov.sql`SELECT epoch, run_epoch FROM epochs`;
  assert.deepEqual(
    epochs.toArray().map((row) => Object.values(row)),
    [
      [0, 0],
      [1, 1],
      [0, 2],
      [5, 7],
    ],
  );
  const points = await prov.sql`
    SELECT metric, run_epoch FROM metrics
    WHERE metric IN ('loss', 'test_loss') ORDER BY run_epoch, metric`;
  assert.deepEqual(
    points.toArray().map(({ metric, run_epoch }) => `${metric} ${run_epoch}`),
    ["loss 0", "loss 1", "loss 2", "loss 7", "test_loss 7"],
  );
  const [run] = await prov.sql`SELECT epochs, last_epoch FROM runs`;
  assert.deepEqual(run, { epochs: 4, last_epoch: 7 });
});
