import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { inspect } from "node:util";
import type { CompareChoice, Prov } from "../../src";
import { display } from "../../src/util/mime";
import { small, xs, ys } from "../capture/models";
import { assertGolden } from "./golden";
import { openStudy } from "./study";

/** Three runs of which two have one name, in two experiments, and one without a loss. */
async function openRuns(t: TestContext): Promise<Prov> {
  const { prov } = await openStudy(t);
  const log = (name: string, values: object, experiment?: string) =>
    prov.run({ name, experiment }, (run) => run.log(values as never));
  await log("base", { loss: [3, 2, 1] });
  await log("wide", { loss: [3, 1, 0.5] });
  await log("base", { loss: [9, 8] }, "other");
  await log("silent", { acc: [0.5] });
  return prov;
}

async function textOf(prov: Prov, metric: string, choice?: CompareChoice) {
  const { data } = await prov.compare(metric, choice)[display]();
  return String(data["text/plain"]);
}

test("runs are chosen by name, id, handle, row, query and experiment", async (t) => {
  const prov = await openRuns(t);
  const [wide] = await prov.sql<{ run_id: string }>`FROM runs WHERE name = 'wide'`;
  const rows = await prov.sql`FROM runs WHERE experiment = 'study'`;
  const choices: Record<string, CompareChoice | undefined> = {
    all: undefined,
    "a name, the last of two": { runs: ["base"] },
    "a name alone": { runs: "wide" },
    "a name in an experiment": { runs: ["base"], experiment: "study" },
    "an id": { runs: [wide!.run_id] },
    "a row": { runs: wide },
    "a handle, without the metric": { runs: [prov.last!] },
    rows: { runs: rows },
    "a query": { runs: prov.sql`FROM runs WHERE name LIKE ${"b%"}` },
    "a query in an experiment": { runs: prov.sql`FROM runs`, experiment: "other" },
    "an experiment": { experiment: "other" },
    none: { runs: [] },
    "by an axis that it has not": { runs: ["wide"], x: "epoch" },
  };
  const lines = await Promise.all(
    Object.entries(choices).map(
      async ([what, choice]) => `${what}: ${await textOf(prov, "loss", choice)}\n`,
    ),
  );
  assertGolden("magics", "comparisons.txt", lines.join(""));
});

test("what is not there is named, with the near ones", async (t) => {
  const prov = await openRuns(t);
  const refused = async (metric: string, choice: CompareChoice, message: string) =>
    assert.rejects(prov.compare(metric, choice).spec(), { name: "ProvError", message });
  await refused(
    "loss",
    { runs: ["bsae"] },
    'No run named "bsae"\n  runs: silent, base, wide\n  try: runs: ["base"]',
  );
  await refused(
    "los",
    {},
    'No metric named "los"\n  metrics: acc, loss\n  try: prov.compare("loss")',
  );
  await refused(
    "loss",
    { experiment: "sudy" },
    'No experiment named "sudy"\n  experiments: study, other\n  try: experiment: "study"',
  );
  await refused(
    "loss",
    { x: "epochs" as "epoch" },
    'Could not compare by "epochs"\n  x is "epoch", "step", "seconds"',
  );
  await refused(
    "loss",
    { runs: prov.sql`SELECT name FROM runs` },
    [
      'Binder Error: Referenced column "run_id" not found in FROM clause!',
      'Candidate bindings: "name"',
      "",
      "LINE 4: SELECT run_id FROM query_1",
      "               ^",
    ].join("\n"),
  );
  await assert.rejects(prov.compare("loss", { smooth: 2 }).spec(), {
    name: "RangeError",
    message:
      "Could not smooth by 2\n" +
      "  smooth is a number from 0 (as measured) to less than 1\n  try: smooth: 0.6",
  });
});

/** The points of a chart, in their order. */
async function pointsOf(prov: Prov, metric: string, choice: CompareChoice) {
  const spec: object = await prov.compare(metric, choice).spec();
  const { datasets } = spec as {
    datasets: { points: { x: number; y: number }[] };
  };
  return datasets.points.map(({ x, y }) => [x, y]);
}

test("epochs and steps go on from one phase of a run to the next", async (t) => {
  const { prov } = await openStudy(t);
  const model = small();
  await prov.run({ name: "two" }, async (run) => {
    const args = { batchSize: 4, verbose: 0 } as const;
    await run.fit(model, xs, ys, { ...args, epochs: 2 });
    await run.fit(model, xs, ys, { ...args, initialEpoch: 2, epochs: 4 });
    run.evaluate(model, xs, ys);
  });
  const by = async (x: "epoch" | "step", metric = "loss") =>
    (await pointsOf(prov, metric, { x })).map(([at]) => at);
  assert.deepEqual(await by("epoch"), [0, 1, 2, 3]);
  assert.deepEqual(await by("step"), [3, 6, 9, 12]);
  assert.deepEqual(await by("epoch", "test_loss"), [3]);
  const seconds = (await pointsOf(prov, "loss", { x: "seconds" })).map(([at]) => at!);
  assert.deepEqual(
    seconds,
    seconds.toSorted((a, b) => a - b),
  );
  const [run] = await prov.sql`SELECT epochs, last_epoch, last_step FROM runs`;
  assert.deepEqual(run, { epochs: 4, last_epoch: 3, last_step: 12 });
});

test("a metric of epochs is drawn by epoch, one of steps by step, unless told", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "both" }, (run) => {
    run.log({ loss: [4, 3] });
    run.log({ loss: 3.5, acc: 0.5 }, { epoch: 0 });
    run.log({ rate: [1, 2] });
  });
  assert.equal(await textOf(prov, "loss"), "loss by epoch, 1 run: both 3.5");
  assert.equal(await textOf(prov, "rate"), "rate by step, 1 run: both 2");
  assert.deepEqual(await pointsOf(prov, "loss", { x: "step" }), [
    [1, 4],
    [2, 3],
  ]);
  assert.deepEqual(await pointsOf(prov, "loss", { x: "epoch" }), [[0, 3.5]]);
});

test("values are smoothed as asked, and what is not finite is marked", async (t) => {
  const { prov } = await openStudy(t);
  const loss = [4, 2, Number.NaN, 2, Number.POSITIVE_INFINITY];
  await prov.run({ name: "odd" }, (run) => run.log({ loss }));
  const points = await pointsOf(prov, "loss", { smooth: 0.5 });
  assert.deepEqual(
    points.map(([x, y]) => [x, y!.toFixed(3)]),
    [
      [1, "4.000"],
      [2, "2.667"],
      [4, "2.286"],
    ],
  );
  const { title } = (await prov.compare("loss").spec()) as { title?: unknown };
  const { subtitle } = title as { subtitle: string[] };
  assert.deepEqual(subtitle, ["odd · ✕ NaN (1 point) · △ +∞ (1 point)"]);
});

test("of 100,000 points the outliers, the ends and NaN are drawn, and the total told", async (t) => {
  const { prov } = await openStudy(t);
  const loss = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i / 1000));
  loss[0] = 7;
  loss[50_000] = -9;
  loss[50_001] = Number.NaN;
  loss[99_999] = 0.125;
  await prov.run({ name: "long" }, (run) => run.log({ loss }));
  const points = await pointsOf(prov, "loss", {});
  assert.ok(points.length <= 2000);
  assert.deepEqual(points[0], [1, 7]);
  assert.ok(points.some(([x, y]) => x === 50_001 && y === -9));
  assert.deepEqual(points.at(-1), [100_000, 0.125]);
  const spec = JSON.stringify(await prov.compare("loss").spec());
  assert.match(spec, /of 99,999 points shown: least and greatest of each bucket/);
  assert.match(spec, /NaN \(1 point\)/);
  assert.equal(await textOf(prov, "loss"), "loss by step, 1 run: long 0.125");
});

test("500 runs are one chart of the size of any other", async (t) => {
  const { prov } = await openStudy(t);
  for (let i = 0; i < 500; i++) {
    await prov.run({ name: `r${i}` }, (run) => run.log({ loss: [1, i / 500] }));
  }
  const spec = JSON.stringify(await prov.compare("loss").spec());
  assert.ok(spec.length < 200_000);
  assert.match(
    await textOf(prov, "loss"),
    /^loss by step, 500 runs: r0 0 \(best\), .* and 495 more$/,
  );
});

test("a chart reads the file when it is shown, and is picture, spec and text", async (t) => {
  const prov = await openRuns(t);
  const chart = prov.compare("loss", { runs: ["wide"] });
  assert.equal(inspect(chart), "Chart of loss of each run\nnot drawn yet: show it");
  const { data, metadata } = await chart[display]();
  assert.deepEqual(Object.keys(data), [
    "application/vnd.vegalite.v5+json",
    "image/png",
    "text/plain",
  ]);
  assert.deepEqual(Object.keys(metadata), ["image/png"]);
  assert.equal(data["text/plain"], "loss by step, 1 run: wide 0.5");
  const png = Buffer.from(await chart.png());
  assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
  assert.equal(png.toString("base64"), data["image/png"]);
  assert.deepEqual(await chart.spec(), data["application/vnd.vegalite.v5+json"]);
});
