import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, valueText } from "../../src/charts/labels";
import { bounded, label } from "../../src/charts/names";
import { digitsFor, short } from "../../src/charts/numbers";

test("apart() moves labels as little as it can, none upon another", () => {
  const room = { gap: 10, low: 0, high: 100 };
  const table: [wanted: number[], places: number[]][] = [
    [[], []],
    [
      [20, 50],
      [20, 50],
    ],
    [
      [50, 20],
      [50, 20],
    ],
    [
      [50, 52],
      [46, 56],
    ],
    [
      [50, 50, 50],
      [40, 50, 60],
    ],
    [
      [0, 1],
      [0, 10],
    ],
    [
      [100, 99],
      [100, 90],
    ],
    [
      [40, 42, 55],
      [36, 46, 56],
    ],
    [
      [-30, 130],
      [0, 100],
    ],
  ];
  for (const [wanted, places] of table) {
    const moved = apart(wanted, room).map((place) => Math.round(place));
    assert.deepEqual(moved, places, `${wanted}`);
  }
});

test("label() cuts the middle out of a long name and makes it one line", () => {
  assert.equal(label("base", 10), "base");
  assert.equal(label("units-64-rate-0.001", 12), "units-6….001");
  assert.equal(label(" a\n\tb\u0000\u202ec ", 10), "a b c");
  assert.equal(label("", 10), '""');
  assert.equal(label("🧪".repeat(9), 5), "🧪🧪🧪…🧪");
});

test("bounded() keeps a name exactly unless it is too long", () => {
  assert.equal(bounded("a\n<b>", 5), "a\n<b>");
  assert.equal(bounded("abcdef", 5), "abcd…");
});

test("short() writes four significant digits", () => {
  const table: [number, string][] = [
    [0.21349, "0.2135"],
    [0.24, "0.24"],
    [12345.678, "12346"],
    [123456789, "1.235e+8"],
    [1e308, "1e+308"],
    [1.23456e-7, "1.235e-7"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ];
  for (const [value, text] of table) assert.equal(short(value), text);
});

test("digitsFor() gives more digits where values share their first ones", () => {
  assert.equal(digitsFor([0, 1]), 7);
  assert.equal(digitsFor([5, 5]), 7);
  assert.equal(digitsFor([1_000_000, 1_000_000.02]), 13);
  assert.equal(digitsFor([-Number.MAX_VALUE, Number.MAX_VALUE]), 7);
});

test("valueText() tells the last value and what came after it", () => {
  assert.equal(valueText(0.5, 0.5), "0.5");
  assert.equal(valueText(0.5, Number.NaN), "0.5 then NaN");
  assert.equal(valueText(undefined, Number.POSITIVE_INFINITY), "+∞");
  assert.equal(valueText(undefined, undefined), "no points");
});
