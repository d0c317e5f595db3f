import assert from "node:assert/strict";
import { test } from "node:test";
import { diffText, lineDiff } from "../../src/util/line-diff";

const cases: readonly [a: string, b: string, diff: string][] = [
  ["a\nb", "a\nb", ""],
  ["", "a", "+ a"],
  ["a", "", "- a"],
  ["a\nb\nc", "a\nx\nc", "  a\n- b\n+ x\n  c"],
  ["a\r\nb", "a\nb", ""],
  ["1\n2\n3\n4\n5\n6\n7\n8", "1\n2\n3\n4\n5\n6\n7\n9", "  6\n  7\n- 8\n+ 9"],
  ["x\n2\n3\n4\n5\n6\n7\ny", "2\n3\n4\n5\n6\n7", "- x\n  2\n  3\n…\n  6\n  7\n- y"],
  ["a\na\nb", "a\nb\nb", "  a\n- a\n+ b\n  b"],
];

test("a diff of two texts tells the lines of each, and those around", () => {
  for (const [a, b, diff] of cases) assert.equal(diffText(lineDiff(a, b)), diff, a);
});

test("a diff takes the longest common part, and rebuilds both texts", () => {
  const some = (seed: number) =>
    Array.from({ length: 60 }, (_, i) => `${(i * i * seed) % 7}`);
  for (const [a, b] of [
    [some(3), some(5)],
    [some(2), some(2).reverse()],
  ] as const) {
    const lines = lineDiff(a.join("\n"), b.join("\n"));
    const side = (mark: string) =>
      lines.filter((line) => line.mark !== mark).map(({ line }) => line);
    assert.deepEqual([side("+"), side("-")], [a, b]);
  }
});

test("texts of very many lines are not compared line by line", () => {
  const many = (letter: string) =>
    Array.from({ length: 2500 }, () => letter).join("\n");
  const lines = lineDiff(many("a"), many("b"));
  assert.deepEqual(
    [lines.length, lines[0]!.mark, lines.at(-1)!.mark],
    [5000, "-", "+"],
  );
});
