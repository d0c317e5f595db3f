import type { CompareOptions, CompareSeries } from "../../src/charts/compare-input";

/** A comparison to draw. */
export interface Case {
  series: CompareSeries[];
  options: CompareOptions;
}

const options: CompareOptions = { metric: "val_loss", x: "epoch" };

/** Make a run that learns: its loss falls towards `floor`, with some regular noise. */
export function learning(run: string, length: number, floor = 0.2): CompareSeries {
  const noise = (i: number) => (((i * 7919) % 13) - 6) / 500;
  const value = Array.from({ length }, (_, i) => floor + 0.7 / (1 + i / 3) + noise(i));
  return { run, status: "finished", x: value.map((_, i) => i), value };
}

/** Make a run of given values. */
export function valued(run: string, value: number[]): CompareSeries {
  return { run, status: "finished", x: value.map((_, i) => i), value };
}

function runs(count: number, length: number): CompareSeries[] {
  return Array.from({ length: count }, (_, i) =>
    learning(`trial-${i}`, length, 0.1 + ((i * 17) % count) / count),
  );
}

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;

/** The comparisons whose specs are golden files, by their names. */
export const cases: Record<string, Case> = {
  "one-run": { series: [learning("base", 12)], options },
  "five-runs": {
    series: [
      learning("base", 12),
      { ...learning("wide", 9, 0.1), status: "stopped early" },
      { ...learning("deep", 6, 0.15), status: "running" },
      { ...learning("dropout-0.5", 12, 0.25), status: "interrupted" },
      learning("adam-1e-3", 12, 0.3),
    ],
    options,
  },
  "ten-runs": { series: runs(10, 5), options },
  "fifty-runs": { series: runs(50, 5), options: { ...options, metric: "val_acc" } },
  "not-finite": {
    series: [
      valued("holes", [1, 0.9, nan, 0.7, nan, 0.6, 0.55, -infinity, 0.5, 0.48]),
      { ...valued("diverged", [0.9, 0.6, 0.5, infinity, nan, nan]), status: "failed" },
      learning("base", 10),
    ],
    options,
  },
  smoothed: {
    series: [learning("base", 12), learning("wide", 12, 0.1)],
    options: { ...options, smooth: 0.6 },
  },
  empty: { series: [], options },
  "no-points": { series: [valued("base", []), valued("wide", [])], options },
  "one-point": { series: [valued("base", [0.5]), valued("wide", [0.4])], options },
  "only-nan": {
    series: [{ ...valued("base", [nan, nan]), status: "failed" }],
    options,
  },
  log: {
    series: [
      valued("base", [10, 1, 0.1, 0.01, 0, 0.001]),
      valued("wide", [5, 2, 1, -1]),
    ],
    options: { ...options, scale: "log" },
  },
  seconds: {
    series: [{ ...valued("base", [3, 2, 4, 1]), x: [2.5, 0.5, nan, 7.25] }],
    options: { ...options, x: "seconds", title: "how fast it learns" },
  },
};

/** Names and histories that have broken charts. */
export const hostile: Record<string, Case> = {
  "10,000 characters": { series: [learning("x".repeat(10_000), 5)], options },
  "10,000 emoji": { series: [learning("🧪".repeat(10_000), 5)], options },
  "300 long names of control characters": {
    series: Array.from({ length: 300 }, () => learning("\u0001".repeat(10_000), 50)),
    options,
  },
  "1,000 runs": { series: runs(1000, 20), options },
  quotes: { series: [learning(`"it's" \\ \`x\` \${y}`, 5), learning("b", 5)], options },
  html: { series: [learning("<script>alert(1)</script>&amp;", 5)], options },
  fields: { series: [learning("a.b[0]['c']", 5), learning("datum.r", 5)], options },
  "the same name twice": { series: [learning("a", 5), learning("a", 5)], options },
  "no name": { series: [learning("", 5), learning("\n\t", 5)], options },
  unprintable: { series: [learning("a\u0000\u0008\u202eb\ud800", 5)], options },
  "a hostile metric": {
    series: [learning("a", 5)],
    options: { metric: `a"b'c\\d\n\u0000<i>`, x: "step", smooth: 0.5 },
  },
  "the largest numbers": {
    series: [valued("a", [Number.MAX_VALUE, -Number.MAX_VALUE, 0])],
    options,
  },
  "the smallest numbers on a logarithm": {
    series: [valued("a", [Number.MIN_VALUE, 1e308])],
    options: { ...options, scale: "log" },
  },
  "100,000 NaN": { series: [valued("a", new Array(100_000).fill(nan))], options },
  "nothing a logarithm can show": {
    series: [valued("a", [-1, 0])],
    options: { ...options, scale: "log" },
  },
  "no x": { series: [{ ...valued("a", [1, 2]), x: [nan, infinity] }], options },
};
