import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../src/capture/capture";
import { Interrupted } from "../../src/capture/runs/interrupted";
import { MemorySink } from "./memory-sink";
import { dataset, small, xs, ys } from "./models";

let last: Capture | undefined;
afterEach(() => last?.autolog(false));

/** A capture whose cell run is the one that `at` names. */
function setUp() {
  last?.autolog(false);
  const sink = new MemorySink();
  const said: string[] = [];
  const at: { cell: string | undefined } = { cell: "cell-1" };
  const prov = new Capture(sink, {
    say: (message) => said.push(message),
    currentCell: () => (at.cell === undefined ? undefined : { id: at.cell }),
  });
  last = prov;
  prov.autolog(tf);
  const ends = () =>
    [...sink.runEnds.values(), ...sink.phaseEnds.values()].map(
      ({ status, status_reason }) => `${status}: ${status_reason}`,
    );
  const interrupts = () =>
    sink.rows.events
      .filter(({ kind }) => kind === "interrupted")
      .map(({ name, epoch, step, message }) => ({ name, epoch, step, message }));
  return { prov, sink, said, at, ends, interrupts };
}

const quiet = { epochs: 50, batchSize: 4, verbose: 0 } as const;

/** A callback that does something at a batch, the first of which is 1. */
function atBatch(number: number, what: () => unknown) {
  let batch = 0;
  return {
    onBatchEnd: () => {
      batch += 1;
      if (batch === number) what();
    },
  };
}

const messageOf = (name: string, where: string) =>
  [
    `The run ${name} was interrupted by the user`,
    `  it stopped ${where}; what was recorded is kept`,
    "  try: train the model again, it goes on from the weights that it has",
  ].join("\n");

const calls = {
  "model.fit": (_: Capture, callbacks: object) =>
    small().fit(xs, ys, { ...quiet, callbacks }),
  "model.fitDataset": (_: Capture, callbacks: object) =>
    small().fitDataset(dataset(), { epochs: 50, verbose: 0, callbacks }),
  "prov.fit": (prov: Capture, callbacks: object) =>
    prov.fit(small(), xs, ys, { ...quiet, callbacks }),
  "prov.start": (prov: Capture, callbacks: object) =>
    prov.start(small(), xs, ys, { ...quiet, callbacks }).done,
  "prov.run": (prov: Capture, callbacks: object) =>
    prov.run({}, (run) => run.fit(small(), xs, ys, { ...quiet, callbacks })),
};

for (const [what, train] of Object.entries(calls)) {
  test(`${what} stops after the batch that goes on, and rejects`, async () => {
    const { prov, sink, ends, interrupts } = setUp();
    let stopping: ReturnType<Capture["interrupt"]>;
    const stop = atBatch(5, () => {
      stopping = prov.interrupt("cell-1");
    });
    await assert.rejects(train(prov, stop), (error) => {
      assert.ok(error instanceof Interrupted);
      assert.equal(error.name, "Interrupted");
      assert.equal(error.message, messageOf("run", "in epoch 2, step 5"));
      return true;
    });
    await stopping!.ended;
    assert.deepEqual(ends(), Array(2).fill("interrupted: by the user"));
    const where = { epoch: 1, step: 5 };
    assert.deepEqual(interrupts(), [
      { name: "interrupt", ...where, message: "by the user" },
    ]);
    assert.equal(sink.rows.events.length, 1);
    assert.deepEqual(
      sink.rows.epochs.map(({ epoch, step }) => [epoch, step]),
      [
        [0, 3],
        [1, 5],
      ],
    );
    assert.equal(prov.running().length, 0);
  });
}

test("an interrupt before the first batch is not lost when tfjs begins", async () => {
  const { prov, sink, ends } = setUp();
  const onTrainBegin = () => void prov.interrupt("cell-1");
  await assert.rejects(small().fit(xs, ys, { ...quiet, callbacks: { onTrainBegin } }), {
    message: messageOf("run", "in epoch 1, step 1"),
  });
  assert.deepEqual(ends(), Array(2).fill("interrupted: by the user"));
  assert.equal(sink.values("loss").length, 1);
});

test("an interrupt while the file is opened trains nothing", async () => {
  const { prov, sink } = setUp();
  let open = () => {};
  sink.ready = () => new Promise<void>((resolve) => (open = resolve));
  const model = small();
  const before = model.getWeights()[0]!.dataSync().slice();
  const fit = model.fit(xs, ys, quiet);
  prov.interrupt("cell-1");
  open();
  await assert.rejects(fit, { message: messageOf("run", "before its first step") });
  assert.deepEqual(model.getWeights()[0]!.dataSync(), before);
  assert.deepEqual(sink.phases(), ["fit interrupted"]);
});

test("early stopping at the same time does not hide an interrupt", async () => {
  for (const patience of [0, 3]) {
    const { prov, ends } = setUp();
    const stopper = tf.callbacks.earlyStopping({
      monitor: "loss",
      patience,
      minDelta: 100,
    });
    class Stop extends tf.Callback {
      override async onEpochEnd(epoch: number) {
        if (epoch === patience) prov.interrupt("cell-1");
      }
    }
    for (const callbacks of [
      [new Stop(), stopper],
      [stopper, new Stop()],
    ]) {
      await assert.rejects(small().fit(xs, ys, { ...quiet, callbacks }), Interrupted);
    }
    assert.ok(ends().every((end) => end === "interrupted: by the user"));
  }
});

test("a loop of fits does not go on, and neither does one that catches", async () => {
  const { prov, sink, at } = setUp();
  const caught: unknown[] = [];
  for (let i = 0; i < 4; i++) {
    const callbacks = i === 1 ? atBatch(2, () => prov.interrupt("cell-1")) : {};
    const args = { ...quiet, epochs: 2, callbacks };
    await small()
      .fit(xs, ys, args)
      .catch((error: unknown) => caught.push(error));
  }
  assert.deepEqual(sink.statuses(), ["finished", "interrupted"]);
  assert.deepEqual(
    caught.map((error) => (error as Error).message),
    [
      messageOf("run-2", "in epoch 1, step 2"),
      ...Array(2).fill(
        [
          "Could not train in a cell that was interrupted",
          "  what it trained before is recorded",
          "  try: run the cell again",
        ].join("\n"),
      ),
    ],
  );
  at.cell = "cell-2";
  await small().fit(xs, ys, { ...quiet, epochs: 1 });
  assert.equal(sink.statuses().at(-1), "finished");
});

test("log() of an interrupted loop throws, and its run is interrupted", async () => {
  const { prov, ends, interrupts } = setUp();
  let logged = 0;
  const loop = prov.run({ name: "gan" }, async (run) => {
    for (let epoch = 0; epoch < 9; epoch++) {
      run.log({ loss: 1 / (epoch + 1) }, { epoch, step: 10 * epoch });
      logged += 1;
      if (epoch === 3) prov.interrupt("cell-1");
      await null;
    }
  });
  await assert.rejects(loop, { message: messageOf("gan", "in epoch 4, step 30") });
  assert.equal(logged, 4);
  assert.deepEqual(ends(), Array(2).fill("interrupted: by the user"));
  assert.deepEqual(
    interrupts().map(({ epoch, step }) => [epoch, step]),
    [[3, 30]],
  );
});

test("a loop that swallows the error is interrupted all the same", async () => {
  const { prov, sink } = setUp();
  const loop = prov.run({}, async (run) => {
    prov.interrupt("cell-1");
    try {
      run.log({ loss: 1 });
    } catch {}
    return 7;
  });
  await assert.rejects(loop, Interrupted);
  assert.deepEqual(sink.statuses(), ["interrupted"]);
});

test("the next trainOnBatch of an interrupted run throws; a new cell's begins one", async () => {
  const { prov, sink, at } = setUp();
  const model = small();
  for (let i = 0; i < 3; i++) await model.trainOnBatch(xs, ys);
  const stopping = prov.interrupt("cell-1");
  await stopping!.ended;
  assert.deepEqual(sink.phases(), ["trainOnBatch interrupted"]);
  await assert.rejects(model.trainOnBatch(xs, ys), {
    message: messageOf("run", "in step 3"),
  });
  await assert.rejects(model.trainOnBatch(xs, ys), /^Interrupted: Could not train/);
  at.cell = "cell-2";
  await model.trainOnBatch(xs, ys);
  prov.close();
  assert.deepEqual(sink.statuses(), ["interrupted", "finished"]);
});

test("trainOnBatch inside a run stops that run", async () => {
  const { prov, sink } = setUp();
  const model = small();
  let updates = 0;
  const loop = prov.run({}, async () => {
    for (; updates < 9; updates++) {
      if (updates === 4) prov.interrupt("cell-1");
      await model.trainOnBatch(xs, ys);
    }
  });
  await assert.rejects(loop, { message: messageOf("run", "in step 4") });
  assert.equal(updates, 4);
  assert.deepEqual(sink.phases(), ["trainOnBatch interrupted"]);
});

test("only what a cell started or waits for is stopped", async () => {
  const { prov, sink, at } = setUp();
  const background = prov.start(small(), xs, ys, { ...quiet, name: "background" });
  const awaited = prov.start(small(), xs, ys, { ...quiet, name: "awaited" });
  at.cell = "cell-2";
  const own = small().fit(xs, ys, quiet);
  const done = awaited.done;
  const stopping = prov.interrupt("cell-2")!;
  assert.deepEqual(
    stopping.runs.map(({ name }) => name),
    ["awaited", "run"],
  );
  await assert.rejects(own, Interrupted);
  await assert.rejects(done, Interrupted);
  await stopping.ended;
  assert.equal(prov.interrupt("cell-3"), undefined);
  assert.equal(background.status, "running");
  await background.done;
  assert.deepEqual(sink.statuses(), ["finished", "interrupted", "interrupted"]);
});

test("without a cell all are stopped, also those whose cell is not known", async () => {
  const { prov, sink, at } = setUp();
  prov.start(small(), xs, ys, quiet);
  at.cell = undefined;
  prov.start(small(), xs, ys, quiet);
  await prov.interrupt()!.ended;
  assert.deepEqual(sink.statuses(), ["interrupted", "interrupted"]);
  assert.equal(prov.interrupt(), undefined);
});

test("a model is evaluated, and trained in a new run, after an interrupt", async () => {
  const { prov, sink, at } = setUp();
  const model = small();
  const callbacks = atBatch(2, () => prov.interrupt("cell-1"));
  await assert.rejects(model.fit(xs, ys, { ...quiet, callbacks }));
  tf.dispose(model.evaluate(xs, ys));
  at.cell = "cell-2";
  await model.fit(xs, ys, { ...quiet, epochs: 1 });
  assert.deepEqual(sink.statuses(), ["interrupted", "finished"]);
  assert.equal(sink.values("test_loss").length, 1);
});

test("what does not stop in time is ended where it is, and records no more", async () => {
  const { prov, sink, ends } = setUp();
  void prov.run({ name: "stuck" }, (run) => {
    run.log({ loss: 1 });
    return new Promise(() => {});
  });
  let go = () => {};
  const onBatchEnd = () => new Promise<void>((resolve) => (go = resolve));
  const fit = small().fit(xs, ys, { ...quiet, callbacks: { onBatchEnd } });
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.ok(prov.interrupt(undefined, "the kernel was shut down"));
  prov.abandon();
  assert.deepEqual(ends(), Array(4).fill("interrupted: the kernel was shut down"));
  go();
  await assert.rejects(fit, {
    message: [
      "The run run was interrupted as the kernel was shut down",
      "  it stopped in epoch 1, step 1; what was recorded is kept",
      "  try: train the model again, it goes on from the weights that it has",
    ].join("\n"),
  });
  assert.equal(sink.rows.epochs.length, 0);
});

test("a callback of ours alone stops a model that it knows, and one that it does not", async () => {
  for (const known of [true, false]) {
    const { prov, sink } = setUp();
    prov.autolog(false);
    const callback = prov.callback({ name: "heard" });
    prov.autolog(false);
    if (!known) callback.setModel = () => {};
    const stop = new tf.CustomCallback(atBatch(4, () => prov.interrupt("cell-1")));
    const callbacks = [callback, stop] as never;
    await assert.rejects(small().fit(xs, ys, { ...quiet, callbacks }), Interrupted);
    assert.deepEqual(sink.statuses(), ["interrupted"]);
  }
});
