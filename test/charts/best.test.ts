import assert from "node:assert/strict";
import { test } from "node:test";
import { bestFirst, greaterIsBetter } from "../../src/charts/best";

const greater = [
  ..."acc val_acc accuracy val_binaryAccuracy categoricalAccuracy precision".split(" "),
  ..."recall val_auc f1 f1_score F1Score r2 mean_iou reward test/accuracy".split(" "),
];
const less = [
  ..."loss val_loss mse mae meanSquaredError categoricalCrossentropy lr".split(" "),
  ..."cosineProximity accuracy_loss error perplexity macro_ece".split(" "),
];

test("greaterIsBetter() says yes to accuracies and their like only", () => {
  for (const metric of greater) assert.ok(greaterIsBetter(metric), metric);
  for (const metric of less) assert.ok(!greaterIsBetter(metric), metric);
});

test("bestFirst() sorts by the metric, what has no value last", () => {
  const values = [3, undefined, 1, 2];
  const sorted = (metric: string) => bestFirst(values, metric, (value) => value);
  assert.deepEqual(sorted("loss"), [1, 2, 3, undefined]);
  assert.deepEqual(sorted("acc"), [3, 2, 1, undefined]);
});
