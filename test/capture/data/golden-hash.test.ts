import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { DataCapture } from "../../../src/capture/data/data-capture";
import type { Fingerprint } from "../../../src/capture/data/fingerprinting";
import { Guard } from "../../../src/capture/guard";
import { MemorySink } from "../memory-sink";

const silent = new Guard(() => {});

/** Read data as a capture would. */
function identify(data: object, options = {}): Promise<Fingerprint> {
  return new DataCapture(new MemorySink(), silent, options).identify(data);
}

const hashOf = async (data: object) => (await identify(data)).hash;

/** The recipe of docs/data.md, for numbers written as bytes by hand. */
function recipe(bytes: Uint8Array, trailer: string): string {
  return createHash("sha256").update(bytes).update(`\n${trailer}`).digest("hex");
}

test("the hash of a tensor is that of its bytes, dtype and shape", async () => {
  const bytes = Buffer.alloc(24);
  [1, -0, 0.1, Number.NaN, Number.POSITIVE_INFINITY, 7].forEach((value, i) => {
    bytes.writeFloatLE(value, 4 * i);
  });
  bytes.writeUInt32LE(0x7fc00000, 12);
  const tensor = tf.tensor2d(
    [1, -0, 0.1, Number.NaN, Number.POSITIVE_INFINITY, 7],
    [3, 2],
  );
  assert.equal(await hashOf(tensor), recipe(bytes, "float32 [3,2]"));
});

test("the golden hash of a fixed tensor stays", async () => {
  // hashlib.sha256(struct.pack("<4f", 1, 2, 3, 4) + b"\nfloat32 [2,2]").hexdigest()
  const golden = "770f96efa96b5da62b13ef25c48d5bb4cacee5edc7540a30a5008c4ce114fc42";
  assert.equal(await hashOf(tf.tensor2d([1, 2, 3, 4], [2, 2])), golden);
});

test("a string has its length before its bytes, so that no two lists are alike", async () => {
  const bytes = Buffer.from("\x02\0\0\0ab\x02\0\0\0\xc3\xa4", "latin1");
  assert.equal(await hashOf(tf.tensor1d(["ab", "ä"])), recipe(bytes, "string [2]"));
  assert.notEqual(await hashOf(["a", "bc"]), await hashOf(["ab", "c"]));
});

const equals: Record<string, () => [object, object]> = {
  "a list of numbers": () => [tf.tensor1d([1, 2.5]), [1, 2.5]],
  "rows of numbers": () => [
    tf.tensor2d([
      [1, 2],
      [3, 4],
    ]),
    [
      [1, 2],
      [3, 4],
    ],
  ],
  "rows that are typed": () => [
    tf.tensor2d([
      [1, 2],
      [3, 4],
    ]),
    [Float32Array.of(1, 2), Float32Array.of(3, 4)],
  ],
  "a Float32Array": () => [tf.tensor1d([1, 2]), Float32Array.of(1, 2)],
  "a Float64Array": () => [tf.tensor1d([0.1]), Float64Array.of(0.1)],
  "an Int32Array": () => [tf.tensor1d([1, -2], "int32"), Int32Array.of(1, -2)],
  "a Uint8Array": () => [tf.tensor1d([1, 255], "int32"), Uint8Array.of(1, 255)],
  booleans: () => [tf.tensor1d([true, false]), [true, false]],
  strings: () => [
    tf.tensor2d([
      ["a", ""],
      ["b", "c"],
    ]),
    [
      ["a", ""],
      ["b", "c"],
    ],
  ],
  nothing: () => [tf.tensor1d([]), []],
  "rows of nothing": () => [tf.zeros([2, 0]), [[], []]],
  "NaN of other bits": () => [
    tf.tensor1d([Number.NaN]),
    tf.tensor1d(new Float32Array(Uint32Array.of(0xffc00001).buffer)),
  ],
  "a reshaped tensor": () => [
    tf.tensor1d([1, 2]).reshape([2, 1]),
    tf.tensor2d([1, 2], [2, 1]),
  ],
  "a computed tensor": () => [tf.tensor1d([1, 2]).mul(2), tf.tensor1d([2, 4])],
  "a variable": () => [tf.variable(tf.tensor1d([3])), tf.tensor1d([3])],
  "complex numbers": () => [
    tf.complex([1, 2], [3, 4]),
    tf.complex(tf.tensor1d([1, 2]), tf.tensor1d([3, 4])),
  ],
};

for (const [title, make] of Object.entries(equals)) {
  test(`equal contents have equal hashes: ${title}`, async () => {
    const [a, b] = make();
    assert.equal(await hashOf(a), await hashOf(b));
  });
}

const differ: Record<string, [object, object]> = {
  "another shape": [tf.tensor2d([1, 2], [1, 2]), tf.tensor2d([1, 2], [2, 1])],
  "another dtype": [tf.tensor1d([0, 0]), tf.tensor1d([0, 0], "int32")],
  "0 and -0": [tf.tensor1d([0]), tf.tensor1d([-0])],
  "a scalar and a list": [tf.scalar(1), tf.tensor1d([1])],
  "another last bit": [Float32Array.of(1), Float32Array.of(1.0000001)],
  "records of other values": [[{ a: 1 }], [{ a: 2 }]],
};

for (const [title, [a, b]] of Object.entries(differ)) {
  test(`other contents have other hashes: ${title}`, async () => {
    assert.notEqual(await hashOf(a), await hashOf(b));
  });
}

test("records that are no tensor are known by their JSON text", async () => {
  const records = [
    { species: "Adelie", mass: 3750 },
    { species: null, mass: null },
  ];
  const print = await identify(records);
  assert.deepEqual([print.dtype, print.rows, print.stats], ["json", 2, null]);
  const bytes = Buffer.from(JSON.stringify(records));
  assert.equal(print.hash, recipe(bytes, "json [2]"));
  assert.equal((await identify([[1], [2, 3]])).dtype, "json");
  assert.equal((await identify([1, "a"])).dtype, "json");
});

test("of a content that is too large blocks are read, which the hash tells", async () => {
  const size = 4096;
  const values = Float32Array.from({ length: size }, (_, i) => i);
  const before = tf.memory().numTensors;
  const tensor = tf.tensor2d(values, [size / 4, 4]);
  const bounded = { fullBytes: 6400 };
  const print = await identify(tensor, bounded);
  const hash = createHash("sha256");
  for (let i = 0; i < 64; i++) {
    const from = Math.floor((i * (size - 25)) / 63);
    hash.update(Buffer.from(values.slice(from, from + 25).buffer));
  }
  hash.update("\nfloat32 [1024,4] 64 blocks of 100 bytes");
  assert.equal(print.hash, hash.digest("hex"));
  assert.deepEqual([print.sizeBytes, print.readBytes], [4 * size, 6400]);
  assert.deepEqual([print.stats!.min, print.stats!.max], [0, size - 1]);
  assert.equal(print.columns[1]!.min! % 4, 1);
  assert.equal((await identify(tensor.arraySync(), bounded)).hash, print.hash);
  assert.notEqual(await hashOf(tensor), print.hash);
  tensor.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test("a tensor is read once, also when it was reshaped back", async () => {
  const data = new DataCapture(new MemorySink(), silent);
  const tensor = tf.tensor1d([1, 2, 3]);
  const first = await data.identify(tensor);
  let reads = 0;
  tensor.data = (() => {
    reads += 1;
    return Promise.reject(new Error("read again"));
  }) as typeof tensor.data;
  const [again, back] = [tensor, tensor.reshape([3, 1]).reshape([3])];
  for (const one of [again, back]) {
    assert.deepEqual(await data.identify(one), { ...first, hashMs: 0 });
  }
  assert.equal(reads, 0);
});

test("a tensor may be disposed of as soon as it was begun to be read", async () => {
  const tensor = tf.tensor1d([1, 2, 3]);
  const reading = identify(tensor);
  tensor.dispose();
  assert.equal((await reading).hash, await hashOf([1, 2, 3]));
});

test("the event loop turns while much is read", async () => {
  let turns = 0;
  let reading = true;
  const count = () => {
    turns += 1;
    if (reading) setImmediate(count);
  };
  setImmediate(count);
  await identify(new Float32Array(2 ** 24));
  reading = false;
  assert.ok(turns > 3, `${turns} turns`);
});

test("a dtype that no tfjs has is refused", async () => {
  const tensor = {
    shape: [1],
    dtype: "float16",
    data: async () => [1],
    dataSync: () => [1],
  };
  await assert.rejects(identify(tensor), {
    message: "A tensor of float16 can't be hashed",
  });
});

test("a row's fingerprint is the first 64 bits of its own hash", async () => {
  const rows = [
    [[1], [2]],
    [[3], [Number.NaN]],
  ];
  const { rowHashes } = await identify(tf.tensor3d(rows), { rows: true });
  const own = await Promise.all(rows.map((row) => hashOf(row)));
  assert.deepEqual(
    rowHashes,
    own.map((hash) => BigInt(`0x${hash.slice(0, 16)}`)),
  );
  const texts = await identify(["a", "b"], { rows: true });
  const [b] = await Promise.all([hashOf(tf.scalar("b"))]);
  assert.equal(texts.rowHashes![1], BigInt(`0x${b.slice(0, 16)}`));
});
