import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { processId } from "../../src/util/process-id";
import { small, xs, ys } from "../capture/models";
import { startProgram } from "./processes";
import { openStudy } from "./study";

test("each process that recorded is a worker, and one that died dropped out", async (t) => {
  const { prov, path } = await openStudy(t, { person: "Ada" });
  await prov.close();
  await startProgram(t, "lose", [path]).ends();
  prov.autolog(tf);
  await prov.fit(small(), xs, ys, { epochs: 1, verbose: 0, name: "mine" });
  await prov.run({ name: "also mine" }, (run) => run.log({ loss: 1 }));
  const rows = await prov.sql`
    SELECT session_id = ${processId} AS mine, backend, person, runs, interrupted, dropped_out,
      machine IS NOT NULL AS known, first_started_at <= last_seen_at AS in_order FROM workers`;
  const shared = { backend: "cpu", known: true, in_order: true };
  assert.deepEqual(rows.toArray(), [
    {
      ...{ mine: false, person: "Ada", runs: 1, interrupted: 1, dropped_out: true },
      ...shared,
    },
    {
      ...{ mine: true, person: "Ada", runs: 2, interrupted: 0, dropped_out: false },
      ...shared,
    },
  ]);
  const runs = await prov.sql`
    SELECT name FROM runs JOIN workers USING (session_id) WHERE dropped_out`;
  assert.deepEqual(runs.toArray(), [{ name: "lost" }]);
});

test("a run that a person interrupted is no worker's that dropped out", async (t) => {
  const { prov } = await openStudy(t);
  const callbacks = { onEpochEnd: () => void prov.interrupt() };
  const args = { epochs: 5, verbose: 0, callbacks } as const;
  await prov.fit(small(), xs, ys, args).catch(() => undefined);
  const [worker] = await prov.sql`SELECT runs, interrupted, dropped_out FROM workers`;
  assert.deepEqual(worker, { runs: 1, interrupted: 1, dropped_out: false });
});
