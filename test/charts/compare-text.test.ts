import assert from "node:assert/strict";
import { test } from "node:test";
import { compareText } from "../../src/charts/compare-text";
import { cases, valued } from "./cases";

const options = { metric: "val_loss", x: "epoch" } as const;
const ends = (values: number[]) => values.map((end, i) => valued(`run-${i}`, [1, end]));

test("compareText() tells the last value of each run and which is best", () => {
  const series = [
    valued("base", [1, 0.21299]),
    valued("wide", [0.1, 0.1984]),
    valued("wide-2", [0.24]),
  ];
  const said = "val_loss by epoch, 3 runs: base 0.213, wide 0.1984 (best), wide-2 0.24";
  assert.equal(compareText(series, options), said);
});

test("compareText() tells how a run fared", () => {
  const { series } = cases["not-finite"]!;
  const said =
    "val_loss by epoch, 3 runs: holes 0.48, diverged 0.5 then NaN (failed), base 0.373 (best)";
  assert.equal(compareText(series, options), said);
});

test("compareText() of one run, of a run without points, of none", () => {
  assert.equal(
    compareText([valued("base", [0.5])], options),
    "val_loss by epoch, 1 run: base 0.5",
  );
  assert.equal(
    compareText([valued("base", [])], options),
    "val_loss by epoch, 1 run: base no points",
  );
  assert.equal(compareText([], options), "val_loss by epoch, 0 runs");
});

test("compareText() of many runs tells the best five", () => {
  const said =
    "val_acc by step, 12 runs: run-11 11 (best), run-10 10, run-9 9, run-8 8, run-7 7 and 7 more";
  const many = ends(Array.from({ length: 12 }, (_, i) => i));
  assert.equal(compareText(many, { metric: "val_acc", x: "step" }), said);
});

test("compareText() stays one line, whatever a run is called", () => {
  const text = compareText([valued(`a\nb${"x".repeat(9999)}`, [1])], options);
  assert.ok(!text.includes("\n") && text.length < 100);
});
