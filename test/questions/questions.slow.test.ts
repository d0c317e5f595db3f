import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { lib } from "../house/lib";
import { assertAlike, assertRows, kept } from "./alike";
import { answersTo, expected } from "./expected";
import { askedOf, questionsOf, withAnswers } from "./page";
import { recordStudy } from "./study/record";

interface Outputs {
  normalised(text: string, how?: { numbers?: boolean }): string;
}

const file = resolve("docs", "questions.md");
const page = readFileSync(file, "utf8");

test("the page has the 46 questions, each with a statement or what is missing", () => {
  const questions = questionsOf(page);
  const numbers = Array.from({ length: 46 }, (_, i) => i + 1);
  assert.deepEqual(
    questions.map(({ number }) => number),
    numbers,
  );
  for (const { number, body } of questions) {
    assert.match(body, /^(```sql|\*\*Not yet\.\*\*)/m, `question ${number}`);
  }
});

test("what is expected belongs to a statement of the page", () => {
  const asked = askedOf(page).map(({ place }) => place);
  const unknown = Object.keys(expected).filter((place) => !asked.includes(place));
  assert.deepEqual(unknown, []);
});

test("a file that is recorded anew gives the answers of the page", async (t) => {
  const script = await recordStudy(t);
  const { normalised } = await lib<Outputs>("outputs.mjs");
  const answered = await answersTo(script, askedOf(page));
  for (const { place, rows } of answered) {
    const expect = expected[place];
    if (!expect) continue;
    await t.test(`statement ${place} says what the script knows by itself`, () =>
      assertRows(rows.toArray(), expect(script)),
    );
  }
  const texts = answered.map(({ rows }) => rows.toString({ rows: 40 }));
  if (process.env.UPDATE) {
    const answers = askedOf(page).map((asked, i) => kept(asked, texts[i]!, normalised));
    writeFileSync(file, withAnswers(page, answers));
  }
  for (const [i, asked] of askedOf(readFileSync(file, "utf8")).entries()) {
    await t.test(`statement ${asked.place} says what the page says`, () =>
      assertAlike(asked, texts[i]!, normalised),
    );
  }
});
