import assert from "node:assert/strict";
import { test } from "node:test";
import { sessionStream } from "../../../src/capture/random/stream";

test("a seed gives the numbers that it always gave", () => {
  const stream = sessionStream(42);
  const run = stream.child("cell").child("run");
  assert.deepEqual(
    [stream.next(), stream.next(), run.next(), run.path, run.draws, run.state],
    [
      0.7589041121981838,
      0.5410481385893305,
      0.7416812307829926,
      "cell 1/run 1",
      1,
      "18a6ca8ef9ed838b3d99976547bd8aa4",
    ],
  );
});

test("numbers are spread evenly, from 0 up to, not including, 1", () => {
  const stream = sessionStream(7);
  const numbers = Array.from({ length: 100_000 }, () => stream.next());
  const tenths = new Array<number>(10).fill(0);
  for (const number of numbers) tenths[Math.floor(number * 10)]! += 1;
  const chi = tenths.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
  assert.ok(chi < 27.9, `chi-squared of 9 degrees of freedom: ${chi}`);
  assert.ok(numbers.every((number) => number >= 0 && number < 1));
  assert.ok(numbers.some((number) => (number * 2 ** 53) % 2 === 1));
});

test("streams of other seeds and places have other numbers", () => {
  const places = [sessionStream(1), sessionStream(2)].flatMap((session) => {
    const cell = session.child("cell");
    return [session, cell, session.child("cell"), cell.child("run"), cell.child("run")];
  });
  const firsts = new Set(places.map((stream) => stream.next()));
  const shuffles = new Set(places.map((stream) => stream.shuffleSeed()));
  assert.deepEqual([firsts.size, shuffles.size], [places.length, places.length]);
});
