import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../../src/capture/capture";
import { MemorySink } from "../memory-sink";
import { dataset, small, twoOutputs, xs, ys } from "../models";

let last: Capture | undefined;
afterEach(() => last?.autolog(false));

function watched(options: { data?: boolean } = {}) {
  const sink = new MemorySink();
  const said: string[] = [];
  const prov = new Capture(sink, { ...options, say: (text) => said.push(text) });
  last = prov;
  prov.autolog(tf);
  return { prov, sink, said };
}

/** Say each use in a line, in the order they were told. */
function uses({ rows }: MemorySink): string[] {
  const shapes = new Map(rows.datasets.map((row) => [row.dataset_hash, row.shape]));
  return rows.dataset_uses.map((use) => {
    const name = use.part === null ? use.role : `${use.role}.${use.part}`;
    const whole = use.complete ? "" : " and more";
    const batches = use.batches === null ? "" : ` in ${use.batches} batches${whole}`;
    const shape = shapes.get(use.dataset_hash);
    return `${use.split} ${name} ${shape} ${use.first_row}+${use.rows}${batches}`;
  });
}

/** A model of two inputs that have names. */
function named() {
  const inputs = ["left", "right"].map((name) => tf.input({ shape: [1], name }));
  const joined = tf.layers.concatenate().apply(inputs) as tf.SymbolicTensor;
  const outputs = tf.layers.dense({ units: 1 }).apply(joined) as tf.SymbolicTensor;
  const model = tf.model({ inputs, outputs });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  return model;
}

const quiet = { epochs: 2, verbose: 0 } as const;

const trainings: Record<string, [train: () => Promise<unknown>, uses: string[]]> = {
  fit: [
    () => small().fit(xs, ys, quiet),
    ["train x [12,2] 0+12", "train y [12,1] 0+12"],
  ],
  validationSplit: [
    () => small().fit(xs, ys, { ...quiet, validationSplit: 0.3 }),
    [
      "train x [12,2] 0+8",
      "validation x [12,2] 8+4",
      "train y [12,1] 0+8",
      "validation y [12,1] 8+4",
    ],
  ],
  "validationData before validationSplit": [
    () => {
      const validationData: [tf.Tensor, tf.Tensor] = [xs.slice(0, 3), ys.slice(0, 3)];
      return small().fit(xs, ys, { ...quiet, validationSplit: 0.5, validationData });
    },
    [
      "train x [12,2] 0+12",
      "train y [12,1] 0+12",
      "validation x [3,2] 0+3",
      "validation y [3,1] 0+3",
    ],
  ],
  "two outputs": [
    () => twoOutputs().fit(xs, [ys, ys], quiet),
    ["train x [12,2] 0+12", "train y.0 [12,1] 0+12", "train y.1 [12,1] 0+12"],
  ],
  "inputs by name": [
    () => named().fit({ left: ys, right: ys } as never, ys, quiet),
    ["train x.left [12,1] 0+12", "train x.right [12,1] 0+12", "train y [12,1] 0+12"],
  ],
  evaluate: [
    async () => tf.dispose(small().evaluate(xs, ys)),
    ["test x [12,2] 0+12", "test y [12,1] 0+12"],
  ],
  fitDataset: [
    () => small().fitDataset(dataset(), quiet),
    ["train x [12,2] 0+12 in 3 batches", "train y [12,1] 0+12 in 3 batches"],
  ],
  batchesPerEpoch: [
    () => small().fitDataset(dataset().repeat(), { ...quiet, batchesPerEpoch: 2 }),
    [
      "train x [8,2] 0+8 in 2 batches and more",
      "train y [8,1] 0+8 in 2 batches and more",
    ],
  ],
  "validation on a dataset": [
    () => {
      const validation = { validationData: dataset(), validationBatches: 1 };
      return small().fitDataset(dataset(), { ...quiet, ...validation });
    },
    [
      "train x [12,2] 0+12 in 3 batches",
      "train y [12,1] 0+12 in 3 batches",
      "validation x [4,2] 0+4 in 1 batches and more",
      "validation y [4,1] 0+4 in 1 batches and more",
    ],
  ],
  "fitDataset validated on tensors": [
    () => small().fitDataset(dataset(), { ...quiet, validationData: [xs, ys] }),
    [
      "validation x [12,2] 0+12",
      "validation y [12,1] 0+12",
      "train x [12,2] 0+12 in 3 batches",
      "train y [12,1] 0+12 in 3 batches",
    ],
  ],
  evaluateDataset: [
    async () =>
      tf.dispose(await small().evaluateDataset(dataset() as never, { batches: 2 })),
    [
      "test x [8,2] 0+8 in 2 batches and more",
      "test y [8,1] 0+8 in 2 batches and more",
    ],
  ],
};

for (const [title, [train, expected]] of Object.entries(trainings)) {
  test(`what enters a phase is known, for what, and which rows: ${title}`, async () => {
    const { prov, sink, said } = watched();
    await train();
    await prov.settled();
    assert.deepEqual(uses(sink).sort(), [...expected].sort());
    assert.deepEqual(said, []);
    const [phase] = sink.rows.phases;
    assert.ok(sink.rows.dataset_uses.every((use) => use.phase_id === phase!.phase_id));
  });
}

test("the rows of validationSplit are those that tfjs validates on", async () => {
  const { sink } = watched();
  const model = small();
  let validated: number[][] = [];
  const core = (model as unknown as { model: { testLoop: TestLoop } }).model;
  const { testLoop } = core;
  core.testLoop = function (f, ins, size) {
    validated = (ins[0] as tf.Tensor2D).arraySync();
    return testLoop.call(this, f, ins, size);
  };
  for (const validationSplit of [0.1, 0.25, 0.3, 0.5, 0.9]) {
    sink.rows.dataset_uses.length = 0;
    await model.fit(xs, ys, { epochs: 1, verbose: 0, validationSplit });
    const use = sink.rows.dataset_uses.find(
      ({ split, role }) => split === "validation" && role === "x",
    )!;
    const told = (xs.arraySync() as number[][]).slice(use.first_row);
    assert.deepEqual(validated, told);
    assert.equal(use.rows, told.length);
  }
});
type TestLoop = (f: unknown, ins: unknown[], size: number) => unknown;

test("a dataset of rows in order has the hash of the tensor with these rows", async () => {
  const { sink } = watched();
  await small().fitDataset(dataset(), quiet);
  await small().fit(xs, ys, quiet);
  const hashes = sink.rows.dataset_uses.map(({ dataset_hash }) => dataset_hash);
  assert.deepEqual(hashes.slice(0, 2), hashes.slice(2));
  assert.equal(sink.rows.datasets.length, 2);
});

test("nothing is drawn from a dataset but what tfjs draws", async () => {
  const run = async () => {
    let drawn = 0;
    const rows = tf.data.generator(function* () {
      for (let i = 0; i < 8; i++) {
        drawn += 1;
        yield { xs: [i / 8, 0], ys: [i / 8] };
      }
    } as never);
    await small().fitDataset(rows.batch(2) as never, quiet);
    return drawn;
  };
  const without = await run();
  const { sink } = watched();
  assert.equal(await run(), without);
  assert.equal(sink.rows.dataset_uses[0]!.rows, 8);
});

test("a fit that breaks off tells what it had seen of a dataset", async () => {
  const { sink, said } = watched();
  const rows = tf.data.generator(function* () {
    yield { xs: tf.ones([4, 2]), ys: tf.ones([4, 1]) };
    throw new Error("no more");
  } as never);
  await assert.rejects(small().fitDataset(rows as never, quiet), /no more/);
  assert.deepEqual(uses(sink), [
    "train x [4,2] 0+4 in 1 batches and more",
    "train y [4,1] 0+4 in 1 batches and more",
  ]);
  assert.deepEqual(said, []);
});

test("of trainOnBatch the first 64 batches are looked at", async () => {
  const { prov, sink, said } = watched();
  const model = small();
  for (let i = 0; i < 70; i++) await model.trainOnBatch(xs, ys);
  assert.deepEqual(uses(sink), [
    "train x [768,2] 0+768 in 64 batches and more",
    "train y [768,1] 0+768 in 64 batches and more",
  ]);
  prov.close();
  await small().trainOnBatch(xs, ys);
  prov.close();
  assert.equal(sink.rows.dataset_uses.length, 4);
  assert.deepEqual(said, []);
});

test("batches of different rows are said once, and the training goes on", async () => {
  const { sink, said } = watched();
  const model = tf.sequential({
    layers: [
      tf.layers.simpleRNN({ units: 1, inputShape: [null, 1] as never }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  const rows = tf.data.generator(function* () {
    for (const length of [2, 3])
      yield { xs: tf.ones([2, length, 1]), ys: tf.ones([2, 1]) };
  } as never);
  const history = await model.fitDataset(rows as never, quiet);
  assert.equal(history.epoch.length, 2);
  assert.deepEqual(said, [
    "Could not record a dataset\n" +
      "  Batches of different rows have no hash together: [2,1] and [3,1]\n" +
      "  the training goes on",
  ]);
  assert.deepEqual(
    sink.rows.events.map(({ kind, name }) => `${kind} ${name}`),
    ["lost a dataset"],
  );
});

test("open({ data: false }) leaves data alone", async () => {
  const { prov, sink } = watched({ data: false });
  const named = prov.dataset(xs, { name: "toy", derivedFrom: [ys] });
  assert.equal(named, xs);
  assert.equal(prov.step("same", (x: tf.Tensor) => x)(xs), xs);
  await small().fit(xs, ys, { ...quiet, validationSplit: 0.5 });
  await small().fitDataset(dataset(), quiet);
  await small().trainOnBatch(xs, ys);
  await prov.settled();
  const of = ["datasets", "dataset_uses", "dataset_names", "derivations"] as const;
  for (const table of of) assert.deepEqual(sink.rows[table], [], table);
});

test("data that can't be read is said once, and the training goes on", async () => {
  const { sink, said } = watched();
  const broken = tf.ones([12, 2]);
  broken.data = () => Promise.reject(new Error("device lost"));
  const history = await small().fit(broken, ys, quiet);
  assert.equal(history.epoch.length, 2);
  assert.deepEqual(said, [
    "Could not record the data\n  device lost\n  the training goes on",
  ]);
  assert.deepEqual(uses(sink), ["train y [12,1] 0+12"]);
});
