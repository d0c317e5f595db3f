import assert from "node:assert/strict";
import { test } from "node:test";
import { shares, thin } from "../../src/charts/thin";

/** Values in no order, the same each time. */
const value = (i: number) => ((i * 7919) % 1009) / 1009;
const curve = (length: number, xOf = (i: number) => i) => {
  const indices = Array.from({ length }, (_, i) => i);
  return { x: indices.map(xOf), y: indices.map(value) };
};

const table = [
  { title: "even x", ...curve(1000), most: 100 },
  { title: "x that crowds at the end", ...curve(1000, Math.sqrt), most: 50 },
  { title: "x that repeats", ...curve(500, (i) => Math.floor(i / 10)), most: 42 },
  { title: "one x only", ...curve(500, () => 3), most: 42 },
  { title: "an odd number of points", ...curve(101), most: 7 },
];

for (const { title, x, y, most } of table) {
  test(`thin() keeps the ends and each bucket's extremes: ${title}`, () => {
    const kept = thin(x, y, most);
    assert.ok(kept.length <= most);
    assert.deepEqual(
      kept,
      [...new Set(kept)].sort((a, b) => a - b),
    );
    assert.equal(kept[0], 0);
    assert.equal(kept.at(-1), x.length - 1);
    for (const bucket of bucketsOf(x, Math.floor((most - 2) / 2))) {
      const values = bucket.map((i) => y[i]!);
      const shown = bucket.filter((i) => kept.includes(i)).map((i) => y[i]!);
      assert.equal(Math.min(...shown), Math.min(...values));
      assert.equal(Math.max(...shown), Math.max(...values));
    }
  });
}

/** The indices of each bucket of equal width that is not empty, by a direct formula. */
function bucketsOf(x: number[], count: number): number[][] {
  const [low, high] = [x[0]!, x.at(-1)!];
  const buckets: number[][] = Array.from({ length: count }, () => []);
  for (const [i, at] of x.entries()) {
    const bucket = high > low ? Math.floor((at - low) / ((high - low) / count)) : 0;
    buckets[Math.min(count - 1, bucket)]!.push(i);
  }
  return buckets.filter((bucket) => bucket.length > 0);
}

test("thin() leaves a short curve as it is", () => {
  assert.deepEqual(thin([0, 1, 2], [5, 6, 7], 3), [0, 1, 2]);
  assert.deepEqual(thin([], [], 3), []);
});

test("thin() to very few keeps the ends", () => {
  const { x, y } = curve(10);
  assert.deepEqual(thin(x, y, 3), [0, 9]);
  assert.deepEqual(thin(x, y, 1), [0]);
});

test("shares() gives what the short do not need to the long", () => {
  const shared: [lengths: number[], total: number, expected: number[]][] = [
    [[], 10, []],
    [[3], 10, [3]],
    [[100, 100], 10, [5, 5]],
    [[100, 2, 100], 12, [5, 2, 5]],
    [[0, 100, 1], 11, [0, 10, 1]],
    [[9, 9, 9], 3, [2, 2, 2]],
  ];
  for (const [lengths, total, expected] of shared) {
    assert.deepEqual(shares(lengths, total), expected);
  }
});
