import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { captured, dataset, small, xs, ys } from "../models";

const names = ({ rows }: ReturnType<typeof captured>["sink"]) =>
  rows.dataset_names.map(({ name, part, source, split }) => [
    name,
    part,
    source,
    split,
  ]);

/** Say what was made of what: shapes, or a name that was told. */
function derived({ rows }: ReturnType<typeof captured>["sink"]): string[] {
  const shapes = new Map(rows.datasets.map((row) => [row.dataset_hash, row.shape]));
  const shape = (hash: string | null) => (hash === null ? "-" : shapes.get(hash));
  return rows.derivations.map(
    (row) =>
      `${row.step}: ${row.input_name ?? shape(row.input_hash)} > ${shape(row.output_hash)}`,
  );
}

test("dataset() returns what it is given, and names it", async () => {
  const { prov, sink, said } = captured();
  const before = tf.memory().numTensors;
  const told = {
    name: "toy",
    source: join(process.cwd(), "data", "toy.csv"),
    split: "train",
  } as const;
  assert.equal(prov.dataset(xs, told), xs);
  const both = { xs, ys };
  assert.equal(
    prov.dataset(both, { name: "both", source: "/elsewhere/both.csv" }),
    both,
  );
  await prov.settled();
  assert.deepEqual(names(sink), [
    ["toy", null, "data/toy.csv", "train"],
    ["both", "xs", "both.csv", null],
    ["both", "ys", "both.csv", null],
  ]);
  assert.equal(sink.rows.datasets.length, 2);
  assert.deepEqual([tf.memory().numTensors, said], [before, []]);
});

test("derivedFrom tells what data was made from: itself, several, or a name", async () => {
  const { prov, sink } = captured();
  const half = xs.slice(0, 6);
  prov.dataset(half, { derivedFrom: xs, by: "first half" });
  prov.dataset(half, { derivedFrom: [xs, ys], by: "both" });
  prov.dataset(half, { derivedFrom: "raw", by: "by name" });
  prov.dataset(half, { derivedFrom: ["raw", ys] });
  await prov.settled();
  assert.deepEqual(derived(sink).sort(), [
    "both: [12,1] > [6,2]",
    "both: [12,2] > [6,2]",
    "by name: raw > [6,2]",
    "first half: [12,2] > [6,2]",
    "null: [12,1] > [6,2]",
    "null: raw > [6,2]",
  ]);
});

test("step() keeps what went in and what came out, its time and its source", async () => {
  const { prov, sink } = captured();
  const body = (x: tf.Tensor) => x.div(2);
  const scaled = prov.step("scale", body)(xs);
  const split = prov.step("split", (x: tf.Tensor, at: number) => ({
    train: x.slice(0, at),
    rest: [x.slice(at)],
  }))(scaled, 9);
  const later = prov.step("later", async (rows: number[][]) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return tf.tensor(rows);
  });
  await later([[1, 2, 3]]);
  await prov.settled();
  assert.deepEqual(split.train.shape, [9, 2]);
  assert.deepEqual(derived(sink), [
    "scale: [12,2] > [12,2]",
    "split: [12,2] > [9,2]",
    "split: [12,2] > [3,2]",
    "later: [1,3] > [1,3]",
  ]);
  const [first, , third, last] = sink.rows.derivations;
  const hash = createHash("sha256").update(String(body)).digest("hex");
  assert.equal(first!.source_hash, hash);
  assert.equal(third!.output_part, "rest.0");
  assert.ok(last!.ended_at - last!.started_at >= 15);
});

test("a step may dispose of what it is given, or change it", async () => {
  const { prov, sink } = captured();
  const own = tf.tensor1d([1, 2]);
  const values = Float32Array.of(1, 2);
  prov.step("consume", (x: tf.Tensor) => x.dispose())(own);
  prov.step("overwrite", (x: Float32Array) => x.fill(9))(values);
  await prov.settled();
  const [consumed, overwritten] = sink.rows.derivations;
  assert.equal(consumed!.input_hash, overwritten!.input_hash);
  assert.notEqual(overwritten!.output_hash, overwritten!.input_hash);
  assert.equal(consumed!.output_hash, null);
});

test("a step that throws throws the same, and leaves no fact", async () => {
  const { prov, sink, said } = captured();
  const error = new Error("bad row");
  const fails = prov.step("fails", () => {
    throw error;
  });
  assert.throws(fails, (thrown) => thrown === error);
  const rejects = prov.step("rejects", () => Promise.reject(error));
  await assert.rejects(rejects(), (thrown) => thrown === error);
  await prov.settled();
  assert.deepEqual([sink.rows.derivations, said], [[], []]);
});

test("a tf.data.Dataset is named when it has passed by", async () => {
  const { prov, sink } = captured();
  const stream = prov.dataset(dataset(), {
    name: "stream",
    derivedFrom: "raw",
    by: "batch",
  });
  await prov.settled();
  assert.deepEqual(names(sink), []);
  await prov.fitDataset(small(), stream, { epochs: 2, verbose: 0 });
  await prov.settled();
  assert.deepEqual(names(sink), [
    ["stream", "xs", null, null],
    ["stream", "ys", null, null],
  ]);
  assert.deepEqual(derived(sink), ["batch: raw > [12,2]", "batch: raw > [12,1]"]);
});

test("rows: true makes fingerprints of the rows of this data, once", async () => {
  const { prov, sink } = captured();
  await prov.fit(small(), xs, ys, { epochs: 1, verbose: 0 });
  assert.equal(sink.rows.row_fingerprints.length, 0);
  for (let i = 0; i < 2; i++) prov.dataset(xs, { rows: true });
  prov.dataset([xs.arraySync()[5]!], { rows: true });
  await prov.settled();
  const [all, one] = sink.rows.row_fingerprints;
  assert.equal(sink.rows.row_fingerprints.length, 2);
  assert.equal(all!.fingerprints.length, 12);
  assert.equal(all!.fingerprints[5], one!.fingerprints[0]);
  assert.deepEqual(sink.rows.dataset_names, []);
});
