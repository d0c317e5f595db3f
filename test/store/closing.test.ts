import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { startReading } from "../../src/store/reader";
import { Store } from "../../src/store/store";
import { temporary } from "./database";

const run_id = "0193a5f0-0000-7000-8000-000000000001";
const phase_id = "0193a5f0-0000-7000-8000-000000000002";

test("close while a loop goes on logging and asking loses nothing", async (t) => {
  // A connection that was closed while DuckDB was at work on it ended the process
  const say = (text: string) => assert.fail(text);
  const path = join(temporary(t), "study.duckdb");
  const store = new Store(path, { experiment: "study", say });
  const of = { run_id, phase_id, metric: "loss", split: "train", per: "step" } as const;
  const series = store.series(of);
  const count = () =>
    store.read((connection, written) =>
      startReading(connection, "SELECT count(*) FROM tfjs_prov.points", [], {
        written,
      }),
    );
  const asked: Promise<unknown>[] = [];
  for (let step = 0; step < 300; step++) {
    series.push(1 / step, step, null, Date.now());
    store.pace();
    if (step % 20 === 0) asked.push(count());
    if (step % 30 === 0) await store.close();
    else await (step % 2 === 0 ? turn() : undefined);
  }
  await Promise.all(asked);
  assert.equal((await count()).columns[0]!.values[0], 300);
  await store.close();
});
