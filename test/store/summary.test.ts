import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Store } from "../../src/store/store";
import { readFrom } from "./database";
import { rowsFrom } from "./support/database";
import { folder } from "./support/folder";
import { ending, phaseRow, runRow, seriesRow } from "./support/recording";

interface Point {
  value: number;
  step: number;
  epoch: number | null;
}

/** Return a repeatable stream of numbers from 0 to 1: a linear congruence. */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const special = [Number.NaN, Infinity, -Infinity, 0, 5e-324, -1];

/** Return a random series: ties, NaN, steps out of order and no epoch here and there. */
function randomSeries(seed: number): Point[] {
  const next = stream(seed);
  const whole = (below: number) => Math.floor(below * next());
  return Array.from({ length: 1 + whole(60) }, () => ({
    value: next() < 0.3 ? special[whole(special.length)]! : whole(8) / 4,
    step: whole(50),
    epoch: next() < 0.2 ? null : whole(10),
  }));
}

const fixed: Point[][] = [
  [{ value: Number.NaN, step: 3, epoch: 0 }],
  [{ value: Infinity, step: 3, epoch: null }],
  [1, 1, 1].map((value, step) => ({ value, step, epoch: step })),
  [{ value: 2, step: 0.5, epoch: 2 ** 40 }],
];

test("a summary is what SQL makes of the points, for 300 random series", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const store = new Store(path, { experiment: "tests", say: assert.fail });
  const run = runRow();
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  const random = Array.from({ length: 300 }, (_, seed) => randomSeries(seed));
  for (const [i, points] of [...fixed, ...random].entries()) {
    const series = store.series(seriesRow(phase, { metric: `m${i}` }));
    for (const { value, step, epoch } of points) series.push(value, step, epoch, 1);
  }
  const summaries = () =>
    readFrom(store, (connection) =>
      rowsFrom(connection, "FROM tfjs_prov.series_summaries ORDER BY series"),
    );
  const counted = await summaries();
  store.endPhase(phase.phase_id, { ...ending(), capture_ms: 0 });
  store.endRun(run.run_id, ending());
  const kept = await summaries();
  await store.close();
  assert.equal(counted.length, 304);
  assert.deepEqual(kept, counted);
});
