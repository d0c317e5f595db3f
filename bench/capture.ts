import { join } from "node:path";
import { open, type Prov } from "../src/index";
import { type Cost, costOf } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { msInside } from "./lib/inside";
import { classifier, disposeAll, settings, type Work, workFor } from "./lib/model";
import { type Measure, report } from "./lib/report";
import { median, medianInterval } from "./lib/statistics";

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
    measures.push(await sampled(prov, work, pace));
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
  const total = sum(recorded.map(({ ms }) => ms));
  const inside = await saidMs(prov, recorded);
  const each = `${pairs} × ${epochs} epochs of ${(total / pairs / epochs).toFixed(1)} ms`;
  const name = `${epochMs} ms epochs,`;
  const share = { value: (100 * inside) / total, unit: "%", below: 1 };
  const perEpoch = { value: inside / pairs / epochs, unit: "ms", below: 0.2 };
  const ratio = (of: keyof Cost) => ratioOf(recorded, plain, of);
  return [
    { what: `${name} inside capture`, ...share, how: `capture_ms; ${each}` },
    { what: `${name} inside capture an epoch`, ...perEpoch, how: "capture_ms" },
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

async function saidMs(prov: Prov, runs: readonly Recorded[]): Promise<number> {
  const ids = runs.map(({ id }) => id);
  const rows = await prov.sql<{ ms: number }>`
    SELECT sum(capture_ms) AS ms FROM phases WHERE run_id IN (SELECT unnest(${ids})::UUID)`;
  return rows.at(0)!.ms;
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

/** Part what a training costs once from what each of its epochs does. */
async function parts(prov: Prov): Promise<Measure[]> {
  const work = await workFor(5);
  const many = 101;
  const runs = { one: [] as number[], many: [] as number[] };
  for (let i = 0; i < 15; i++) {
    for (const [key, epochs] of [["one", 1] as const, ["many", many] as const]) {
      const run = await trainRecorded(prov, work, epochs);
      runs[key].push(await saidMs(prov, [run]));
    }
  }
  disposeAll(work.xs, work.ys);
  const epoch = (median(runs.many) - median(runs.one)) / (many - 1);
  const how = "capture_ms of trainings with 1 and with 101 epochs, median of 15";
  return [
    {
      what: "start and end of a training",
      value: median(runs.one) - epoch,
      unit: "ms",
      how,
    },
    { what: "one more epoch", value: epoch, unit: "ms", below: 0.2, how },
  ];
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
