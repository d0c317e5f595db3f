import assert from "node:assert/strict";
import { test } from "node:test";
import { lib } from "../house/lib";
import { assertAlike, assertRows, kept } from "./alike";
import { type Asked, askedOf, withAnswers } from "./page";

interface Outputs {
  normalised(text: string, how?: { numbers?: boolean }): string;
}

const page = `## Some
### 1. First?
\`\`\`sql
SELECT 1
\`\`\`
<!-- numbers vary -->
\`\`\`sql
SELECT 2
\`\`\`
\`\`\`text
old
\`\`\`

## Others
### 2. Second?
**Not yet.** Nothing is known.
`;

test("a page's statements have places, marks and answers", () => {
  assert.deepEqual(askedOf(page), [
    { place: "1.0", sql: "SELECT 1", answer: undefined, varies: "times" },
    { place: "1.1", sql: "SELECT 2", answer: "old", varies: "numbers" },
  ]);
  const answered = withAnswers(page, ["one", "two"]);
  assert.deepEqual(
    askedOf(answered).map(({ answer }) => answer),
    ["one", "two"],
  );
  assert.equal(withAnswers(answered, ["one", "two"]), answered);
});

for (const [varies, before, now, same] of [
  ["times", "at\n──\n2026-01-01 10:00", "at\n───\n2027-12-31 11:11:11.5", true],
  ["times", "loss\n────\n0.25", "loss\n────\n0.5", false],
  ["numbers", "s\n────\n0.25", "s\n─\n0.5", true],
  ["numbers", "run   s\n────  ───\nbase  0.2", "run   s\n────  ───\nwide  0.2", false],
  ["machine", "gpu\n───\nnone", "gpu  \n────\nH100", true],
  ["machine", "gpu\n───\nnone", "cpu\n───\nnone", false],
] as const) {
  test(`answers whose ${varies} may vary are ${same ? "alike" : "told apart"}: ${JSON.stringify(now)}`, async () => {
    const { normalised } = await lib<Outputs>("outputs.mjs");
    const asked: Asked = { place: "1.0", sql: "", varies, answer: before };
    assert.equal(kept(asked, now, normalised), same ? before : now);
    if (same) assertAlike(asked, now, normalised);
    else assert.throws(() => assertAlike(asked, now, normalised));
  });
}

test("rows are compared in the columns that are named, and in number", () => {
  const rows = [{ run: "base", loss: 0.25, epochs: 3 }];
  assertRows(rows, [{ run: "base", loss: 0.25000000001 }]);
  assert.throws(() => assertRows(rows, [{ loss: 0.26 }]));
  assert.throws(() => assertRows(rows, []));
  assert.throws(() => assertRows([], rows));
});
