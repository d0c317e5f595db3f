import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import { Capture } from "../../../src/capture/capture";
import type { TelemetryRow } from "../../../src/store/environment-facts";
import { MemorySink } from "../memory-sink";
import { small, xs, ys } from "../models";

/** A capture into memory that looks at where it runs. */
function surrounded(
  t: TestContext,
  about: { telemetry?: boolean; person?: string } = {},
) {
  const sink = new MemorySink();
  const said: string[] = [];
  const place = { folder: () => process.cwd(), kernel: () => undefined };
  const prov = new Capture(sink, {
    say: (message) => said.push(message),
    about: { ...place, ...about },
  });
  prov.autolog(tf);
  t.after(() => prov.autolog(false));
  return { prov, sink, said };
}

/** Leave out what only some machines tell, also as a run ends. */
const everywhere = (rows: readonly TelemetryRow[]) =>
  rows.filter(({ name }) => !name.endsWith("_energy_j"));

const timesOf = (rows: readonly TelemetryRow[]) => [
  ...new Set(everywhere(rows).map(({ recorded_at }) => recorded_at)),
];

/** Train for about so many ms, an epoch a batch. */
const slowly = (ms: number, more: object = {}) => ({
  ...{ epochs: Math.ceil(ms / 50), verbose: 0 as const, ...more },
  callbacks: { onEpochEnd: () => sleep(50) },
});

test("a run is read after a second, whatever else trains, and no longer than it lasts", async (t) => {
  const { prov, sink, said } = surrounded(t);
  await prov.fit(small(), xs, ys, { epochs: 1, verbose: 0 });
  assert.equal(everywhere(sink.rows.telemetry).length, 0);
  const [run, beside] = await Promise.all([
    prov.fit(small(), xs, ys, slowly(1400)),
    prov.fit(small(), xs, ys, slowly(1400)),
  ]);
  const rows = sink.rows.telemetry.filter(({ run_id }) => run_id === run.id);
  const names = rows.map(({ name }) => name);
  for (const name of [
    ...["cpu_percent", "rss_bytes", "heap_bytes", "external_bytes"],
    ...["system_free_bytes", "loop_delay_mean_ms", "loop_delay_max_ms"],
    ...["tensors", "tensor_bytes"],
  ]) {
    assert.ok(names.includes(name), name);
  }
  const [first, ...more] = timesOf(rows);
  const after = first! - run.startedAt.getTime();
  assert.ok(after > 900 && after < 1400, `${after}`);
  assert.deepEqual(more, []);
  const [phase] = sink.rows.phases.filter(({ run_id }) => run_id === run.id);
  assert.ok(rows.every(({ phase_id }) => phase_id === phase!.phase_id));
  const others = sink.rows.telemetry.filter(({ run_id }) => run_id === beside.id);
  assert.deepEqual(timesOf(others), [first]);
  assert.deepEqual(said, []);
});

test("a training that never lets the loop turn is read at its batches", async (t) => {
  const { prov, sink } = surrounded(t);
  const block = () => {
    const end = performance.now() + 100;
    while (performance.now() < end);
  };
  const callbacks = new (class extends tf.Callback {
    override onBatchEnd = async () => block();
  })();
  const args = { epochs: 18, verbose: 0 as const, yieldEvery: "never" as const };
  await prov.fit(small(), xs, ys, { ...args, callbacks });
  const delays = sink.rows.telemetry.filter(({ name }) => name === "loop_delay_max_ms");
  assert.ok(delays.length > 0);
  assert.ok(delays[0]!.value > 1000, `${delays[0]!.value}`);
});

test("a loop that never waits is read as it logs", async (t) => {
  const { prov, sink } = surrounded(t);
  await prov.run({}, (run) => {
    const end = performance.now() + 1800;
    for (let loss = 0; performance.now() < end; loss++) run.log({ loss });
  });
  assert.equal(timesOf(sink.rows.telemetry).length, 1);
});

test("telemetry: false reads nothing, also when told later", async (t) => {
  const { prov, sink } = surrounded(t, { telemetry: false });
  await prov.fit(small(), xs, ys, slowly(1200));
  prov.tell({ telemetry: true });
  const going = prov.fit(small(), xs, ys, slowly(1200));
  prov.tell({ telemetry: false });
  await going;
  assert.deepEqual(sink.rows.telemetry, []);
});

test("trouble with a reading is said once, and the training goes on", async (t) => {
  const { prov, sink, said } = surrounded(t);
  const add = sink.add.bind(sink);
  sink.add = (table, row) => {
    if (table === "telemetry") throw new Error("no room");
    add(table, row);
  };
  const run = await prov.fit(small(), xs, ys, slowly(1300));
  assert.equal(run.status, "finished");
  assert.deepEqual(said, [
    "Could not record telemetry\n  no room\n  the training goes on",
  ]);
});

test("each phase names its environment, which is added once a run", async (t) => {
  const { prov, sink } = surrounded(t, { person: "Ada" });
  const quiet = { epochs: 1, verbose: 0 as const };
  await prov.run({}, async () => {
    await small().fit(xs, ys, quiet);
    await small().fit(xs, ys, quiet);
  });
  prov.tell({ person: "Grace" });
  await prov.fit(small(), xs, ys, quiet);
  const { environments, phases, runs, packages } = sink.rows;
  assert.deepEqual(
    phases.map(({ environment_id }) => environment_id),
    phases.map(() => environments[0]!.environment_id),
  );
  assert.equal(phases.length, 3);
  assert.equal(environments.length, 2);
  assert.equal(environments[0]!.backend, "cpu");
  assert.ok(packages.some(({ name }) => name === "@tensorflow/tfjs-layers"));
  assert.deepEqual(
    runs.map(({ person }) => person),
    ["Ada", "Grace"],
  );
});

test("another backend in a later phase is another environment", async (t) => {
  const { prov, sink } = surrounded(t);
  const other = { ...tf, getBackend: () => "other", backend: () => ({}) };
  await prov.run({}, async (run) => {
    await run.phase("a", () => undefined);
    prov.autolog(other as unknown as typeof tf);
    await run.phase("b", () => undefined);
  });
  assert.deepEqual(
    sink.rows.environments.map((row) => row.backend),
    [tf.getBackend(), "other"],
  );
});
