import { join } from "node:path";
import { open, type Prov } from "../src/index";
import { timed } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { msInside } from "./lib/inside";
import { classifier, disposeAll, settings, type Work, workFor } from "./lib/model";
import { type Measure, report } from "./lib/report";
import { median, medianInterval } from "./lib/statistics";

/** What recording costs a training, at three paces. */
const paces = [
  { epochMs: 10, epochs: 50, pairs: 40 },
  { epochMs: 100, epochs: 8, pairs: 30 },
  { epochMs: 1000, epochs: 2, pairs: 16 },
] as const;

type Pace = (typeof paces)[number];

void inFolder(async (folder) => {
  const prov = await open(join(folder, "capture.duckdb"));
  const measures: Measure[] = [];
  for (const pace of paces) {
    const work = await workFor(pace.epochMs);
    measures.push(...(await timeInside(prov, work, pace)));
    measures.push(await pairedRatio(prov, work, pace));
    disposeAll(work.xs, work.ys);
  }
  await prov.close();
  report("capture", measures);
});

/** Measure time inside capture: what it says itself, and what a sampler sees. */
async function timeInside(
  prov: Prov,
  work: Work,
  { epochMs, epochs }: Pace,
): Promise<Measure[]> {
  const count = Math.max(5, 2 * epochs);
  const taken: number[] = [];
  const ids: string[] = [];
  const trainings = 3;
  const inside = await msInside(async () => {
    for (let i = 0; i < trainings; i++) {
      const model = classifier();
      taken.push(
        await timed(async () => {
          const run = await prov.fit(model, work.xs, work.ys, {
            ...settings,
            epochs: count,
          });
          ids.push(run.id);
        }),
      );
      disposeAll(model);
    }
    await prov.close();
  });
  const said = await saidMs(prov, ids);
  const total = taken.reduce((a, b) => a + b);
  const name = `${epochMs} ms epochs:`;
  const length = `${trainings} × ${count} epochs of ${(total / trainings / count).toFixed(1)} ms`;
  const share = (ms: number) => (100 * ms) / total;
  const each = (ms: number) => ms / trainings / count;
  const sampled = `sampled 5,000 times a second, open and close with it; ${length}`;
  return [
    {
      ...{ what: `${name} inside capture`, value: share(said), unit: "%", below: 1 },
      how: `capture_ms of ${length}`,
    },
    {
      ...{ what: `${name} a epoch`, value: each(said), unit: "ms", below: 0.2 },
      how: "capture_ms",
    },
    {
      ...{ what: `${name} on the thread`, value: share(inside), unit: "%", below: 1 },
      how: sampled,
    },
    {
      ...{ what: `${name} a epoch, all`, value: each(inside), unit: "ms" },
      how: "the same samples",
    },
  ];
}

async function saidMs(prov: Prov, ids: readonly string[]): Promise<number> {
  const rows = await prov.sql<{ ms: number }>`
    SELECT sum(capture_ms) AS ms FROM phases WHERE run_id IN (SELECT unnest(${ids})::UUID)`;
  return rows.at(0)!.ms;
}

/** Train in pairs, one recorded and one not, in turns. */
async function pairedRatio(
  prov: Prov,
  work: Work,
  { epochMs, epochs, pairs }: Pace,
): Promise<Measure> {
  const args = { ...settings, epochs };
  const train = async (recorded: boolean) => {
    const model = classifier();
    const taken = await timed(() =>
      recorded
        ? prov.fit(model, work.xs, work.ys, args)
        : model.fit(work.xs, work.ys, args),
    );
    disposeAll(model);
    // what is left to write is not timed, and does not disturb who comes next
    await prov.close();
    return taken;
  };
  const ratios: number[] = [];
  for (let i = 0; i < pairs; i++) {
    const recordedFirst = i % 2 === 0;
    const first = await train(recordedFirst);
    const second = await train(!recordedFirst);
    ratios.push(recordedFirst ? first / second : second / first);
  }
  return {
    what: `${epochMs} ms epochs: time with / without`,
    value: median(ratios),
    unit: "",
    spread: medianInterval(ratios),
    how: `median of ${pairs} pairs of ${epochs} epochs, 95 % interval`,
  };
}
