import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import { captured, dataset, small, twoOutputs, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  made.prov.autolog(tf);
  return made;
}
afterEach(() => last?.autolog(false));

const quiet = { epochs: 2, verbose: 0 } as const;

test("Keras-Prov merged a second fit on the same model: here each is a run", async () => {
  const { sink } = setUp();
  const model = small();
  await model.fit(xs, ys, quiet);
  await model.fit(xs, ys, quiet);
  assert.deepEqual(sink.statuses(), ["finished", "finished"]);
  assert.deepEqual(
    sink.rows.runs.map(({ name }) => name),
    ["run", "run-2"],
  );
});

test("fits inside run() are phases of it, and run_epoch goes on", async () => {
  const { prov, sink } = setUp();
  const model = small();
  const run = await prov.run({ name: "frozen first" }, async () => {
    await model.fit(xs, ys, quiet);
    await model.fit(xs, ys, { ...quiet, initialEpoch: 1, epochs: 3 });
    return 7;
  });
  assert.equal(run.result, 7);
  assert.deepEqual(sink.phases(), ["fit finished", "fit finished"]);
  assert.deepEqual(
    sink.rows.epochs.map(({ epoch, run_epoch }) => [epoch, run_epoch]),
    [
      [0, 0],
      [1, 1],
      [1, 2],
      [2, 3],
    ],
  );
  assert.deepEqual(
    sink.rows.phases.map(({ position, first_run_epoch }) => [
      position,
      first_run_epoch,
    ]),
    [
      [0, 0],
      [1, 1],
    ],
  );
});

test("two fits at once are two runs that don't mix", async () => {
  const { prov, sink } = setUp();
  const long = small().fit(xs, ys, { ...quiet, epochs: 5 });
  const short = twoOutputs().fit(xs, [ys, ys], quiet);
  assert.equal(prov.running().length, 2);
  await Promise.all([long, short]);
  const [first, second] = sink.rows.runs.map(
    ({ run_id }) => sink.rows.epochs.filter((epoch) => epoch.run_id === run_id).length,
  );
  assert.deepEqual([first, second], [5, 2]);
  const strays = sink.points.filter(
    ({ metric, run_id }) =>
      metric.startsWith("a_") && run_id === sink.rows.runs[0]!.run_id,
  );
  assert.deepEqual(strays, []);
  assert.equal(prov.running().length, 0);
});

test("evaluate joins the last run of its model, also after the run has ended", async () => {
  const { sink } = setUp();
  const model = small();
  await model.fit(xs, ys, quiet);
  await twoOutputs().fit(xs, [ys, ys], quiet);
  const scores = model.evaluate(xs, ys, { verbose: 0 }) as tf.Scalar[];
  const phase = sink.rows.phases.at(-1)!;
  assert.equal(phase.run_id, sink.rows.runs[0]!.run_id);
  assert.equal(phase.kind, "evaluate");
  assert.deepEqual(sink.values("test_loss"), [scores[0]!.dataSync()[0]]);
  assert.deepEqual(sink.values("test_mae"), [scores[1]!.dataSync()[0]]);
  const point = sink.points.find(({ metric }) => metric === "test_loss")!;
  assert.deepEqual([point.split, point.epoch, point.step], ["test", 1, 2]);
  tf.dispose(scores);
});

test("evaluate of a model that never trained is a run of its own", () => {
  const { sink } = setUp();
  tf.dispose(small().evaluate(xs, ys));
  assert.deepEqual(sink.statuses(), ["finished"]);
  assert.deepEqual(sink.phases(), ["evaluate finished"]);
});

test("Keras-Prov stored the last batch's loss of evaluate(): here it is the mean", async () => {
  const { sink } = setUp();
  const model = small();
  const whole = model.evaluate(xs, ys, { batchSize: 12 }) as tf.Scalar[];
  const batched = model.evaluate(xs, ys, { batchSize: 5 }) as tf.Scalar[];
  const [one, other] = sink.values("test_loss");
  assert.ok(Math.abs(one! - other!) < 1e-6);
  tf.dispose([whole, batched]);
});

test("evaluate of several outputs labels each score as what it is", () => {
  const { sink } = setUp();
  const model = twoOutputs();
  tf.dispose(model.evaluate(xs, [ys, ys]));
  const [loss, a, b] = ["test_loss", "test_a_loss", "test_b_loss"].map(
    (name) => sink.values(name)[0]!,
  );
  assert.ok(Math.abs(loss! - (a! + b!)) < 1e-6);
});

test("evaluateDataset is one phase", async () => {
  const { sink } = setUp();
  const scores = await small().evaluateDataset(dataset() as never, {});
  assert.deepEqual(sink.phases(), ["evaluateDataset finished"]);
  assert.equal(sink.values("test_loss").length, 1);
  tf.dispose(scores);
});

test("an evaluate in a user's callback is a phase inside the fit's", async () => {
  const { sink } = setUp();
  const model = small();
  await model.fitDataset(dataset(), {
    ...quiet,
    validationData: dataset(),
    callbacks: {
      onEpochEnd: async () => tf.dispose(model.evaluate(xs, ys)),
    },
  });
  assert.deepEqual(sink.phases(), [
    "fitDataset finished",
    "evaluate finished",
    "evaluate finished",
  ]);
  const [fit, one, two] = sink.rows.phases;
  assert.deepEqual(
    [one!.parent_phase_id, two!.parent_phase_id],
    [fit!.phase_id, fit!.phase_id],
  );
  assert.deepEqual(sink.statuses(), ["finished"]);
});

test("a callback that evaluates the model it was given evaluates the user's", async () => {
  const { sink } = setUp();
  class Tester extends tf.Callback {
    override async onEpochEnd() {
      const model = (this as unknown as { model: tf.LayersModel }).model;
      tf.dispose(model.evaluate(xs, ys));
    }
  }
  const args = { ...quiet, epochs: 1, callbacks: [new Tester()] };
  await small().fitDataset(dataset(), { ...args, validationData: dataset() });
  assert.deepEqual(sink.phases(), ["fitDataset finished", "evaluate finished"]);
  const [fit, evaluate] = sink.rows.phases;
  assert.equal(evaluate!.model_id, fit!.model_id);
});

test("trainOnBatch opens one run per model, ended by two seconds of silence", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { prov, sink } = setUp();
  try {
    const model = small();
    const losses = [];
    for (let i = 0; i < 3; i++) losses.push(await model.trainOnBatch(xs, ys));
    assert.deepEqual(sink.phases(), ["trainOnBatch running"]);
    assert.equal(prov.running().length, 1);
    assert.deepEqual(
      sink.values("loss", "step"),
      losses.map((values) => (values as number[])[0]),
    );
    mock.timers.tick(2000);
    assert.deepEqual(sink.phases(), ["trainOnBatch finished"]);
    assert.deepEqual(sink.statuses(), ["finished"]);
  } finally {
    mock.timers.reset();
  }
});

test("a fit ends the run that trainOnBatch opened for the same model", async () => {
  const { sink } = setUp();
  const model = small();
  await model.trainOnBatch(xs, ys);
  await model.fit(xs, ys, quiet);
  assert.deepEqual(sink.phases(), ["trainOnBatch finished", "fit finished"]);
  assert.deepEqual(sink.statuses(), ["finished", "finished"]);
});

test("close() ends the runs that only silence would end", async () => {
  const { prov, sink } = setUp();
  await small().trainOnBatch(xs, ys);
  prov.close();
  assert.deepEqual(sink.statuses(), ["finished"]);
});

test("trainOnBatch inside run() is one phase of it", async () => {
  const { prov, sink } = setUp();
  const model = small();
  await prov.run({ name: "loop" }, async () => {
    for (let i = 0; i < 4; i++) await model.trainOnBatch(xs, ys);
    tf.dispose(model.evaluate(xs, ys));
  });
  assert.deepEqual(sink.phases(), ["trainOnBatch finished", "evaluate finished"]);
  assert.equal(sink.rows.runs.length, 1);
  assert.equal(sink.points.find(({ metric }) => metric === "test_loss")!.step, 4);
});

test("a run that throws is failed, and throws the very same error", async () => {
  const { prov, sink } = setUp();
  const error = new RangeError("out of data");
  const thrown = await prov
    .run({}, async () => {
      await small().fit(xs, ys, quiet);
      throw error;
    })
    .catch((caught: unknown) => caught);
  assert.equal(thrown, error);
  assert.deepEqual(sink.phases(), ["fit finished"]);
  const [ending] = [...sink.runEnds.values()];
  assert.deepEqual(
    [ending!.status, ending!.status_reason],
    ["failed", "RangeError: out of data"],
  );
});

test("a run whose last fit failed is failed, though its callback went on", async () => {
  const { prov, sink } = setUp();
  await prov.run({}, async () => {
    const wrong = tf.ones([12, 3]);
    await small()
      .fit(wrong, ys, quiet)
      .catch(() => {});
  });
  assert.deepEqual(sink.statuses(), ["failed"]);
  assert.equal(sink.rows.events[0]!.kind, "failed");
});

test("a run within a run is its child", async () => {
  const { prov, sink } = setUp();
  await prov.run({ name: "tuning" }, async () => {
    await prov.run({ name: "trial" }, () => {});
  });
  const [tuning, trial] = sink.rows.runs;
  assert.equal(trial!.parent_run_id, tuning!.run_id);
  assert.equal(tuning!.parent_run_id, null);
});
