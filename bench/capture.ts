import { stat } from "node:fs";
import { join } from "node:path";
import { open, type Prov } from "../src/index";
import { type Cost, costOf } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { msInside } from "./lib/inside";
import {
  classifier,
  disposeAll,
  settings,
  type Work,
  workFor,
  workOf,
} from "./lib/model";
import { type Measure, report } from "./lib/report";
import { median, medianInterval, middleHalf } from "./lib/statistics";

/** What recording costs a training, at three paces. */
const paces = [
  { epochMs: 10, epochs: 50, pairs: 40 },
  { epochMs: 100, epochs: 8, pairs: 30 },
  { epochMs: 1000, epochs: 2, pairs: 12 },
] as const;

type Pace = (typeof paces)[number];

/** A training that was recorded: what it cost in all, and what it says of capture. */
interface Recorded extends Cost {
  id: string;
}

void inFolder(async (folder) => {
  const prov = await open(join(folder, "capture.duckdb"));
  const measures: Measure[] = [];
  for (const pace of paces) {
    const work = await workFor(pace.epochMs);
    measures.push(...(await comparePairs(prov, work, pace)));
    measures.push(
      ...(await inTheLongRun(prov, work, pace)),
      await sampled(prov, work, pace),
    );
    disposeAll(work.xs, work.ys);
  }
  measures.push(...(await parts(prov)));
  await prov.close();
  report("capture", measures);
});

/** Train in pairs, one recorded and one not, in turns. */
async function comparePairs(
  prov: Prov,
  work: Work,
  { epochMs, epochs, pairs }: Pace,
): Promise<Measure[]> {
  const recorded: Recorded[] = [];
  const plain: Cost[] = [];
  for (let i = 0; i < pairs; i++) {
    if (i % 2 === 0) recorded.push(await trainRecorded(prov, work, epochs));
    plain.push(await trainPlain(work, epochs));
    if (i % 2 === 1) recorded.push(await trainRecorded(prov, work, epochs));
  }
  const inside = await saidMs(prov, recorded);
  const length = median(recorded.map(({ ms }) => ms)) / epochs;
  const shares = recorded.map(({ ms }, i) => (100 * inside[i]!) / ms);
  const each = inside.map((ms) => ms / epochs);
  const name = `${epochMs} ms epochs,`;
  const ratio = (of: keyof Cost) => ratioOf(recorded, plain, of);
  return [
    {
      ...{ what: `${name} inside capture`, ...middle(shares), unit: "%", below: 1 },
      how: `capture_ms of ${pairs} trainings of ${epochs} epochs of ${length.toFixed(1)} ms, middle half`,
    },
    {
      ...{ what: `${name} inside capture an epoch`, ...middle(each), unit: "ms" },
      ...{ below: 0.2, how: "capture_ms of the same; start and end with it" },
    },
    {
      what: `${name} time with / without`,
      ...ratio("ms"),
      how: `median of ${pairs} pairs in turns, 95 % interval`,
    },
    {
      what: `${name} CPU time with / without`,
      ...ratio("cpuMs"),
      how: "the same pairs; DuckDB's threads and opening the file with it",
    },
  ];
}

async function trainRecorded(prov: Prov, work: Work, epochs: number) {
  const model = classifier();
  let id = "";
  const cost = await costOf(async () => {
    const args = { ...settings, epochs };
    id = (await prov.fit(model, work.xs, work.ys, args)).id;
  });
  disposeAll(model);
  // what is left to write does not disturb who trains next
  await prov.close();
  return { id, ...cost };
}

async function trainPlain(work: Work, epochs: number): Promise<Cost> {
  const model = classifier();
  const args = { ...settings, epochs };
  const cost = await costOf(() => model.fit(work.xs, work.ys, args));
  disposeAll(model);
  return cost;
}

function ratioOf(recorded: readonly Cost[], plain: readonly Cost[], of: keyof Cost) {
  const ratios = recorded.map((cost, i) => cost[of] / plain[i]![of]);
  return { value: median(ratios), unit: "", spread: medianInterval(ratios) };
}

function middle(values: readonly number[]) {
  return { value: median(values), spread: middleHalf(values) };
}

/** Return what each run says that capture took, in ms. */
async function saidMs(prov: Prov, runs: readonly Recorded[]): Promise<number[]> {
  const rows = await prov.sql<{ run_id: string; capture_ms: number }>`
    SELECT run_id, capture_ms FROM phases`;
  const said = new Map([...rows].map(({ run_id, capture_ms }) => [run_id, capture_ms]));
  return runs.map(({ id }) => said.get(id)!);
}

/** Train ten times as long, so that start and end of a training count as they do there. */
async function inTheLongRun(
  prov: Prov,
  work: Work,
  { epochMs, epochs }: Pace,
): Promise<Measure[]> {
  const long = 10 * epochs;
  const recorded: Recorded[] = [];
  for (let i = 0; i < 3; i++) recorded.push(await trainRecorded(prov, work, long));
  const inside = median(await saidMs(prov, recorded));
  const name = `${epochMs} ms epochs, ${long} of them,`;
  const share = (100 * inside) / median(recorded.map(({ ms }) => ms));
  const how = "capture_ms, median of 3 trainings";
  return [
    { what: `${name} inside capture`, value: share, unit: "%", below: 1, how },
    { what: `${name} an epoch`, value: inside / long, unit: "ms", below: 0.2, how },
  ];
}

/** See from outside how much of a training's time the thread is in our code. */
async function sampled(
  prov: Prov,
  work: Work,
  { epochMs, epochs }: Pace,
): Promise<Measure> {
  const trainings: Recorded[] = [];
  const inside = await msInside(async () => {
    for (let i = 0; i < 3; i++) {
      const model = classifier();
      const args = { ...settings, epochs: 2 * epochs };
      const cost = await costOf(() => prov.fit(model, work.xs, work.ys, args));
      trainings.push({ id: "", ...cost });
      disposeAll(model);
    }
  });
  return {
    what: `${epochMs} ms epochs, all our code on the thread`,
    value: (100 * inside) / sum(trainings.map(({ ms }) => ms)),
    unit: "%",
    below: 1,
    how: `V8's sampler, store and DuckDB's calls with it; 3 × ${2 * epochs} epochs`,
  };
}

/** Part what a training costs once from what each epoch and each batch does. */
async function parts(prov: Prov): Promise<Measure[]> {
  const few = workOf(160);
  const many = workOf(8000);
  const written = await workFor(120);
  const kinds = [
    { work: few, epochs: 1 },
    { work: few, epochs: 101 },
    { work: many, epochs: 3 },
    { work: written, epochs: 2 },
    { work: written, epochs: 8 },
  ];
  const said = kinds.map(() => [] as number[]);
  for (let i = 0; i < 15; i++) {
    for (const [k, { work, epochs }] of kinds.entries()) {
      const run = await trainRecorded(prov, work, epochs);
      said[k]!.push(...(await saidMs(prov, [run])));
    }
  }
  for (const { xs, ys } of [few, many, written]) disposeAll(xs, ys);
  const [one, hundred, batches, two, eight] = said.map(median) as Of5;
  const epoch = (hundred - one) / 100;
  const batch = (batches - one - 2 * epoch) / (3 * 200 - 4);
  const how = "differences of capture_ms, median of 15";
  return [
    { what: "start and end of a training", value: one - epoch, unit: "ms", how },
    { what: "one more epoch of 4 batches", value: epoch, unit: "ms", below: 0.2, how },
    { what: "one more epoch of 120 ms", value: (eight - two) / 6, unit: "ms", how },
    { what: "one more batch", value: batch * 1000, unit: "µs", how },
    await waking(),
  ];
}

type Of5 = [number, number, number, number, number];

/** Measure what each asynchronous call of Node costs here: to wake a thread that sleeps. */
async function waking(): Promise<Measure> {
  const taken: number[] = [];
  const work = workOf(1000);
  for (let i = 0; i < 25; i++) {
    await trainPlain(work, 1);
    const from = performance.now();
    const done = new Promise((resolve) => stat(".", resolve));
    taken.push(1000 * (performance.now() - from));
    await done;
  }
  disposeAll(work.xs, work.ys);
  const how = "fs.stat, until it returns, after an epoch; median of 25, middle half";
  return { what: "to wake a thread of Node's", ...middle(taken), unit: "µs", how };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
