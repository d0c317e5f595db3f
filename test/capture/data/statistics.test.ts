import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { DataCapture } from "../../../src/capture/data/data-capture";
import type { Stats } from "../../../src/capture/data/tally";
import { Guard } from "../../../src/capture/guard";
import { MemorySink } from "../memory-sink";

const identify = (data: object) =>
  new DataCapture(new MemorySink(), new Guard(() => {})).identify(data);

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const none: Stats = { min: null, max: null, mean: null, nans: 0, infinities: 0 };

const cases: Record<string, [data: object, stats: Stats | null]> = {
  numbers: [[1, 2, 6], { min: 1, max: 6, mean: 3, nans: 0, infinities: 0 }],
  "NaN is left out": [[nan, 2, 4], { min: 2, max: 4, mean: 3, nans: 1, infinities: 0 }],
  "infinities are no part of the mean": [
    [inf, -inf, 2],
    { min: -inf, max: inf, mean: 2, nans: 0, infinities: 2 },
  ],
  "NaN alone": [[nan, nan], { ...none, nans: 2 }],
  "nothing at all": [[], none],
  "a scalar": [tf.scalar(5), { min: 5, max: 5, mean: 5, nans: 0, infinities: 0 }],
  "whole numbers": [
    Int32Array.of(-1, 1),
    { min: -1, max: 1, mean: 0, nans: 0, infinities: 0 },
  ],
  booleans: [[true, false], { min: 0, max: 1, mean: 0.5, nans: 0, infinities: 0 }],
  "an image": [
    tf.ones([1, 2, 2, 1]),
    { min: 1, max: 1, mean: 1, nans: 0, infinities: 0 },
  ],
  strings: [["a"], null],
  "complex numbers": [tf.complex([1], [2]), null],
};

for (const [title, [data, stats]] of Object.entries(cases)) {
  test(`statistics of a content: ${title}`, async () => {
    const print = await identify(data);
    assert.deepEqual(print.stats, stats);
    assert.deepEqual(print.columns, []);
  });
}

test("each column of a table has statistics of its own", async () => {
  const { columns, stats } = await identify([
    [1, nan],
    [3, inf],
    [5, 8],
  ]);
  assert.deepEqual(columns, [
    { min: 1, max: 5, mean: 3, nans: 0, infinities: 0 },
    { min: 8, max: inf, mean: 8, nans: 1, infinities: 1 },
  ]);
  assert.deepEqual(stats, { min: 1, max: inf, mean: 17 / 4, nans: 1, infinities: 1 });
  assert.equal((await identify(tf.zeros([2, 256]))).columns.length, 256);
  assert.equal((await identify(tf.zeros([2, 257]))).columns.length, 0);
});

const labels: Record<string, [data: object, counts: [number, number][] | undefined]> = {
  "one-hot rows": [
    [
      [0, 1, 0],
      [1, 0, 0],
      [0, 1, 0],
    ],
    [
      [0, 1],
      [1, 2],
      [2, 0],
    ],
  ],
  "whole numbers": [
    [2, 0, 2, -7],
    [
      [0, 1],
      [2, 2],
      [-7, 1],
    ],
  ],
  "whole numbers in a column": [[[1], [1]], [[1, 2]]],
  booleans: [
    [true, false, true],
    [
      [0, 1],
      [1, 2],
    ],
  ],
  "fractions are none": [[0.5, 1], undefined],
  "two ones in a row are none": [
    [
      [1, 1],
      [0, 0],
    ],
    undefined,
  ],
  "rows without a one are none": [
    [
      [0, 0],
      [0, 1],
    ],
    undefined,
  ],
  "too many are none": [Array.from({ length: 257 }, (_, i) => i), undefined],
  "NaN is none": [[nan], undefined],
  "images are none": [tf.zeros([2, 2, 2]), undefined],
};

for (const [title, [data, counts]] of Object.entries(labels)) {
  test(`classes of labels: ${title}`, async () => {
    const { classes } = await identify(data);
    assert.deepEqual(classes && [...classes], counts);
  });
}
