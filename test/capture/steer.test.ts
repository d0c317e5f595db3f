import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../src/capture/capture";
import type { EventRow } from "../../src/store/facts";
import { MemorySink } from "./memory-sink";
import { captured, dataset, small, xs, ys } from "./models";

let last: Capture | undefined;
afterEach(() => last?.autolog(false));

const long = { epochs: 400, batchSize: 4, verbose: 0, yieldEvery: "batch" } as const;

/** A capture whose code runs in a cell that may be changed. */
function inCell() {
  const sink = new MemorySink();
  const cell = { id: "first" };
  const prov = new Capture(sink, { currentCell: () => cell, say: () => {} });
  last = prov;
  return { prov, sink, cell };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

function told({ name, old_value, new_value, cause, message }: EventRow) {
  return { name, old_value, new_value, cause, message };
}

test("set() changes the rate from the next batch on, as the user's, with cell and reason", async () => {
  const { prov, sink, cell } = inCell();
  const model = small(tf.train.adam(0.01));
  const run = prov.start(model, xs, ys, long);
  while (model.optimizer.iterations === 0) await turn();
  cell.id = "second";
  await run.set({ learningRate: 1e-4 }, { reason: "it jumps" });
  assert.equal(
    (model.optimizer as unknown as { learningRate: number }).learningRate,
    1e-4,
  );
  run.stop();
  await run.done;
  const [event, stop] = sink.rows.events;
  assert.deepEqual(told(event!), {
    name: "learningRate",
    old_value: 0.01,
    new_value: 1e-4,
    cause: "user",
    message: "it jumps",
  });
  assert.equal(event!.cell_run_id, "second");
  assert.ok(event!.step! > 0 && event!.epoch !== null);
  assert.deepEqual(
    [stop!.kind, stop!.cause, stop!.message],
    ["stopped early", "user", null],
  );
  assert.equal(sink.rows.events.length, 2);
});

test("what is set is what trains: the weights are those of a rate set by a callback", async () => {
  const { random } = Math;
  const train = async (how: (model: tf.LayersModel, prov: Capture) => object) => {
    Math.random = () => 0.37;
    const { prov } = inCell();
    const model = small(tf.train.sgd(0.1));
    const callbacks = how(model, prov);
    await prov.fit(model, xs, ys, { epochs: 4, verbose: 0, shuffle: false, callbacks });
    return model.getWeights().map((weight) => [...weight.dataSync()]);
  };
  try {
    const byCallback = await train((model) => ({
      onEpochEnd: async (epoch: number) => {
        if (epoch === 1) (model.optimizer as tf.SGDOptimizer).setLearningRate(0.01);
      },
    }));
    const bySet = await train((_, prov) => ({
      onEpochEnd: async (epoch: number) => {
        if (epoch === 1) void prov.last!.set({ learningRate: 0.01 });
      },
    }));
    const untouched = await train(() => ({}));
    assert.deepEqual(bySet, byCallback);
    assert.notDeepEqual(bySet, untouched);
  } finally {
    Math.random = random;
  }
});

const optimizers: Record<string, [() => tf.Optimizer, Record<string, number>]> = {
  sgd: [() => tf.train.sgd(0.1), { learningRate: 0.05 }],
  momentum: [() => tf.train.momentum(0.1, 0.9), { momentum: 0.5, learningRate: 0.2 }],
  adam: [() => tf.train.adam(0.1), { beta1: 0.5, beta2: 0.9, epsilon: 1e-3 }],
  rmsprop: [() => tf.train.rmsprop(0.1), { decay: 0.5, momentum: 0.1 }],
  adagrad: [() => tf.train.adagrad(0.1), { learningRate: 0.3 }],
  adadelta: [() => tf.train.adadelta(0.1), { rho: 0.5 }],
  adamax: [() => tf.train.adamax(0.1), { learningRate: 0.01 }],
};

for (const [title, [make, changes]] of Object.entries(optimizers)) {
  test(`each number of ${title} can be set, an event each, and no tensor stays`, async () => {
    const { prov, sink } = inCell();
    const model = small(make());
    await prov.fit(model, xs, ys, { epochs: 1, verbose: 0 });
    const tensors = tf.memory().numTensors;
    const set = {
      onEpochBegin: async (epoch: number) => {
        if (epoch === 1) void prov.last!.set(changes);
      },
    };
    await prov.fit(model, xs, ys, { epochs: 3, verbose: 0, callbacks: set });
    assert.equal(tf.memory().numTensors, tensors);
    const values = sink.rows.events.map(({ name, new_value }) => [name, new_value]);
    assert.deepEqual(Object.fromEntries(values), changes);
    assert.equal(sink.rows.events.length, Object.keys(changes).length);
  });
}

test("a momentum that is set is applied, which tfjs' own setMomentum does not", async () => {
  const { prov } = inCell();
  const optimizer = tf.train.momentum(0.1, 0.9);
  const set = { onEpochBegin: async () => void prov.last!.set({ momentum: 0.25 }) };
  await prov.fit(small(optimizer), xs, ys, { epochs: 1, verbose: 0, callbacks: set });
  const { m } = optimizer as unknown as { m: tf.Scalar };
  assert.equal(m.dataSync()[0], 0.25);
});

test("patience and minDelta of an early stopping are stop conditions that can be set", async () => {
  const { prov, sink } = inCell();
  const stopping = tf.callbacks.earlyStopping({ monitor: "loss", patience: 900 });
  const run = prov.start(small(), xs, ys, { ...long, callbacks: stopping });
  await turn();
  await run.set({ patience: 1, minDelta: 10 }, { reason: "long enough" });
  await run.done;
  assert.equal(run.status, "stopped early");
  const changed = sink.rows.events.filter(({ kind }) => kind === "changed");
  assert.deepEqual(changed.map(told), [
    {
      name: "patience",
      old_value: 900,
      new_value: 1,
      cause: "user",
      message: "long enough",
    },
    {
      name: "minDelta",
      old_value: 0,
      new_value: 10,
      cause: "user",
      message: "long enough",
    },
  ]);
});

test("stop() ends the phase early with its reason, and no error", async () => {
  const { prov, sink, cell } = inCell();
  const run = prov.start(small(), xs, ys, long);
  await turn();
  cell.id = "second";
  run.stop({ reason: "it overfits" });
  assert.equal(run.stopping, true);
  const { history } = await run.done;
  assert.ok(history.epoch.length < 400);
  assert.deepEqual(
    [run.status, run.reason],
    ["stopped early", "by the user: it overfits"],
  );
  const [event] = sink.rows.events;
  assert.deepEqual(
    [event!.kind, event!.cause, event!.message, event!.cell_run_id],
    ["stopped early", "user", "it overfits", "second"],
  );
  assert.equal(event!.step, sink.rows.model_states.at(-1)!.step);
  run.stop();
  assert.equal(sink.rows.events.length, 1);
});

test("stop() before the first batch trains one, as tfjs takes the wish back at its begin", async () => {
  const { prov, sink } = inCell();
  const run = prov.start(small(), xs, ys, long);
  run.stop();
  await run.done;
  assert.equal(run.status, "stopped early");
  assert.equal(sink.rows.events[0]!.step, 1);
});

test("stop() stops what trains now; the code of the run goes on, and trains again", async () => {
  const { prov, sink } = inCell();
  const run = await prov.run({}, async (run) => {
    const callbacks = { onBatchEnd: async () => run.stop() };
    await run.fitDataset(small(), dataset(), {
      ...long,
      batchesPerEpoch: 2,
      callbacks,
    });
    await run.fit(small(), xs, ys, { epochs: 2, verbose: 0 });
  });
  assert.deepEqual(sink.phases(), ["fitDataset stopped early", "fit finished"]);
  assert.equal(run.status, "finished");
});

test("a loop of one's own looks at run.stopping, and ends as stopped early", async () => {
  const { prov, sink } = inCell();
  const run = await prov.run({}, async (run) => {
    for (let step = 0; step < 100 && !run.stopping; step++) {
      run.log({ loss: step }, { step });
      if (step === 4) run.stop({ reason: "flat" });
    }
  });
  assert.deepEqual([run.status, run.reason], ["stopped early", "by the user: flat"]);
  assert.deepEqual(sink.phases(), ["loop stopped early"]);
  assert.deepEqual([sink.rows.events[0]!.step, sink.rows.events.length], [4, 1]);
  const named = await prov.run({}, (run) =>
    run.phase("inner", () => run.stop({ reason: "flat" })),
  );
  assert.equal(named.status, "stopped early");
});

test("trainOnBatch is steered from its next update on", async () => {
  const { prov, sink } = inCell();
  prov.autolog(tf);
  const model = small("adam");
  const run = await prov.run({}, async (run) => {
    await model.trainOnBatch(xs, ys);
    const set = run.set({ learningRate: 0.5 });
    await model.trainOnBatch(xs, ys);
    await set;
    run.stop();
  });
  assert.equal(run.status, "stopped early");
  assert.deepEqual(
    sink.rows.events.map(({ kind, name, step }) => [kind, name, step]),
    [
      ["changed", "learningRate", 1],
      ["stopped early", "stopTraining", 2],
    ],
  );
});

test("what can't be set is refused with what can", async () => {
  const { prov } = inCell();
  const run = prov.start(small("adam"), xs, ys, { ...long, name: "base" });
  await turn();
  const set = (changes: object) => () => run.set(changes as Record<string, number>);
  assert.throws(set({ learningrate: 1 }), {
    name: "ProvError",
    message: [
      'Can\'t set "learningrate" of run base',
      "  what can be set: learningRate, beta1, beta2, epsilon",
      "  try: run.set({ learningRate: … })",
    ].join("\n"),
  });
  assert.throws(set({ learningRate: "slow" }), {
    name: "TypeError",
    message: 'Can\'t set learningRate to "slow"\n  it takes a finite number',
  });
  assert.throws(set({ learningRate: Number.NaN }), {
    message: "Can't set learningRate to NaN\n  it takes a finite number",
  });
  run.stop();
  await run.done;
  assert.throws(set({ learningRate: 1 }), {
    name: "ProvError",
    message: [
      "Can't set learningRate of run base",
      "  it is over: stopped early",
      "  try: prov.running() lists the runs that go on",
    ].join("\n"),
  });
  await prov.run({ name: "loop" }, (run) => {
    assert.throws(() => run.set({ learningRate: 1 }), {
      message: [
        "Can't set learningRate of run loop",
        "  no fit, fitDataset or trainOnBatch of it goes on now",
        "  try: prov.running() lists the runs that go on",
      ].join("\n"),
    });
  });
});

test("a change that comes too late rejects, and is no event", async () => {
  const { prov, sink } = inCell();
  let set: Promise<void> | undefined;
  const callbacks = {
    onTrainEnd: async () => {
      set = prov.last!.set({ learningRate: 1 });
    },
  };
  const run = await prov.fit(small(), xs, ys, { epochs: 1, verbose: 0, callbacks });
  await assert.rejects(set!, {
    message: `Could not set learningRate of run ${run.name}\n  the training ended before its next batch`,
  });
  assert.deepEqual(sink.rows.events, []);
});

/** Every way to change a rate while a model is trained, and what is said of it. */
const ways: Record<
  string,
  [cause: string, note: string | null, change: (model: tf.LayersModel) => unknown]
> = {
  "a schedule in a callback": [
    "callback { onEpochBegin }",
    null,
    (model) => ({
      onEpochBegin: async (epoch: number) => {
        if (epoch === 1) (model.optimizer as tf.SGDOptimizer).setLearningRate(0.05);
      },
    }),
  ],
  "a class that watches for a plateau": [
    "callback ReduceLROnPlateau",
    null,
    () => new ReduceLROnPlateau(),
  ],
  "the property of sgd, which tfjs does not read": [
    "callback { onEpochBegin }",
    "without effect: this optimizer takes its rate by setLearningRate() only",
    (model) => ({
      onEpochBegin: async (epoch: number) => {
        if (epoch !== 1) return;
        (model.optimizer as unknown as { learningRate: number }).learningRate = 0.05;
      },
    }),
  ],
  "setLearningRate from another cell": [
    "outside the callbacks",
    null,
    (model) => ({
      onEpochEnd: async (epoch: number) => {
        if (epoch !== 0) return;
        const set = () => (model.optimizer as tf.SGDOptimizer).setLearningRate(0.05);
        setImmediate(set);
      },
    }),
  ],
};

class ReduceLROnPlateau extends tf.Callback {
  #model: tf.LayersModel | undefined;
  override setModel(model: never) {
    this.#model = model;
  }
  override async onEpochBegin(epoch: number) {
    if (epoch !== 1) return;
    (this.#model!.optimizer as tf.SGDOptimizer).setLearningRate(0.05);
  }
}

for (const [title, [cause, note, change]] of Object.entries(ways)) {
  test(`a changed rate is an event, and the rate in force is that of each epoch: ${title}`, async () => {
    const { prov, sink } = captured();
    last = prov;
    const model = small(tf.train.sgd(0.1));
    const callbacks = change(model) as never;
    const args = { epochs: 3, verbose: 0, yieldEvery: "batch", callbacks } as const;
    await prov.fit(model, xs, ys, { ...args, batchSize: 3 });
    const [event] = sink.rows.events;
    assert.equal(sink.rows.events.length, 1);
    assert.deepEqual(told(event!), {
      name: "learningRate",
      old_value: 0.1,
      new_value: 0.05,
      cause,
      message: note,
    });
    assert.equal(event!.epoch, 1);
    assert.ok(event!.step! >= 4 && event!.step! <= 5, String(event!.step));
    const after = note === null ? 0.05 : 0.1;
    assert.deepEqual(sink.values("learningRate"), [0.1, after, after]);
  });
}
