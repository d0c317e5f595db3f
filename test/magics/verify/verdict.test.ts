import assert from "node:assert/strict";
import { test } from "node:test";
import { display } from "../../../src";
import type { Difference } from "../../../src/magics/verify/compare";
import { Verdict, type VerdictParts } from "../../../src/magics/verify/verdict";

const parts: VerdictParts = {
  run: "base",
  values: 1200,
  names: ["loss", "val_loss", "weights"],
  cells: 3,
  seed: 42,
  differences: [],
  unseeded: null,
  cut: null,
};
const loss: Difference = {
  because: null,
  name: "loss",
  key: "0/train/epoch/2",
  epoch: 2,
  before: 0.25,
  now: 0.5,
};
const told = (because: string, name: string, before: unknown, now: unknown) => ({
  ...{ because, name, key: name, epoch: null, before, now },
});

const cases: [Partial<VerdictParts>, text: string][] = [
  [
    {},
    `verdict        base is the same to the bit
compared       1,200 values: loss, val_loss, weights
trained again  3 cells, seed 42`,
  ],
  [
    { cells: 1, cut: "it came, epoch 3: the run was failed" },
    `verdict        base is the same to the bit
compared       1,200 values: loss, val_loss, weights
trained again  1 cell, seed 42
as far as      it came, epoch 3: the run was failed`,
  ],
  [
    { differences: [loss] },
    `verdict         base differs from epoch 2
because         nothing that is recorded: files, the clock or the network may
furthest apart  loss in epoch 2: 0.25 → 0.5, by 0.250
compared        1,200 values: loss, val_loss, weights
trained again   3 cells, seed 42`,
  ],
  [
    {
      differences: [
        loss,
        told("package version", "@tensorflow/tfjs", "4.22.0", "4.21.0"),
        told("data", "train x", "a".repeat(64), "b".repeat(64)),
        ...["p", "q", "r", "s"].map((name) => told("params", name, 1, 2)),
      ],
    },
    `verdict          base differs from epoch 2, because of data, params, package version
data             train x: aaaaaaaaaaaa… → bbbbbbbbbbbb…
params           p: 1 → 2; q: 1 → 2; r: 1 → 2; and 1 more
package version  @tensorflow/tfjs: 4.22.0 → 4.21.0
furthest apart   loss in epoch 2: 0.25 → 0.5, by 0.250
compared         1,200 values: loss, val_loss, weights
trained again    3 cells, seed 42`,
  ],
  [
    {
      seed: null,
      unseeded: "nothing was seeded, so it can't repeat",
      differences: [{ ...told("", "weights", "a", "b"), because: null }],
    },
    `verdict        base differs, because of seed
seed           nothing was seeded, so it can't repeat
compared       1,200 values: loss, val_loss, weights
trained again  3 cells, without a seed`,
  ],
];
for (const [of, text] of cases) {
  test(`a verdict says: ${text.split("\n")[0]}`, () => {
    const verdict = new Verdict({ ...parts, ...of });
    assert.equal(String(verdict), text);
    const { data } = verdict[display]();
    assert.equal(data["text/plain"], text);
    assert.match(String(data["text/html"]), /^<div><table .*base/);
  });
}

test("a verdict has its answers as fields", () => {
  const differences = [loss, told("code", "layers", "a", "b")];
  const verdict = new Verdict({ ...parts, differences });
  assert.deepEqual(JSON.parse(JSON.stringify(verdict)), {
    run: "base",
    same: false,
    differsFrom: 2,
    because: ["code"],
    maxDifference: 0.25,
  });
  const { same, maxDifference, differsFrom } = new Verdict(parts);
  assert.deepEqual([same, maxDifference, differsFrom], [true, 0, null]);
});

test("an end of the random numbers that differs is no cause where their start is the same", () => {
  const seed = { ...told("seed", "random numbers at the end", "a", "b"), key: "end" };
  assert.deepEqual(new Verdict({ ...parts, differences: [loss, seed] }).because, []);
});
