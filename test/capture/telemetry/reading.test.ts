import assert from "node:assert/strict";
import { test } from "node:test";
import {
  delayReadings,
  type Gauges,
  processReadings,
  type Reading,
  readings,
  realGauges,
  tensorReadings,
} from "../../../src/capture/telemetry/reading";

const gauges: Gauges = {
  cpuMicros: () => 0,
  memory: () => ({ rss: 300, heapUsed: 200, external: 100 }),
  load: () => 1.5,
  freeMemory: () => 4000,
};
const byName = (list: readonly Reading[]) =>
  Object.fromEntries(list.map(({ name, value }) => [name, value]));

test("what a process uses is read by name and unit", () => {
  assert.deepEqual(
    byName(processReadings(gauges, { cpuMicros: 1_500_000, ms: 1000 })),
    {
      cpu_percent: 150,
      rss_bytes: 300,
      heap_bytes: 200,
      external_bytes: 100,
      system_load: 1.5,
      system_free_bytes: 4000,
    },
  );
});

test("what can't be told is left out", () => {
  const windows = { ...gauges, load: () => undefined };
  const names = Object.keys(byName(processReadings(windows, { cpuMicros: 1, ms: 0 })));
  assert.deepEqual(names, [
    "rss_bytes",
    "heap_bytes",
    "external_bytes",
    "system_free_bytes",
  ]);
  assert.deepEqual(readings({ a: Number.NaN, b: "1", c: null, d: 0 }, 2), [
    { name: "d", gpu: 2, value: 0 },
  ]);
});

test("this process can be read", () => {
  const told = byName(processReadings(realGauges(), { cpuMicros: 5000, ms: 10 }));
  assert.equal(told.cpu_percent, 50);
  assert.ok(told.rss_bytes! > 1e7 && told.system_free_bytes! > 0);
});

for (const [what, histogram, mean, max] of [
  ["an idle loop", { mean: 20.1e6, max: 21e6, count: 90 }, 0.1, 1],
  ["a busy loop", { mean: 50e6, max: 320e6, count: 9 }, 30, 300],
  ["timers that came early", { mean: 19.9e6, max: 19.9e6, count: 9 }, 0, 0],
  ["a loop that did not turn", { mean: Number.NaN, max: 0, count: 0 }, 2500, 2500],
] as const) {
  test(`the delay of ${what} is the time beyond the timer's own`, () => {
    const told = byName(delayReadings(histogram, 20, 2500));
    assert.equal(told.loop_delay_mean_ms!.toFixed(6), mean.toFixed(6));
    assert.equal(told.loop_delay_max_ms, max);
  });
}

const memory = () => ({ numTensors: 3, numBytes: 48, numDataBuffers: 3 });
for (const [what, tf, expected] of [
  ["no tfjs", undefined, {}],
  ["a tfjs before its first use", { getBackend: () => null, memory: assert.fail }, {}],
  [
    "a tfjs in use",
    { getBackend: () => "cpu", memory },
    { tensors: 3, tensor_bytes: 48 },
  ],
  ["a tfjs that tells nothing", { getBackend: () => "cpu", memory: () => null }, {}],
] as const) {
  test(`tensors are counted of ${what}`, () =>
    assert.deepEqual(byName(tensorReadings(tf)), expected));
}
