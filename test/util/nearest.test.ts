import assert from "node:assert/strict";
import { test } from "node:test";
import { unknownName } from "../../src/util/errors";
import { nearest } from "../../src/util/nearest";

const metrics = ["loss", "val_loss", "acc", "val_acc", "learningRate"];

const cases: [string, string[]][] = [
  ["loss", ["loss"]],
  ["lsos", ["loss"]],
  ["Val_Los", ["val_loss"]],
  ["learnigRate", ["learningRate"]],
  ["zzzzzzzz", []],
  ["", []],
];
for (const [name, near] of cases) {
  test(`nearest("${name}") is ${near.join(", ") || "nothing"}`, () => {
    assert.deepEqual(nearest(name, metrics, 1), near);
  });
}

test("nearest() puts the best first and gives at most three", () => {
  const runs = ["base-9", "base", "bases", "basis", "other"];
  assert.deepEqual(nearest("base", runs), ["base", "bases", "base-9"]);
});

test("unknownName() says what there is and what to try", () => {
  const error = unknownName("run", "bsae", ["base", "wide", "wide-2"], {
    where: "study.duckdb",
    attempt: (near) => `prov.run("${near}")`,
  });
  assert.equal(
    error.message,
    'No run named "bsae" in study.duckdb\n' +
      "  runs: base, wide, wide-2\n" +
      '  try: prov.run("base")',
  );
});
