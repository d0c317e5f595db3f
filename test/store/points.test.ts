import assert from "node:assert/strict";
import { test } from "node:test";
import { OpenSeries, PointBuffer, pointsFrom } from "../../src/store/points";
import { phaseRow, runRow, seriesRow } from "./support/recording";

/** Return a buffer with room for `most` points, and a series that feeds it. */
function bufferOf(most?: number) {
  let full = 0;
  const buffer = new PointBuffer(() => full++, most);
  const of = (metric: string) =>
    new OpenSeries(
      seriesRow(phaseRow(runRow()), { metric }),
      0,
      buffer,
      () => undefined,
    );
  return { buffer, loss: of("loss"), acc: of("acc"), full: () => full };
}

test("a buffer grows and keeps every field of every point", () => {
  const { buffer, loss, acc } = bufferOf();
  for (let i = 0; i < 3000; i++) (i % 2 ? acc : loss).push(i / 7, i, i % 5, 1e12 + i);
  const taken = buffer.take();
  assert.equal(taken.length, 3000);
  for (let i = 0; i < 3000; i++) {
    assert.equal(taken.series[i], i % 2 ? acc : loss);
    const fields = [taken.value[i], taken.step[i], taken.epoch[i], taken.recordedAt[i]];
    assert.deepEqual(fields, [i / 7, i, i % 5, 1e12 + i]);
  }
  assert.equal(buffer.length, 0);
});

test("many points at once take steps in turn", () => {
  const { buffer, loss } = bufferOf();
  loss.push(9, 9, null, 1);
  loss.pushMany(new Float32Array([0.5, Number.NaN, -0]), 10, null, 2);
  const taken = buffer.take();
  assert.deepEqual([...taken.value.subarray(0, 4)], [9, 0.5, Number.NaN, -0]);
  assert.deepEqual([...taken.step.subarray(0, 4)], [9, 10, 11, 12]);
  assert.ok(Number.isNaN(taken.epoch[3]));
});

test("more points at once than are taken at a time are all taken", () => {
  const { buffer, loss } = bufferOf();
  loss.pushMany(new Float64Array(2_500_000).fill(1), 0, 0, 1);
  assert.equal(buffer.length, 2_500_000);
  assert.equal(buffer.take().step[2_499_999], 2_499_999);
});

test("a full buffer keeps what fits, says so once and counts the rest by series", () => {
  const { buffer, loss, acc, full } = bufferOf(5);
  loss.pushMany([1, 2, 3, 4], 0, 0, 1);
  acc.pushMany([1, 2, 3], 0, 0, 2);
  loss.push(5, 4, 0, 3);
  assert.equal(buffer.length, 5);
  assert.equal(full(), 1);
  const lost = [...buffer.takeLost()].map(([{ row }, count]) => [row.metric, count]);
  assert.deepEqual(lost, [
    ["acc", 2],
    ["loss", 1],
  ]);
  assert.equal(buffer.takeLost().size, 0);
});

test("a buffer that was taken has room again", () => {
  const { buffer, loss, full } = bufferOf(1);
  for (const step of [0, 1]) loss.push(1, step, 0, 1);
  buffer.take();
  loss.push(1, 2, 0, 1);
  assert.equal(buffer.length, 1);
  assert.equal(full(), 1);
});

test("pointsFrom() leaves out what was written", () => {
  const { buffer, loss } = bufferOf();
  loss.pushMany([1, 2, 3], 0, 0, 1);
  const rest = pointsFrom(buffer.take(), 2);
  assert.equal(rest.length, 1);
  assert.equal(rest.value[0], 3);
  assert.equal(rest.series[0], loss);
});
