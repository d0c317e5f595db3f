import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import {
  findNvidiaSmi,
  gpuReadings,
  later,
  Nvidia,
  powerIn,
} from "../../../src/capture/telemetry/nvidia";
import { folder } from "../../store/support/folder";
import { until } from "../../store/support/until";

const MIB = 2 ** 20;

for (const [line, expected] of [
  [
    "0, 97, 30512",
    [
      { name: "gpu_percent", gpu: 0, value: 97 },
      { name: "gpu_memory_bytes", gpu: 0, value: 30512 * MIB },
    ],
  ],
  [
    "0, 97, 30512, 310.25, 2026/11/28 02:21:25.640",
    [
      { name: "gpu_percent", gpu: 0, value: 97 },
      { name: "gpu_memory_bytes", gpu: 0, value: 30512 * MIB },
      { name: "gpu_power_w", gpu: 0, value: 310.25 },
    ],
  ],
  [
    "3, 4, 5, [N/A], 2026/11/28 02:21:25.640",
    [
      { name: "gpu_percent", gpu: 3, value: 4 },
      { name: "gpu_memory_bytes", gpu: 3, value: 5 * MIB },
    ],
  ],
  ["1, [N/A], 5", [{ name: "gpu_memory_bytes", gpu: 1, value: 5 * MIB }]],
  ["2, 5", [{ name: "gpu_percent", gpu: 2, value: 5 }]],
  ["No devices were found", []],
  ["", []],
] as const) {
  test(`the line ${JSON.stringify(line)} of nvidia-smi is read`, () =>
    assert.deepEqual(gpuReadings(line), expected));
}

test("nvidia-smi is looked for on the PATH, and nowhere else", () => {
  const path = ["", "/a", "/b"].join(delimiter);
  const there = join(
    "/b",
    process.platform === "win32" ? "nvidia-smi.exe" : "nvidia-smi",
  );
  assert.equal(
    findNvidiaSmi(path, (file) => file === there),
    there,
  );
  assert.equal(
    findNvidiaSmi(path, () => false),
    undefined,
  );
});

/** Make a program that stands in for nvidia-smi: a script of the shell. */
function program(at: string, script: string): string {
  const file = join(at, "nvidia-smi");
  writeFileSync(file, `#!/bin/sh\necho $$ $* >> "${at}/started"\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

const started = (at: string) => readFileSync(join(at, "started"), "utf8").split("\n");

test("one process tells of all GPUs until it is stopped", async (t) => {
  const at = folder(t);
  const lines = "printf '0, 97, 1\\n1, 3'; sleep 0.1; printf ', 2\\n'; exec sleep 60";
  const nvidia = new Nvidia(2000, program(at, lines));
  t.after(nvidia.stop);
  for (let i = 0; i < 3; i++) nvidia.start();
  await until(() => nvidia.readings().length === 4);
  assert.deepEqual(
    nvidia.readings().map(({ gpu, value }) => [gpu, value]),
    [
      [0, 97],
      [0, MIB],
      [1, 3],
      [1, 2 * MIB],
    ],
  );
  assert.deepEqual(nvidia.readings(performance.now() + 5000), []);
  const [told] = started(at);
  const pid = Number(told!.split(" ")[0]);
  assert.match(told!, /--format=csv,noheader,nounits --loop-ms=2000$/);
  assert.equal(started(at).length, 2);
  nvidia.stop();
  assert.deepEqual(nvidia.readings(), []);
  await until(() => !alive(pid));
});

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a process that fails is not started again", async (t) => {
  const at = folder(t);
  const nvidia = new Nvidia(2000, program(at, "exit 9"));
  t.after(nvidia.stop);
  nvidia.start();
  await until(() => {
    nvidia.start();
    return process.listenerCount("exit", nvidia.stop) === 0;
  });
  nvidia.start();
  assert.equal(started(at).length, 2);
  assert.deepEqual(nvidia.readings(), []);
});

test("a program that can't be started is no GPU", async (t) => {
  const nvidia = new Nvidia(2000, join(folder(t), "gone"));
  t.after(nvidia.stop);
  nvidia.start();
  await until(() => process.listenerCount("exit", nvidia.stop) === 0);
  assert.deepEqual(nvidia.readings(), []);
});

test("power is read with the time at which it was sampled", () => {
  const first = powerIn("0, 97, 30512, 310.25, 2026/11/28 02:21:25.640")!;
  const next = powerIn("0, 97, 30512, 300.00, 2026/11/28 02:21:27.641")!;
  assert.equal(first.watts, 310.25);
  assert.equal(next.at - first.at, 2001);
  for (const line of [
    "0, 97, 1, [N/A], 2026/11/28 02:21:25",
    "0, 97, 1, 30",
    "0",
    "",
  ]) {
    assert.equal(powerIn(line), undefined, line);
  }
});

test("sampled power makes joules for the time between two samples, and for no pause", () => {
  const samples = [
    { watts: 100, at: 1000 },
    { watts: 300, at: 3000 },
    { watts: 300, at: 4000 },
    { watts: 500, at: 60_000 },
    { watts: 500, at: 59_000 },
    { watts: 100, at: 60_000 },
  ];
  let energy: ReturnType<typeof later> | undefined;
  const joules = samples.map((sample) => {
    energy = later(energy, sample, 6000);
    return energy.joules;
  });
  assert.deepEqual(joules, [0, 400, 700, 700, 700, 1000]);
});

test("the joules of each GPU are summed until its process is stopped", async (t) => {
  const at = folder(t);
  const line = (gpu: number, watts: string, second: number) =>
    `${gpu}, 1, 1, ${watts}, 2026/11/28 02:21:0${second}.000\\n`;
  const first = [line(0, "100", 1), line(1, "[N/A]", 1)];
  const next = [line(0, "200", 3), line(1, "[N/A]", 3)];
  const lines = `printf '${[...first, ...next].join("")}'; exec sleep 60`;
  const nvidia = new Nvidia(2000, program(at, lines));
  t.after(nvidia.stop);
  nvidia.start();
  await until(() => nvidia.energy()[0]?.value === 300);
  assert.deepEqual(nvidia.energy(), [{ name: "gpu_energy_j", gpu: 0, value: 300 }]);
  nvidia.stop();
  assert.deepEqual(nvidia.energy(), []);
});
