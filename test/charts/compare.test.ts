import assert from "node:assert/strict";
import { test } from "node:test";
import { compareSpec } from "../../src/charts/compare";
import type { ChartSpec } from "../../src/charts/spec";
import { cases, hostile, learning, valued } from "./cases";
import { assertGolden, pretty } from "./golden";
import { runSpec } from "./warnings";

const options = { metric: "val_loss", x: "epoch" } as const;
const { NaN: nan } = Number;

type Row = Record<string, unknown>;
const rows = (spec: ChartSpec, name: string) =>
  (spec.datasets as Record<string, Row[]>)[name] ?? [];
const notes = (spec: ChartSpec) =>
  ((spec.title as { subtitle?: string[] }).subtitle ?? []).join("\n");

for (const [name, { series, options }] of Object.entries(cases)) {
  test(`compareSpec() draws ${name} as its golden file says`, () => {
    assertGolden(`${name}.json`, pretty(compareSpec(series, options)));
  });
}

for (const [name, { series, options }] of Object.entries({ ...cases, ...hostile })) {
  test(`compareSpec() of ${name} is small and runs without a warning`, async () => {
    const spec = compareSpec(series, options);
    assert.ok(Buffer.byteLength(JSON.stringify(spec)) < 200_000);
    const { view, said } = await runSpec(spec);
    const svg = await view.toSVG();
    view.finalize();
    assert.deepEqual(said, []);
    assert.doesNotMatch(svg, / (d|transform|x2|y2)="[^"]*(NaN|undefined|Infinity)/);
  });
}

test("compareSpec() breaks the line at each value that is not finite", () => {
  const spec = compareSpec([valued("a", [1, 2, nan, 3, nan, 4, 5])], options);
  const parts = rows(spec, "points").map(({ s }) => s);
  assert.deepEqual(parts, [0, 0, 1, 2, 2]);
  const alone = rows(spec, "points").filter(({ d }) => d);
  assert.deepEqual(
    alone.map(({ x }) => x),
    [3],
  );
});

test("compareSpec() marks values that are not finite, and says how many", () => {
  const value = [nan, 1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const spec = compareSpec([valued("a", value)], options);
  const marks = rows(spec, "marks").map(({ x, kind, at }) => [x, kind, at]);
  assert.deepEqual(marks, [
    [0, "NaN", 8],
    [2, "+∞", 8],
    [3, "−∞", 292],
  ]);
  assert.equal(notes(spec), "a · ✕ NaN (1 point) · △ +∞ (1 point) · ▽ −∞ (1 point)");
});

test("compareSpec() thins long runs, keeps their extremes and says so", () => {
  const long = learning("long", 100_000);
  const value = [...(long.value as number[])];
  value[77_777] = 9;
  const spec = compareSpec([{ ...long, value }, learning("short", 10)], options);
  const points = rows(spec, "points");
  assert.ok(points.length > 1900 && points.length <= 2000);
  assert.equal(points.filter(({ r }) => r === 1).length, 10);
  assert.ok(points.some(({ x, y }) => x === 77_777 && y === 9));
  const shown = points.length.toLocaleString("en-US");
  const said = `${shown} of 100,010 points shown: least and greatest of each bucket`;
  assert.equal(notes(spec), said);
});

test("compareSpec() counts the points that its caller thinned out", () => {
  const spec = compareSpec([{ ...valued("a", [3, 2, 1]), total: 9000 }], options);
  assert.equal(
    notes(spec),
    "a · 3 of 9,000 points shown: least and greatest of each bucket",
  );
});

test("compareSpec() draws at most 200 marks and says how many there are", () => {
  const spec = compareSpec([valued("a", new Array(5000).fill(nan))], options);
  const marks = rows(spec, "marks").map(({ x }) => x);
  assert.equal(marks.length, 200);
  assert.deepEqual([marks[0], marks.at(-1)], [0, 4999]);
  assert.match(notes(spec), /^a · ✕ NaN \(5,000 points\) · 200 of them marked$/);
});

test("compareSpec() of more than ten runs names the best five, by the metric", () => {
  const series = Array.from({ length: 11 }, (_, i) => valued(`run-${i}`, [1, i]));
  const labels = (metric: string) =>
    rows(compareSpec(series, { ...options, metric }), "labels").map(({ r }) => r);
  assert.deepEqual(labels("val_loss"), [0, 1, 2, 3, 4]);
  assert.deepEqual(labels("val_acc"), [6, 7, 8, 9, 10]);
});

test("compareSpec() never names a run that diverged the best of many", () => {
  const series = Array.from({ length: 11 }, (_, i) => valued(`run-${i}`, [1, i]));
  series[0] = valued("diverged", [0, nan]);
  const labels = rows(compareSpec(series, options), "labels");
  assert.deepEqual(
    labels.map(({ r }) => r),
    [1, 2, 3, 4, 5],
  );
});

test("compareSpec() of very many runs draws the best 100 and says so", () => {
  const series = Array.from({ length: 1000 }, (_, i) => valued(`run-${i}`, [1, i]));
  const spec = compareSpec(series, options);
  assert.equal(rows(spec, "runs").length, 100);
  const said = "100 of 1,000 runs, the best · named: the 5 with the least last value";
  assert.equal(notes(spec), said);
});

test("compareSpec() sorts points that came out of order and keeps repeated steps", () => {
  const series = { ...valued("a", [3, 1, 2, 9]), x: [2, 0, 1, 1] };
  const points = rows(compareSpec([series], { ...options, x: "step" }), "points");
  assert.deepEqual(
    points.map(({ x, y }) => [x, y]),
    [
      [0, 1],
      [1, 2],
      [1, 9],
      [2, 3],
    ],
  );
});

test("compareSpec() says what a logarithm can't show, and which run has no point", () => {
  const series = [valued("a", [1, 0, -2, 0.1]), valued("b", [])];
  const said = "log scale, without 2 values of 0 or less · no points: b";
  assert.equal(notes(compareSpec(series, { ...options, scale: "log" })), said);
});

test("compareSpec() keeps a name exactly for the tooltip, and never as a field", () => {
  const name = `a.b[0]["c"] <b>'x'</b>\n\\`;
  const spec = compareSpec([valued(name, [1]), valued("b", [2])], options);
  assert.equal(rows(spec, "runs").find(({ r }) => r === 0)?.run, name);
  const { datasets: _, ...grammar } = spec;
  assert.doesNotMatch(JSON.stringify(grammar), /a\.b/);
});

test("compareSpec() shows measured values behind smoothed ones of few runs only", () => {
  const runs = (n: number) =>
    Array.from({ length: n }, (_, i) => learning(`run-${i}`, 9));
  const raw = (n: number) =>
    rows(compareSpec(runs(n), { ...options, smooth: 0.6 }), "raw");
  assert.equal(raw(5).length, 45);
  assert.equal(raw(6).length, 0);
});

test("compareSpec() says so when a logarithm can show no value at all", () => {
  const spec = compareSpec([valued("a", [0, -1])], { ...options, scale: "log" });
  assert.equal(notes(spec), "log scale, without 2 values of 0 or less");
});

// vega-lite 5.6, which JupyterLab has, writes titles of tooltips into an expression as
// they are: a quote in the name of a metric left the whole chart blank.
test("compareSpec() writes no quote and no backslash into the title of a tooltip", () => {
  const spec = compareSpec([valued("a", [1])], { ...options, metric: `a"b\\c` });
  const written = JSON.stringify(spec.layer);
  const titles = [...written.matchAll(/"title":("(?:[^"\\]|\\.)*")/g)].map(
    (m) => m[1]!,
  );
  assert.ok(titles.includes(`"a'b'c"`));
  assert.ok(titles.every((title) => !title.includes("\\")));
});

test("compareSpec() refuses a smoothing of 1", () => {
  assert.throws(() => compareSpec([learning("a", 3)], { ...options, smooth: 1 }), {
    name: "RangeError",
    message: /^Could not smooth by 1\n/,
  });
});

test("a picked label leaves the other runs faint, a hovered run is bold", async () => {
  const { view } = await runSpec(compareSpec(cases["five-runs"]!.series, options));
  const before = await view.toSVG();
  const choose = async (name: string) => {
    const fields = view.signal(`${name}_tuple_fields`);
    view.signal(`${name}_tuple`, { unit: "test", fields, values: [2] });
    const svg = await (await view.runAsync()).toSVG();
    await view.signal(`${name}_tuple`, null).runAsync();
    return svg;
  };
  const times = (svg: string, part: string) => svg.split(part).length - 1;
  assert.equal(times(await choose("pick"), 'opacity="0.08"'), 4 * 4);
  assert.equal(times(await choose("hover"), 'stroke-width="3"'), 1);
  assert.equal(await view.toSVG(), before);
  view.finalize();
});
