import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Capture } from "../../src/capture/capture";
import { captured, dataset, small, twoOutputs, xs, ys } from "./models";

let last: Capture | undefined;
function setUp() {
  const made = captured();
  last = made.prov;
  return made;
}
afterEach(() => last?.autolog(false));

type WithRate = tf.LayersModel & { optimizer: { learningRate: number } };

/** Halves the rate at the end of an epoch, as Keras' callback of that name. */
class ReduceLROnPlateau extends tf.Callback {
  override async onEpochEnd(epoch: number) {
    const { optimizer } = (this as unknown as { model: WithRate }).model;
    if (epoch === 1) optimizer.learningRate -= 1e-9;
  }
}

/** Notes of what type each batch's loss is. */
class Looking extends tf.Callback {
  readonly seen: string[] = [];
  override async onBatchEnd(_batch: number, logs?: tf.Logs) {
    this.seen.push(typeof logs?.loss);
  }
}

test("Keras-Prov missed ReduceLROnPlateau below 1e-5: here 1e-9 is an event", async () => {
  const { prov, sink } = setUp();
  prov.autolog(tf);
  await small(tf.train.adam(0.01)).fit(xs, ys, {
    epochs: 4,
    verbose: 0,
    callbacks: [
      new ReduceLROnPlateau(),
      tf.callbacks.earlyStopping({ monitor: "loss" }),
    ],
  });
  assert.deepEqual(sink.values("learningRate").slice(0, 3), [0.01, 0.01, 0.01 - 1e-9]);
  const [event] = sink.rows.events.filter(({ kind }) => kind === "changed");
  const { name, epoch, step, old_value, new_value, cause } = event!;
  assert.deepEqual(
    { name, epoch, step, old_value, new_value, cause },
    {
      name: "learningRate",
      epoch: 1,
      step: 2,
      old_value: 0.01,
      new_value: 0.01 - 1e-9,
      cause: "callback ReduceLROnPlateau",
    },
  );
});

test("a rate changed between callbacks is told from one that changes by itself", async () => {
  const { prov, sink } = setUp();
  prov.autolog(tf);
  const outside = tf.train.sgd(0.1) as tf.SGDOptimizer & { learningRate: number };
  const slow = {
    async onEpochBegin(epoch: number) {
      if (epoch !== 1) return;
      setImmediate(() => {
        outside.learningRate = 0.05;
      });
    },
  };
  const args = { epochs: 3, verbose: 0, yieldEvery: "batch", callbacks: slow } as const;
  await small(outside).fit(xs, ys, { ...args, batchSize: 4 });
  const decaying = tf.train.sgd(0.1);
  let reads = 0;
  Object.defineProperty(decaying, "learningRate", { get: () => 1 / ++reads });
  await small(decaying).fit(xs, ys, { epochs: 1, verbose: 0 });
  const causes = new Set(
    sink.rows.events.filter(({ kind }) => kind === "changed").map(({ cause }) => cause),
  );
  assert.deepEqual([...causes], ["outside the callbacks", "schedule"]);
});

test("callbacks keep their order, their this, their kind and their arguments", async () => {
  const { prov } = setUp();
  prov.autolog(tf);
  const calls: unknown[] = [];
  class Counting extends tf.Callback {
    readonly #secret = "kept";
    seen = 0;
    override async onEpochEnd(_epoch: number, logs?: tf.Logs) {
      this.seen += 1;
      calls.push(this.#secret, typeof logs?.loss);
    }
  }
  const counting = new Counting();
  const list = Object.freeze([counting, new ReduceLROnPlateau()]);
  const args = Object.freeze({
    epochs: 2,
    verbose: 0,
    callbacks: list as tf.Callback[],
  });
  await small().fit(xs, ys, args);
  assert.equal(counting.seen, 2);
  assert.equal(args.callbacks.length, 2);
  // An instance is given tensors, as tfjs gives them without us.
  assert.deepEqual(calls, ["kept", "object", "kept", "object"]);

  const order: string[] = [];
  const plain = (name: string) => ({
    onEpochEnd: (_epoch: number, logs?: tf.Logs) => {
      order.push(`${name} ${typeof logs!.loss}`);
    },
  });
  await small().fit(xs, ys, { epochs: 1, callbacks: [plain("a"), plain("b")] });
  assert.deepEqual(order, ["a number", "b number"]);
});

test("tfjs yields as often with capture as without", async () => {
  const yields = async (callbacks: (count: () => Promise<void>) => object) => {
    let count = 0;
    const counting = async () => {
      count += 1;
    };
    const args = { epochs: 2, batchSize: 3, verbose: 0, yieldEvery: "batch" } as const;
    await small().fit(xs, ys, { ...args, callbacks: callbacks(counting) as never });
    return count;
  };
  const cases = [
    (nextFrameFunc: () => Promise<void>) => ({ nextFrameFunc }),
    (nextFrameFunc: () => Promise<void>) => [{ nextFrameFunc }, { nextFrameFunc }],
    (nextFrameFunc: () => Promise<void>) => [{ nextFrameFunc, onBatchEnd() {} }],
  ];
  const { prov } = setUp();
  for (const callbacks of cases) {
    const without = await yields(callbacks);
    prov.autolog(tf);
    assert.equal(await yields(callbacks), without);
    prov.autolog(false);
  }
});

test("an empty list of callbacks is recorded too", async () => {
  const { prov, sink } = setUp();
  prov.autolog(tf);
  await small().fit(xs, ys, { epochs: 2, verbose: 0, callbacks: [] });
  assert.equal(sink.values("loss").length, 2);
});

const every = [
  { every: "batch", steps: [1, 2, 3, 4, 5, 6] },
  { every: 2, steps: [2, 4, 6] },
  { every: undefined, steps: [] },
] as const;
for (const { every: n, steps } of every) {
  test(`every: ${n} records batch metrics at steps [${steps}]`, async () => {
    const { prov, sink } = setUp();
    prov.autolog(tf, { every: n });
    const args = { epochs: 2, batchSize: 4, verbose: 0 };
    await small().fit(xs, ys, args);
    const points = sink.points.filter(({ per }) => per === "step");
    const of = (metric: string) => points.filter((point) => point.metric === metric);
    assert.deepEqual(
      of("loss").map(({ step }) => step),
      steps,
    );
    assert.equal(of("mae").length, steps.length);
    assert.equal(points.length, 2 * steps.length);
    assert.ok(points.every(({ split }) => split === "train"));
  });
}

test("every is heard by instances of callbacks too, which keep their tensors", async () => {
  const { prov, sink } = setUp();
  const looking = new Looking();
  const callbacks = [looking];
  const args = {
    epochs: 1,
    batchSize: 4,
    verbose: 0,
    every: "batch",
    callbacks,
  } as const;
  await prov.fit(small(), xs, ys, { ...args, callbacks: [...callbacks] });
  assert.equal(sink.values("loss", "step").length, 3);
  assert.deepEqual(looking.seen, ["object", "object", "object"]);
});

const early = () => tf.callbacks.earlyStopping({ monitor: "loss", patience: 9 });
const plain = { onEpochEnd() {} };
const lists: [title: string, list: (own: never) => unknown][] = [
  ["alone", (own) => own],
  ["alone in an array", (own) => [own]],
  ["before a plain object", (own) => [own, plain]],
  ["after a plain object", (own) => [plain, own]],
  ["before earlyStopping", (own) => [own, early()]],
  ["after earlyStopping", (own) => [early(), own]],
];
for (const [title, list] of lists) {
  test(`callback() records ${title}, first met among the arguments of a fit`, async () => {
    for (const [model, y] of [
      [small(), ys] as const,
      [twoOutputs(), [ys, ys]] as const,
    ]) {
      const { prov, sink, said } = setUp();
      const { history } = await model.fit(xs, y as tf.Tensor, {
        epochs: 2,
        verbose: 0,
        callbacks: list(prov.callback({ name: "mine" }) as never) as never,
      });
      prov.autolog(false);
      assert.deepEqual(sink.values("loss"), history.loss);
      assert.deepEqual(sink.phases(), ["fit finished"]);
      assert.equal(sink.rows.runs[0]!.name, "mine");
      assert.deepEqual(said, []);
    }
  });

  for (const auto of [false, true]) {
    test(`callback() records ${title}${auto ? ", once under autolog" : ""}`, async () => {
      const { prov, sink, said } = setUp();
      if (auto) prov.autolog(tf);
      else prov.callback();
      for (const model of [small(), twoOutputs()]) {
        const own = prov.callback({ name: "mine" });
        const y = model instanceof tf.Sequential ? ys : [ys, ys];
        const callbacks = list(own as never) as never;
        const history = await model.fit(xs, y, { epochs: 2, verbose: 0, callbacks });
        assert.deepEqual(sink.values("loss").slice(-2), history.history.loss);
      }
      assert.deepEqual(
        sink.rows.runs.map(({ name }) => name),
        ["mine", "mine-2"],
      );
      assert.deepEqual(sink.phases(), ["fit finished", "fit finished"]);
      await small().fit(xs, ys, { epochs: 1, verbose: 0 });
      assert.equal(sink.rows.runs.length, auto ? 3 : 2);
      assert.deepEqual(said, []);
    });
  }
}

test("callback() records where tfjs was restored in between", async () => {
  const { prov, sink, said } = setUp();
  const own = prov.callback({ name: "mine", every: "batch" });
  prov.autolog(false);
  const model = small();
  await model.fitDataset(dataset(), {
    epochs: 2,
    verbose: 0,
    callbacks: [own] as never,
  });
  assert.deepEqual(sink.phases(), ["fit finished"]);
  assert.deepEqual(sink.statuses(), ["finished"]);
  assert.equal(sink.values("loss").length, 2);
  assert.equal(sink.values("loss", "step").length, 6);
  assert.equal(sink.params("fit").epochs, 2);
  assert.equal(sink.params("optimizer").optimizer, "sgd");
  await model.fit(xs, ys, { verbose: 0, callbacks: [plain, own] });
  assert.equal(sink.values("loss").length, 3);
  assert.deepEqual(said, []);
});

test("callback() that saw a training break off records the next one", async () => {
  const { prov, sink } = setUp();
  const own = prov.callback({ name: "mine" });
  prov.autolog(false);
  const model = small();
  const breaks = Object.assign(new Looking(), {
    onEpochEnd: () => Promise.reject(new Error("out")),
  });
  const args = { epochs: 2, verbose: 0 };
  await assert.rejects(
    model.fit(xs, ys, { ...args, callbacks: [own, breaks] as never }),
  );
  await model.fit(xs, ys, { ...args, callbacks: [own] as never });
  assert.deepEqual(sink.statuses(), ["failed", "finished"]);
  const [ending] = [...sink.runEnds.values()];
  assert.equal(ending!.status_reason, "Error: The training ended without onTrainEnd");
});

test("callback() works where no tfjs is known, after an instance", async () => {
  const { prov, sink } = setUp();
  const own = prov.callback();
  prov.autolog(false);
  Object.setPrototypeOf(own, Object.prototype);
  await small().fit(xs, ys, {
    epochs: 2,
    verbose: 0,
    callbacks: [early(), own] as never,
  });
  assert.equal(sink.values("loss").length, 2);
  assert.deepEqual(sink.statuses(), ["finished"]);
});
