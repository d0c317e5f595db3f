import { greaterIsBetter } from "./best";
import type { Curve } from "./curve";
import { label } from "./names";
import { count, counted, nonFinite, short } from "./numbers";
import type { Plot } from "./plot";

/** The signs that mark values which are not finite; also the order of telling. */
export const signs = { NaN: "✕", "+∞": "△", "−∞": "▽" } as const;

/** Say under the title what the picture alone would not tell, or would hide. */
export function notes(plot: Plot, shown: number): string[] {
  const said = [
    onRuns(plot),
    onScale(plot),
    onMarks(plot.curves),
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

function onScale({ y, curves }: Plot): string[] {
  const hidden = sum(curves.map((curve) => curve.withoutLog));
  if (!y.log) return [];
  return hidden === 0
    ? ["log scale"]
    : [`log scale, without ${counted(hidden, "value")} of 0 or less`];
}

function onMarks(curves: readonly Curve[]): string[] {
  const kinds = curves.flatMap(({ marks }) =>
    marks.map(({ value }) => nonFinite(value)),
  );
  return Object.entries(signs).flatMap(([kind, sign]) => {
    const n = kinds.filter((one) => one === kind).length;
    return n === 0 ? [] : [`${sign} ${kind} (${counted(n, "point")})`];
  });
}

function onSmoothing({ options: { smooth = 0 }, curves, withRaw }: Plot): string[] {
  if (smooth === 0) return [];
  const thinned = curves.some(({ series }) => series.total !== undefined);
  const over = thinned ? " over the points given" : "";
  const behind = withRaw ? ", measured values behind" : "";
  return [`smoothed ${short(smooth)}${over}${behind}`];
}

function onPoints({ curves }: Plot, shown: number): string[] {
  const all = sum(curves.map((curve) => pointsOf(curve)));
  if (shown >= all) return [];
  const what = `${count(shown)} of ${counted(all, "point")} shown`;
  return [`${what}: least and greatest of each bucket`];
}

/** How many points the history of a run had before anybody thinned it. */
function pointsOf({ series, x, marks, withoutLog, withoutX }: Curve): number {
  const given = x.length + marks.length;
  return Math.max(given, (series.total ?? 0) - withoutLog - withoutX);
}

function onMissing({ curves, without, options }: Plot): string[] {
  const lost = sum([...curves, ...without].map((curve) => curve.withoutX));
  const names = without.slice(0, 3).map(({ series }) => label(series.run, 28));
  const more = without.length > 3 ? ` and ${count(without.length - 3)} more` : "";
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
