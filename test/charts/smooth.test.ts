import assert from "node:assert/strict";
import { test } from "node:test";
import { smooth } from "../../src/charts/smooth";

const near = (a: number, b: number) => Math.abs(a - b) < 1e-12;

test("smooth() equals the mean weighted by the factor to the power of the age", () => {
  const values = [3, -1, 4, 1, -5, 9, 2, 6];
  for (const factor of [0, 0.1, 0.6, 0.99]) {
    for (const [n, result] of smooth(values, factor).entries()) {
      const weights = values.slice(0, n + 1).map((_, i) => factor ** (n - i));
      const total = weights.reduce((sum, w, i) => sum + w * values[i]!, 0);
      assert.ok(near(result, total / weights.reduce((sum, w) => sum + w, 0)));
    }
  }
});

test("smooth() by 0 changes nothing, and keeps a constant at any factor", () => {
  assert.deepEqual(smooth([1.5, -2, 3], 0), [1.5, -2, 3]);
  assert.ok(smooth([7, 7, 7, 7], 0.9).every((value) => near(value, 7)));
});

test("smooth() leaves what is not finite and goes on as if it were not there", () => {
  const [a, b, c, d, e] = smooth([1, Number.NaN, 2, Number.POSITIVE_INFINITY, 3], 0.5);
  const finite = smooth([1, 2, 3], 0.5);
  assert.deepEqual([a, c, e], finite);
  assert.ok(Number.isNaN(b));
  assert.equal(d, Number.POSITIVE_INFINITY);
});

test("smooth() refuses a factor outside 0 ≤ factor < 1", () => {
  for (const factor of [-0.1, 1, 1.5, Number.NaN]) {
    assert.throws(() => smooth([1], factor), {
      name: "RangeError",
      message: [
        `Could not smooth by ${factor}`,
        "  smooth is a number from 0 (as measured) to less than 1",
        "  try: smooth: 0.6",
      ].join("\n"),
    });
  }
});
