import assert from "node:assert/strict";
import type { Row } from "../../src";
import type { Asked } from "./page";

type Normalise = (text: string, how?: { numbers?: boolean }) => string;

/** Compare an answer with the page's, but for what differs each time. */
export function assertAlike(asked: Asked, text: string, normalise: Normalise): void {
  const { answer, place } = asked;
  assert.ok(answer !== undefined, `statement ${place} has no answer on the page`);
  assert.equal(compared(asked, text, normalise), compared(asked, answer, normalise));
}

/** Return the page's answer where it still says the same, else the new one. */
export function kept(asked: Asked, text: string, normalise: Normalise): string {
  const { answer } = asked;
  if (answer === undefined) return text;
  const [now, before] = [text, answer].map((one) => compared(asked, one, normalise));
  return now === before ? answer : text;
}

/** Return what of an answer is compared. */
function compared({ varies }: Asked, text: string, normalise: Normalise): string {
  if (varies === "machine") return text.split("\n")[0]!.trimEnd().replace(/ +/g, " ");
  return rulesLeftOut(normalise(text, { numbers: varies === "numbers" }));
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
