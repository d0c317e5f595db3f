import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { display, open, type Prov } from "../src/index";
import { timed, timedOften, turn } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { classifier, disposeAll, settings, workFor } from "./lib/model";
import { type Measure, report } from "./lib/report";
import { median, middleHalf } from "./lib/statistics";

/** How long questions take, on files of several sizes and while a training runs. */
const best = "FROM runs ORDER BY best_val_loss LIMIT 5";

void inFolder(async (folder) => {
  const measures: Measure[] = [];
  for (const runs of [500, 10_000]) {
    const prov = await open(join(folder, `of-${runs}.duckdb`));
    await addRuns(prov, runs);
    measures.push(...(await askMany(prov, runs)));
    await prov.close();
  }
  const prov = await open(join(folder, "long.duckdb"));
  measures.push(await askHistory(prov));
  measures.push(...(await askWhileTraining(prov)));
  await prov.close();
  report("queries", measures);
});

/** Record runs of ten epochs and two params each. */
async function addRuns(prov: Prov, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const params = { learningRate: 1 / (i + 1), units: i % 64 };
    await prov.run({ name: `run ${i}`, params }, (run) => {
      for (let epoch = 0; epoch < 10; epoch++) {
        const loss = Math.exp(-epoch / 5) + i / count;
        run.log({ loss, val_loss: loss + Math.sin(i) ** 2 }, { epoch });
      }
    });
  }
}

async function askMany(prov: Prov, runs: number): Promise<Measure[]> {
  const name = `of ${runs.toLocaleString("en-US")} runs`;
  const ask = (text: string, times = 40) =>
    timedOften(times, async () => prov.query(text));
  const measures = [
    measure(`the best five ${name}`, await ask(best), runs === 500 ? 10 : undefined),
    measure(`all ${name}`, await ask("FROM runs")),
    measure(`compare view ${name}`, await ask("FROM compare", 10)),
  ];
  if (runs > 500) return measures;
  const fifty = await prov.sql<{ run_id: string }>`FROM runs LIMIT 50`;
  const ids = fifty.toArray().map(({ run_id }) => run_id);
  const chart = prov.compare("val_loss", { runs: ids });
  const drawn = await timedOften(10, () => chart[display]());
  const read = await timedOften(10, () => chart.spec());
  return [
    ...measures,
    measure("chart of 50 runs, without its picture", read),
    measure("chart of 50 runs, with its picture", drawn),
  ];
}

/** Ask for one history of many, in typed columns. */
async function askHistory(prov: Prov): Promise<Measure> {
  const points = 100_000;
  const ids: string[] = [];
  for (let i = 0; i < 20; i++) {
    const run = await prov.run({ name: `long ${i}` }, (run) =>
      run.log({ loss: Float64Array.from({ length: points }, Math.random) }),
    );
    ids.push(run.id);
  }
  const taken = await timedOften(20, async () => {
    const rows = await prov.sql`
      SELECT step, value FROM metrics WHERE run_id = ${ids[7]} AND metric = 'loss' ORDER BY step`;
    const { step, value } = rows.toArrays();
    if (value?.length !== points || step?.length !== points) throw new Error("lost");
  });
  return measure("a history of 100,000 points, of 20", taken, 50);
}

/** Ask while a training keeps the event loop busy, and compare with its turns. */
async function askWhileTraining(prov: Prov): Promise<Measure[]> {
  const work = await workFor(400);
  const model = classifier();
  const run = prov.start(model, work.xs, work.ys, { ...settings, epochs: 60 });
  await sleep(500);
  const turns: number[] = [];
  const asked: number[] = [];
  for (let i = 0; i < 12; i++) {
    turns.push(await timed(turn));
    asked.push(await timed(async () => prov.query(best)));
  }
  model.stopTraining = true;
  await run.done;
  disposeAll(model, work.xs, work.ys);
  return [
    measure("while tfjs trains: a turn of the event loop", turns),
    measure("while tfjs trains: the best five", asked),
  ];
}

function measure(what: string, taken: readonly number[], below?: number): Measure {
  const how = `median of ${taken.length}, middle half`;
  const spread = middleHalf(taken);
  return { what, value: median(taken), unit: "ms", spread, below, how };
}
