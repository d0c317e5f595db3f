import assert from "node:assert/strict";
import type { Row } from "../../src";
import type { Asked } from "./page";

type Normalise = (text: string, how?: { numbers?: boolean }) => string;

/** Compare an answer with the page's, but for what differs each time. */
export function assertAlike(
  { answer, varies, place }: Asked,
  text: string,
  normalise: Normalise,
): void {
  assert.ok(answer !== undefined, `statement ${place} has no answer on the page`);
  const [now, before] = [text, answer].map((one) =>
    varies === "machine"
      ? one.split("\n")[0]!.replace(/ +/g, " ")
      : rulesLeftOut(normalise(one, { numbers: varies === "numbers" })),
  );
  assert.equal(now, before);
}

/** The rule below the head is as long as what stands below it, which may vary. */
function rulesLeftOut(text: string): string {
  return text.replace(/^[─ ]+\n/m, "").replace(/ +$/gm, "");
}

/**
 * Compare rows with what is expected of them: as many, in the same order, and equal in
 * the columns that are named.
 */
export function assertRows(rows: readonly Row[], expected: readonly Row[]): void {
  assert.deepEqual(
    rows.map((row, i) => picked(row, expected[i])),
    expected.map((row) => picked(row, row)),
  );
}

function picked(row: Row, wanted: Row | undefined): Row {
  const names = Object.keys(wanted ?? row);
  return Object.fromEntries(names.map((name) => [name, rounded(row[name])]));
}

/** Sums in another order differ in their last digits. */
function rounded(value: unknown): unknown {
  if (typeof value !== "number" || !Number.isFinite(value)) return value;
  return Math.abs(value) < 1e-6 ? 0 : Number(value.toPrecision(6));
}
