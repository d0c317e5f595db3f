import assert from "node:assert/strict";
import { test } from "node:test";
import {
  differencesOf,
  type Fact,
  firstEpoch,
  furthest,
} from "../../../src/magics/verify/compare";

const loss = (epoch: number, value: number): Fact => ({
  because: null,
  name: "loss",
  key: `0/train/epoch/${epoch}`,
  epoch,
  value,
});

const cases: [
  title: string,
  before: Fact[],
  now: Fact[],
  epoch: number | null | "same",
][] = [
  ["equal values", [loss(0, 0.5)], [loss(0, 0.5)], "same"],
  ["one bit", [loss(0, 0.1), loss(1, 0.3)], [loss(0, 0.1), loss(1, 0.1 + 0.2)], 1],
  ["NaN, which is NaN again", [loss(0, Number.NaN)], [loss(0, Number.NaN)], "same"],
  ["the sign of zero", [loss(0, 0)], [loss(0, -0)], 0],
  ["an epoch less", [loss(0, 1), loss(1, 1)], [loss(0, 1)], 1],
  ["an epoch more", [loss(0, 1)], [loss(0, 1), loss(1, 1)], 1],
];
for (const [title, before, now, epoch] of cases) {
  test(`runs are compared bit for bit: ${title}`, () => {
    const found = differencesOf(before, now);
    assert.equal(found.length === 0 ? "same" : firstEpoch(found), epoch);
  });
}

test("what lies beyond the end of a run that was cut off counts for nothing", () => {
  const now = [loss(0, 1), loss(1, 1)];
  assert.deepEqual(differencesOf([loss(0, 1)], now, { cut: true }), []);
});

test("the values furthest apart are told", () => {
  const before = [loss(0, 1), loss(1, 1), loss(2, Number.NaN)];
  const now = [loss(0, 1.5), loss(1, 3), loss(2, 1)];
  const { by, of } = furthest(differencesOf(before, now))!;
  assert.deepEqual([by, of.epoch], [2, 1]);
});
