import assert from "node:assert/strict";
import { test } from "node:test";
import { RunNames } from "../../src/store/names";

test("a wanted name is given as it is, then with a number", () => {
  const names = new RunNames();
  const given = [1, 2, 3].map(() => names.free("tests", "base"));
  assert.deepEqual(given, ["base", "base-2", "base-3"]);
});

test("a name in the file is not given again in its experiment", () => {
  const names = new RunNames();
  names.note("tests", "base");
  assert.equal(names.free("tests", "base"), "base-2");
  assert.equal(names.free("others", "base"), "base");
});

test("a name of one's own is two words, and 10,000 of them differ", () => {
  const names = new RunNames();
  const given = Array.from({ length: 10_000 }, () => names.free("tests"));
  assert.equal(new Set(given).size, 10_000);
  for (const name of given) assert.match(name, /^[a-z]+-[a-z]+(-\d+)?$/);
});
