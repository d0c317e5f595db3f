import { greaterIsBetter } from "./best";
import type { Curve } from "./curve";
import { label } from "./names";
import { count, counted, nonFinite, short } from "./numbers";
import type { Plot } from "./plot";

/** The signs that mark values which are not finite; also the order of telling. */
export const signs = { NaN: "✕", "+∞": "△", "−∞": "▽" } as const;

/** How many points of lines, and how many marks, are in the chart. */
export interface Shown {
  points: number;
  marks: number;
}

/** Say under the title what the picture alone would not tell, or would hide. */
export function notes(plot: Plot, shown: Shown): string[] {
  const said = [
    onRuns(plot),
    onScale(plot),
    onMarks(plot, shown),
    onSmoothing(plot),
    onPoints(plot, shown),
    onMissing(plot),
  ];
  return wrapped(said.flat(), Math.floor((plot.width + 120) / 6));
}

function onRuns({ curves, named, given, leftOut, options }: Plot): string[] {
  const only = curves.length === 1 ? curves[0]!.series : undefined;
  if (only && given === 1) return [label(only.run, 80)];
  if (named.length === curves.length) return [];
  const which = greaterIsBetter(options.metric) ? "greatest" : "least";
  const best = `named: the ${named.length} with the ${which} last value`;
  const all = leftOut === 0 ? counted(given, "run") : "";
  return [all || `${count(curves.length)} of ${counted(given, "run")}, the best`, best];
}

function onScale({ y, curves, without }: Plot): string[] {
  const hidden = sum([...curves, ...without].map((curve) => curve.withoutLog));
  if (!y.log) return [];
  return hidden === 0
    ? ["log scale"]
    : [`log scale, without ${counted(hidden, "value")} of 0 or less`];
}

function onMarks({ curves }: Plot, shown: Shown): string[] {
  const kinds = curves.flatMap(({ marks }) =>
    marks.map(({ value }) => nonFinite(value)),
  );
  const each = Object.entries(signs).flatMap(([kind, sign]) => {
    const n = kinds.filter((one) => one === kind).length;
    return n === 0 ? [] : [`${sign} ${kind} (${counted(n, "point")})`];
  });
  return shown.marks < kinds.length ? [...each, `${shown.marks} of them marked`] : each;
}

function onSmoothing({ options: { smooth = 0 }, curves, withRaw }: Plot): string[] {
  if (smooth === 0) return [];
  const thinned = curves.some(({ series }) => series.total !== undefined);
  const over = thinned ? " over the points given" : "";
  const behind = withRaw ? ", measured values behind" : "";
  return [`smoothed ${short(smooth)}${over}${behind}`];
}

function onPoints({ curves }: Plot, { points }: Shown): string[] {
  const all = sum(curves.map((curve) => pointsOf(curve)));
  if (points >= all) return [];
  const what = `${count(points)} of ${counted(all, "point")} shown`;
  return [`${what}: least and greatest of each bucket`];
}

/** How many points the line of a run had before anybody thinned it. */
function pointsOf({ series, x, marks, withoutLog, withoutX }: Curve): number {
  const others = marks.length + withoutLog + withoutX;
  return Math.max(x.length, (series.total ?? 0) - others);
}

function onMissing({ curves, without, options }: Plot): string[] {
  const lost = sum([...curves, ...without].map((curve) => curve.withoutX));
  const empty = without.filter((curve) => curve.withoutX + curve.withoutLog === 0);
  const names = empty.slice(0, 3).map(({ series }) => label(series.run, 28));
  const more = empty.length > 3 ? ` and ${count(empty.length - 3)} more` : "";
  return [
    ...(lost > 0 ? [`${counted(lost, "point")} without ${options.x} left out`] : []),
    ...(names.length > 0 ? [`no points: ${names.join(", ")}${more}`] : []),
  ];
}

/** Join notes into lines of at most `most` characters, where a note alone fits. */
function wrapped(said: readonly string[], most: number): string[] {
  const lines: string[] = [];
  for (const note of said) {
    const joined = `${lines.at(-1)} · ${note}`;
    if (lines.length > 0 && joined.length <= most) lines[lines.length - 1] = joined;
    else lines.push(note);
  }
  return lines;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, n) => total + n, 0);
}
