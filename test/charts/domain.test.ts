import assert from "node:assert/strict";
import { test } from "node:test";
import { axis, extent, logTicks } from "../../src/charts/domain";

test("extent() finds the least and greatest of all lists", () => {
  assert.deepEqual(extent([[3, 1], [], [2, 9]]), [1, 9]);
  assert.deepEqual(extent([]), [0, 1]);
});

test("axis() is a little wider than its values, also than a single one", () => {
  const bare = { below: 0, above: 0 };
  assert.deepEqual(axis([0, 10], { below: 0.1, above: 0.2 }).domain, [-1, 12]);
  assert.deepEqual(axis([4, 4], bare).domain, [3.6, 4.4]);
  assert.deepEqual(axis([0, 0], bare).domain, [-0.5, 0.5]);
  assert.deepEqual(
    axis([1, 100], { log: true, below: 0.5, above: 0.5 }).domain,
    [0.1, 1000],
  );
});

test("axis() tells how far along a value is", () => {
  assert.equal(axis([0, 10], { below: 0, above: 0 }).part(2.5), 0.25);
  assert.equal(axis([1, 100], { log: true, below: 0, above: 0 }).part(10), 0.5);
  const { part, domain } = axis([-Number.MAX_VALUE, Number.MAX_VALUE]);
  assert.ok(Number.isFinite(domain[1] - domain[0]));
  assert.deepEqual([part(0), part(Number.MAX_VALUE)], [0.5, 1]);
});

test("logTicks() takes powers of ten, more where few and less where many", () => {
  assert.deepEqual(logTicks([0.5, 30]), [0.5, 1, 2, 5, 10, 20]);
  assert.deepEqual(logTicks([0.0002, 9]), [0.001, 0.01, 0.1, 1]);
  assert.deepEqual(logTicks([1e-9, 2]), [1e-9, 1e-7, 1e-5, 1e-3, 0.1]);
});
