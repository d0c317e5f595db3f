import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Interrupted, open } from "../../src";
import { small, xs, ys } from "../capture/models";
import { beKernel } from "./fake-host";
import { asked } from "./processes";
import { openStudy } from "./study";

/** A study in a kernel whose first cell runs, recorded by autolog. */
async function setUp(t: TestContext, options: { progress?: boolean } = {}) {
  const host = beKernel(t);
  const cell = host.start();
  const study = await openStudy(t, { progress: true, ...options });
  study.prov.autolog(tf);
  return { ...study, host, cell };
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const tidy = (text: string) => text.replace(/\d+\.\d+(e-\d+)?/g, "0.0");

/** A callback by which each epoch takes so many milliseconds. */
const slow = (ms: number) => ({ onEpochEnd: () => sleep(ms) });

test("a training has a line in its cell, from its start to its end", async (t) => {
  const { prov, cell } = await setUp(t);
  const run = prov.start(small(), xs, ys, {
    name: "base",
    epochs: 5,
    validationSplit: 0.5,
  });
  assert.equal(cell.text(), "base  epoch 1/5");
  await run.done;
  assert.equal(
    tidy(cell.text()),
    "base: finished, 5 epochs in 0.0 s, loss 0.0, val_loss 0.0",
  );
  assert.equal(cell.outputs.length, 1);
  assert.deepEqual(Object.keys(cell.outputs[0]!.at(-1)!.data), ["text/plain"]);
});

test("a background training tells of itself in the cell that started it", async (t) => {
  const { prov, cell, host } = await setUp(t);
  const run = prov.start(small(), xs, ys, {
    ...{ name: "base", epochs: 8, callbacks: slow(40) },
  });
  await host.end();
  const next = host.start();
  await sleep(320);
  assert.match(cell.text(), /^base {2}epoch [4-8]\/8 /);
  const second = prov.start(small(), xs, ys, { name: "second", epochs: 1 });
  await Promise.all([run.done, second.done]);
  assert.match(cell.text(), /^base: finished, 8 epochs in/);
  assert.match(next.text(), /^second: finished, 1 epoch in/);
});

test("progress is off where a training, autolog or open says so", async (t) => {
  const { prov, cell } = await setUp(t);
  const model = small();
  await model.fit(xs, ys, { epochs: 1, verbose: 0 });
  await prov.fit(model, xs, ys, { epochs: 1, progress: false });
  await prov.run({ progress: false }, (run) => run.log({ loss: 1 }));
  prov.autolog(tf, { progress: false });
  await model.fit(xs, ys, { epochs: 1 });
  await prov.run({}, (run) => run.fit(model, xs, ys, { epochs: 1 }));
  tf.dispose(model.evaluate(xs, ys));
  assert.deepEqual(cell.outputs, []);
  await prov.fit(model, xs, ys, { epochs: 1, progress: true, name: "told" });
  assert.match(cell.text(), /^told: finished/);
});

test("open() says what holds unless a training says otherwise", async (t) => {
  const { prov, cell } = await setUp(t, { progress: false });
  await small().fit(xs, ys, { epochs: 1 });
  assert.deepEqual(cell.outputs, []);
  await prov.fit(small(), xs, ys, { epochs: 1, progress: true, name: "told" });
  assert.match(cell.text(), /^told: finished/);
});

test("loops, updates and several phases are one line a run", async (t) => {
  const { prov, cell, host } = await setUp(t);
  const model = small();
  await prov.run({ name: "loop" }, async (run) => {
    for (let step = 0; step < 50; step++) run.log({ loss: 1 / (step + 1) });
  });
  await prov.run({ name: "both" }, async () => {
    await model.fit(xs, ys, { epochs: 2 });
    await model.fit(xs, ys, { epochs: 1 });
  });
  for (let i = 0; i < 3; i++) await model.trainOnBatch(xs, ys);
  await host.end();
  const [loop, both, updates] = tidy(cell.text()).split("\n");
  assert.equal(loop, "loop: finished, up to step 50 in 0.0 s, loss 0.0");
  assert.equal(both, "both: finished, 3 epochs in 0.0 s, loss 0.0");
  assert.match(updates!, /^[a-z]+-[a-z]+ {2}step 3 {2}loss 0.0$/);
  prov.close();
});

test("a failure and an early stop are told with their reasons", async (t) => {
  const { prov, cell } = await setUp(t);
  const stop = tf.callbacks.earlyStopping({
    monitor: "loss",
    minDelta: 9,
    patience: 1,
  });
  await prov.fit(small(), xs, ys, { name: "early", epochs: 9, callbacks: stop });
  const bad = prov.fit(small(), tf.ones([12, 3]), ys, { name: "bad", epochs: 2 });
  await assert.rejects(bad);
  const [early, failed] = tidy(cell.text()).split("\n");
  assert.equal(
    early,
    "early: stopped early (EarlyStopping on loss, patience 1), 2 of 9 epochs in 0.0 s, loss 0.0",
  );
  assert.match(failed!, /^bad: failed \(Error: .*\), 0 of 2 epochs in 0.0 s$/);
});

test("whoever watches and throws is said once, and stops no training", async (t) => {
  const { prov, cell, said } = await setUp(t);
  cell.live = () => {
    throw new Error("no socket");
  };
  for (let i = 0; i < 2; i++) await small().fit(xs, ys, { epochs: 2 });
  assert.equal(prov.last?.status, "finished");
  assert.deepEqual(said, [
    "Could not show how a training goes\n  no socket\n  the training goes on",
  ]);
});

const vega = "application/vnd.vegalite.v5+json";

test("{ live } draws the cell's runs while they train, and a picture at the end", async (t) => {
  const { prov, cell, said } = await setUp(t, { progress: false });
  const args = { epochs: 26, validationSplit: 0.5, callbacks: slow(50) };
  await prov.fit(small(), xs, ys, { ...args, name: "base", live: true });
  const states = cell.outputs[0]!;
  assert.deepEqual(said, []);
  assert.equal(cell.outputs.length, 1);
  assert.equal(states[0]!.data["text/plain"], "val_loss: nothing to draw yet");
  const kinds = states.slice(1).map(({ data }) => Object.keys(data).join(" "));
  assert.deepEqual(kinds, [
    `${vega} text/plain`,
    `${vega} text/plain`,
    `${vega} image/png text/plain`,
  ]);
  assert.match(tidy(cell.text()), /^val_loss by epoch, 1 run: base 0.0$/);
  assert.match(
    tidy(String(states.at(-2)!.data["text/plain"])),
    /^val_loss by epoch, 1 run: base 0.0 \(running\)$/,
  );
  for (const { data } of states) assert.ok(JSON.stringify(data).length < 200_000);
});

test("all live runs of a cell are one chart, of the metric that is named", async (t) => {
  const { prov, cell, host } = await setUp(t, { progress: false });
  for (const name of ["a", "b", "c"]) {
    await prov.fit(small(), xs, ys, { name, epochs: 2, live: "mae", verbose: 0 });
  }
  await prov.run({ name: "loop", live: "mae" }, (run) => run.log({ mae: [3, 2] }));
  await prov.fit(small(), xs, ys, { name: "other", epochs: 1 });
  await host.end();
  assert.equal(cell.outputs.length, 1);
  assert.match(
    tidy(cell.text()),
    /^mae by epoch, 4 runs: a 0.0( \(best\))?, b 0.0( \(best\))?, c 0.0( \(best\))?, loop no points/,
  );
  assert.ok("image/png" in cell.outputs[0]!.at(-1)!.data);
});

test("a live metric that is not there is said with the near ones", async (t) => {
  const { prov, cell, said, host } = await setUp(t, { progress: false });
  await prov.fit(small(), xs, ys, { epochs: 2, live: "los" });
  await host.end();
  assert.equal(cell.text(), "los: nothing to draw yet");
  assert.deepEqual(said, [
    [
      "Could not draw los live",
      '  No metric named "los"',
      "  metrics: learningRate, loss, mae",
      '  try: prov.compare("loss")',
      "  the training goes on",
    ].join("\n"),
  ]);
});

test("live drawing and progress change no bit and draw no random number", async (t) => {
  const { prov } = await setUp(t);
  const train = async (options: object) => {
    const { random } = Math;
    let state = 42;
    Math.random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    try {
      const model = small(tf.train.adam(0.05));
      const callbacks = { onEpochEnd: () => sleep(25) };
      const args = { epochs: 50, batchSize: 4, validationSplit: 0.5, callbacks };
      await prov.fit(model, xs, ys, { ...args, ...options });
      const weights = model.getWeights().map((weight) => [...weight.dataSync()]);
      return { weights, next: Math.random() };
    } finally {
      Math.random = random;
    }
  };
  const without = await train({ verbose: 0 });
  assert.deepEqual(await train({}), without);
  assert.deepEqual(await train({ live: true }), without);
});

const endless = { epochs: 100_000, batchSize: 4 } as const;

test("the stop button ends what the running cell trains, and the cell's promise rejects", async (t) => {
  const { prov, cell, host } = await setUp(t);
  const fit = prov.fit(small(), xs, ys, { ...endless, name: "base" });
  await sleep(30);
  const end = host.interrupt();
  await assert.rejects(fit, Interrupted);
  await end;
  assert.match(
    cell.text(),
    /^base: interrupted \(by the user\), \d+ of 100,000 epochs in/,
  );
  assert.equal(cell.printed, "");
  const rows = await prov.sql`
    SELECT r.status, r.status_reason, e.kind, e.name, e.message
    FROM runs r JOIN events e USING (run_id)`;
  assert.deepEqual(rows.toArray(), [
    {
      ...{ status: "interrupted", status_reason: "by the user" },
      ...{ kind: "interrupted", name: "interrupt", message: "by the user" },
    },
  ]);
});

test("where no cell runs the background is stopped, after saying so in its cells", async (t) => {
  const { prov, cell, host } = await setUp(t, { progress: false });
  const first = prov.start(small(), xs, ys, { ...endless, name: "first" });
  await host.end();
  const next = host.start();
  prov.start(small(), xs, ys, { ...endless, name: "second" });
  await host.end();
  await sleep(20);
  await host.interrupt();
  assert.equal(cell.printed, "stderr: Interrupting first: it stops after its batch\n");
  assert.equal(next.printed, "stderr: Interrupting second: it stops after its batch\n");
  assert.equal(first.status, "interrupted");
  assert.equal(first.cellRunId, cell.id);
  assert.equal(host.interrupt(), undefined);
});

test("a cell that only asks leaves the background alone when it is stopped", async (t) => {
  const { prov, host } = await setUp(t, { progress: false });
  const run = prov.start(small(), xs, ys, { ...endless, name: "base" });
  await host.end();
  host.start();
  await prov.sql`FROM runs`;
  assert.equal(host.interrupt(), undefined);
  assert.equal(run.status, "running");
  void run.done;
  await host.interrupt();
  assert.equal(run.status, "interrupted");
});

test("a shutdown ends what runs, and writes and frees the file", async (t) => {
  const { prov, host, path } = await setUp(t, { progress: false });
  prov.start(small(), xs, ys, { ...endless, name: "base" });
  void prov.run({ name: "stuck" }, (run) => {
    run.log({ loss: 1 });
    return new Promise(() => {});
  });
  await sleep(50);
  await host.shutdown();
  assert.deepEqual(asked(path, "SELECT name, status, status_reason FROM runs"), [
    ...["base", "stuck"].map((name) => ({
      ...{ name, status: "interrupted", status_reason: "the kernel was shut down" },
    })),
  ]);
});

test("another file takes the place of the first at the stop button", async (t) => {
  const { host, folder } = await setUp(t);
  const before = host.listening;
  const other = await open(join(folder, "other.duckdb"), { progress: false });
  t.after(() => other.close());
  // the cell that ran meanwhile has its end in the first file
  await host.end();
  assert.equal(host.listening, before);
  const run = other.start(small(), xs, ys, endless);
  await host.interrupt();
  assert.equal(run.status, "interrupted");
});
