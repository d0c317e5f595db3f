import { createHash } from "node:crypto";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs";
import { DataCapture } from "../src/capture/data/data-capture";
import { Guard } from "../src/capture/guard";
import { silentSink } from "../src/capture/silent-sink";
import { open } from "../src/index";
import { type Cost, costOf, timed } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { classifier, disposeAll, settings, type Work, workFor } from "./lib/model";
import { type Measure, report } from "./lib/report";
import { median, medianInterval, middleHalf } from "./lib/statistics";

/** How fast data is read, and what that costs a training. */
const kinds = {
  "a table of 64 columns": (bytes: number) => [bytes / 4 / 64, 64],
  "images of 28 × 28": (bytes: number) => [Math.floor(bytes / 4 / 784), 28, 28, 1],
  labels: (bytes: number) => [bytes / 4],
} as const;

const BYTES = 64 * 2 ** 20;

void inFolder(async (folder) => {
  const measures: Measure[] = [];
  for (const [what, shape] of Object.entries(kinds)) {
    measures.push(...(await speeds(what, shape(BYTES))));
  }
  measures.push(await rowSpeed());
  for (const epochMs of [10, 100]) {
    measures.push(...(await trainings(join(folder, `data-${epochMs}`), epochMs)));
  }
  report("hash", measures);
});

/** Read once, with all that is counted, against the plain hash of the same bytes. */
async function speeds(what: string, shape: readonly number[]): Promise<Measure[]> {
  const tensor = tf.randomUniform([...shape], -1, 1, "float32", 1);
  const labels = what === "labels" ? tensor.mul(5).floor() : tensor;
  const bytes = new Uint8Array((labels.dataSync() as Float32Array).buffer);
  const [ours, plain]: [number[], number[]] = [[], []];
  for (let i = 0; i < 12; i++) {
    if (i % 2 === 0) ours.push(await timed(() => reader().identify(labels)));
    plain.push(await timed(() => createHash("sha256").update(bytes).digest()));
    if (i % 2 === 1) ours.push(await timed(() => reader().identify(labels)));
  }
  disposeAll(tensor, labels);
  const speed = (ms: readonly number[]) => ms.map((one) => bytes.length / 1e3 / one);
  return [
    {
      ...{ what: `${what}: hash and statistics`, ...middle(speed(ours)) },
      ...{
        unit: "MB/s",
        above: 200,
        how: "64 MiB, first sight, 12 times, middle half",
      },
    },
    {
      ...{ what: `${what}: plain SHA-256 of Node`, ...middle(speed(plain)) },
      ...{ unit: "MB/s", how: "the same bytes in turns" },
    },
  ];
}

/** Make fingerprints of rows as well. */
async function rowSpeed(): Promise<Measure> {
  const rows = 100_000;
  const tensor = tf.randomUniform([rows, 32], -1, 1, "float32", 1);
  const taken: number[] = [];
  for (let i = 0; i < 5; i++) {
    taken.push(await timed(() => reader().identify(tensor, true)));
  }
  tensor.dispose();
  const each = taken.map((ms) => (1000 * ms) / rows);
  const how = "100,000 rows of 32 numbers, 5 times, middle half";
  return { what: "a row's fingerprint", ...middle(each), unit: "µs", how };
}

/** Return what has not seen any data yet. */
function reader(): DataCapture {
  return new DataCapture(silentSink, new Guard(() => undefined));
}

/** Train in pairs, on data that is seen first or not recorded at all. */
async function trainings(file: string, epochMs: number): Promise<Measure[]> {
  const work = await workFor(epochMs);
  const [known, blind]: [Cost[], Cost[]] = [[], []];
  for (let i = 0; i < 24; i++) {
    const order = i % 2 === 0 ? [true, false] : [false, true];
    for (const data of order) {
      (data ? known : blind).push(await train(`${file}-${data}`, data, work));
    }
  }
  disposeAll(work.xs, work.ys);
  const ratios = known.map(({ ms }, i) => ms / blind[i]!.ms);
  const extra = known.map(({ ms }, i) => ms - blind[i]!.ms);
  const size = ((work.xs.size + work.ys.size) * 4) / 1e6;
  const name = `5 epochs of ${epochMs} ms,`;
  const how = `${size.toFixed(2)} MB seen first; 24 pairs in turns, 95 % interval`;
  return [
    {
      ...{ what: `${name} data recorded / not`, value: median(ratios), unit: "" },
      ...{ spread: medianInterval(ratios), how },
    },
    {
      ...{ what: `${name} more time`, value: median(extra), unit: "ms" },
      ...{ spread: medianInterval(extra), how: "the same pairs" },
    },
  ];
}

async function train(file: string, data: boolean, work: Work): Promise<Cost> {
  const prov = await open(`${file}.duckdb`, { data, progress: false });
  const model = classifier();
  // Tensors of their own, as those of a cell that is run again.
  const [xs, ys] = [work.xs.add<tf.Tensor2D>(0), work.ys.add<tf.Tensor2D>(0)];
  const cost = await costOf(() => prov.fit(model, xs, ys, { ...settings, epochs: 5 }));
  disposeAll(model, xs, ys);
  await prov.close();
  return cost;
}

function middle(values: readonly number[]) {
  return { value: median(values), spread: middleHalf(values) };
}
