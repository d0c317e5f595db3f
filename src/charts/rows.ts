import type { Curve } from "./curve";
import { nonFinite, rounded } from "./numbers";
import { thin } from "./thin";

/** A point of a line, its fields short as there are thousands. */
export interface PointRow {
  /** The run, by its place among the series. */
  r: number;
  /** The part of the line, which breaks between parts. */
  s: number;
  x: number;
  y: number;
  /** The value as measured, where y is smoothed. */
  v?: number;
  /** Whether no line leads to or from it: then it is a dot. */
  d?: true;
}

/** A value that is not finite, at the edge of the plot. */
export interface MarkRow {
  r: number;
  x: number;
  kind: ReturnType<typeof nonFinite>;
  /** Pixels from the top. */
  at: number;
}

/** How many significant digits the data has in x and y. */
export interface Digits {
  x: number;
  y: number;
}

/** Make the rows of a curve: `y` as drawn, or `raw` as measured, at most `most`. */
export function pointRows(
  curve: Curve,
  of: "y" | "raw",
  { most, digits, smoothed }: { most: number; digits: Digits; smoothed: boolean },
): PointRow[] {
  const { index: r, x, part, raw } = curve;
  const values = curve[of];
  const kept = thin(x, values, most);
  const joined = (i: number | undefined, k: number | undefined) =>
    i !== undefined && k !== undefined && part[i] === part[k];
  return kept.map((i, at) => ({
    ...{ r, s: part[i]! },
    x: rounded(x[i]!, digits.x),
    y: rounded(values[i]!, digits.y),
    ...(smoothed && of === "y" && { v: rounded(raw[i]!, digits.y) }),
    ...(joined(i, kept[at - 1]) || joined(i, kept[at + 1]) ? {} : { d: true as const }),
  }));
}

/** Make the rows of what is not finite: at most `most`, evenly, first and last among them. */
export function markRows(
  { index: r, marks }: Curve,
  { most, digits, height }: { most: number; digits: Digits; height: number },
): MarkRow[] {
  return evenly(marks, most).map(({ x, value }) => ({
    r,
    x: rounded(x, digits.x),
    kind: nonFinite(value),
    at: value === Number.NEGATIVE_INFINITY ? height - 8 : 8,
  }));
}

function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => items[Math.round(i * step)]!);
}
