import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { Guard } from "../../../src/capture/guard";
import { RunRecord } from "../../../src/capture/runs/record";
import { Meters } from "../../../src/capture/telemetry/meters";
import { Powercap } from "../../../src/capture/telemetry/powercap";
import type { Reading } from "../../../src/capture/telemetry/reading";
import { Telemetry } from "../../../src/capture/telemetry/telemetry";
import { folder } from "../../store/support/folder";
import { MemorySink } from "../memory-sink";

/** Make a tree like the one of Linux, each zone with its name and counter in µJ. */
function zones(
  t: TestContext,
  of: Record<string, readonly [name: string, uj: string]>,
) {
  const root = folder(t);
  for (const [zone, [name, microjoules]] of Object.entries(of)) {
    mkdirSync(join(root, zone));
    writeFileSync(join(root, zone, "name"), `${name}\n`);
    writeFileSync(join(root, zone, "max_energy_range_uj"), "10000000\n");
    writeFileSync(join(root, zone, "energy_uj"), `${microjoules}\n`);
  }
  const set = (zone: string, microjoules: number) =>
    writeFileSync(join(root, zone, "energy_uj"), `${microjoules}\n`);
  return { root, set };
}

const joulesOf = (list: readonly Reading[]) => list.map(({ value }) => value);

test("packages are summed from the first reading on, not their parts, nor the whole board", (t) => {
  const { root, set } = zones(t, {
    "intel-rapl:0": ["package-0", "5000000"],
    "intel-rapl:0:0": ["core", "1000000"],
    "intel-rapl:1": ["package-1", "9000000"],
    "intel-rapl:2": ["psys", "70000000"],
    "intel-rapl-mmio:0": ["package-0", "5000000"],
  });
  const powercap = new Powercap(root);
  assert.deepEqual(powercap.readings(), [
    { name: "cpu_energy_j", gpu: null, value: 0 },
  ]);
  set("intel-rapl:0", 5_500_000);
  set("intel-rapl:0:0", 1_400_000);
  set("intel-rapl:1", 9_250_000);
  set("intel-rapl:2", 79_000_000);
  assert.deepEqual(joulesOf(powercap.readings()), [0.75]);
});

test("a counter that began again at 0 goes on", (t) => {
  const { root, set } = zones(t, { "intel-rapl:0": ["package-0", "9000000"] });
  const powercap = new Powercap(root);
  powercap.readings();
  for (const [microjoules, joules] of [
    [9_900_000, 0.9],
    [400_000, 1.4],
    [400_000, 1.4],
    [1_000_000, 2],
  ] as const) {
    set("intel-rapl:0", microjoules);
    assert.equal(joulesOf(powercap.readings())[0]!.toFixed(6), joules.toFixed(6));
  }
});

test("where a package can't be read, nothing is told and nothing guessed", (t) => {
  const { root } = zones(t, {
    "intel-rapl:0": ["package-0", "1"],
    "intel-rapl:1": ["package-1", ""],
  });
  assert.deepEqual(new Powercap(root).readings(), []);
  assert.deepEqual(new Powercap(join(root, "gone")).readings(), []);
  const one = zones(t, { "intel-rapl:0": ["package-0", "1"] });
  const powercap = new Powercap(one.root);
  assert.equal(powercap.readings().length, 1);
  rmSync(join(one.root, "intel-rapl:0"), { recursive: true });
  assert.deepEqual(powercap.readings(), []);
});

test("each run is told what the meters grew by since it began", () => {
  let shown: Reading[] = [{ name: "cpu_energy_j", gpu: null, value: 100 }];
  const meters = new Meters<object>(() => shown);
  const [first, second] = [{}, {}];
  meters.begin(first);
  shown = [{ name: "cpu_energy_j", gpu: null, value: 130 }];
  meters.begin(second);
  shown = [
    { name: "cpu_energy_j", gpu: null, value: 150 },
    { name: "gpu_energy_j", gpu: 0, value: 7 },
  ];
  assert.deepEqual(joulesOf(meters.of(first)), [50, 7]);
  assert.deepEqual(joulesOf(meters.of(second)), [20, 7]);
  assert.deepEqual(meters.of({}), []);
});

test("a run is told its joules as it ends, however short it was", async (t) => {
  const { root, set } = zones(t, { "intel-rapl:0": ["package-0", "1000000"] });
  const said: string[] = [];
  const guard = new Guard((message) => said.push(message));
  const telemetry = new Telemetry(
    () => undefined,
    guard,
    undefined,
    new Powercap(root),
  );
  const sink = new MemorySink();
  const record = new RunRecord(sink, guard);
  telemetry.watch(record);
  set("intel-rapl:0", 3_500_000);
  record.end();
  await record.done;
  const rows = sink.rows.telemetry;
  assert.deepEqual(
    rows.map(({ run_id, name, value }) => ({ run_id, name, value })),
    [{ run_id: record.id, name: "cpu_energy_j", value: 2.5 }],
  );
  const quiet = new RunRecord(sink, guard);
  telemetry.watch(quiet);
  telemetry.on = false;
  quiet.end();
  await quiet.done;
  assert.equal(sink.rows.telemetry.length, 1);
  assert.deepEqual(said, []);
});
