import assert from "node:assert/strict";
import { test } from "node:test";
import { visible } from "../../src/util/visible";
import { cutToWidth, widthOf } from "../../src/util/width";

const widths: readonly [text: string, width: number][] = [
  ["", 0],
  ["loss", 4],
  ["größe", 5],
  ["e\u0301", 1],
  ["損失", 4],
  ["ﾊﾝ", 2],
  ["한국", 4],
  ["😀", 2],
  ["👩‍👩‍👧", 2],
  ["🇩🇪", 2],
  ["❤️", 2],
  ["–", 1],
];

test("width counts terminal columns", () => {
  for (const [text, width] of widths) assert.equal(widthOf(text), width, text);
});

test("cutting keeps whole characters and ends in an ellipsis", () => {
  assert.equal(cutToWidth("loss", 4), "loss");
  assert.equal(cutToWidth("losses", 4), "los…");
  assert.equal(cutToWidth("損失関数", 5), "損失…");
  assert.equal(cutToWidth("👩‍👩‍👧👩‍👩‍👧", 3), "👩‍👩‍👧…");
  assert.equal(cutToWidth("x".repeat(100_000), 3), "xx…");
});

test("characters that can't be seen are written as escapes", () => {
  assert.equal(visible("a\nb\tc\0d\x1b[31m\u202e"), "a\\nb\\tc\\0d\\x1b[31m\\u202e");
  assert.equal(visible("\ud800"), "\\ud800");
  assert.equal(visible("größe 😀 👩‍👧"), "größe 😀 👩‍👧");
});
