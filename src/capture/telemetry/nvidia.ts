import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Reading, readings } from "./reading";

const MIB = 2 ** 20;
const query = [
  "--query-gpu=index,utilization.gpu,memory.used,power.draw,timestamp",
  "--format=csv,noheader,nounits",
];

/** Read a line of nvidia-smi: number, percent, MiB, W; what it can't tell is left out. */
export function gpuReadings(line: string): Reading[] {
  const [gpu, percent, used, watts] = line
    .split(",")
    .map((part) => Number.parseFloat(part));
  if (gpu === undefined || !Number.isInteger(gpu)) return [];
  const bytes = (used ?? NaN) * MIB;
  const told = { gpu_percent: percent, gpu_memory_bytes: bytes, gpu_power_w: watts };
  return readings(told, gpu);
}

/** A sample of a GPU's power, and when it was taken, in ms. */
export interface Power {
  readonly watts: number;
  readonly at: number;
}

/** The last sample, with the joules up to then. */
export interface Energy extends Power {
  readonly joules: number;
}

/** Read the power off a line, with nvidia-smi's own time: we may hear of it much later. */
export function powerIn(line: string): Power | undefined {
  const [watts, time] = line.split(",").slice(3);
  const power = { watts: Number.parseFloat(watts ?? ""), at: Date.parse(time ?? "") };
  return Number.isFinite(power.watts + power.at) ? power : undefined;
}

/**
 * Go on with another sample: the mean of the two, for the time between. Over a longer
 * pause than `mostMs` nothing is known, and nothing is added.
 */
export function later(before: Energy | undefined, next: Power, mostMs: number): Energy {
  const { at, watts, joules } = before ?? { ...next, joules: 0 };
  const ms = next.at - at;
  const known = ms >= 0 && ms <= mostMs ? ms : 0;
  return { ...next, joules: joules + (((watts + next.watts) / 2) * known) / 1000 };
}

/** Find nvidia-smi where a shell would; nothing where the machine has none. */
export function findNvidiaSmi(
  path = process.env.PATH ?? "",
  exists = existsSync,
): string | undefined {
  const name = process.platform === "win32" ? "nvidia-smi.exe" : "nvidia-smi";
  return path
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find((file) => exists(file));
}

/**
 * What the GPUs do, told by one process of nvidia-smi that goes on for as long as it is
 * listened to. One that fails is not started again.
 */
export class Nvidia {
  readonly #file: string | undefined;
  readonly #everyMs: number;
  #child: ChildProcess | undefined;
  #failed = false;
  #partial = "";
  #latest = new Map<number, { at: number; readings: Reading[] }>();
  #energy = new Map<number, Energy>();

  constructor(everyMs: number, file = findNvidiaSmi()) {
    this.#everyMs = everyMs;
    this.#file = file;
  }

  /** Start to listen, where there is a GPU. */
  start(): void {
    if (this.#child || this.#failed || this.#file === undefined) return;
    const args = [...query, `--loop-ms=${this.#everyMs}`];
    const child = spawn(this.#file, args, {
      ...{ stdio: ["ignore", "pipe", "ignore"], windowsHide: true },
    });
    this.#child = child;
    child.on("error", () => this.#ended(child));
    child.on("exit", () => this.#ended(child));
    child.stdout?.on("data", (part: Buffer) => this.#heard(String(part)));
    process.once("exit", this.stop);
    // Neither the process nor its pipe keeps ours alive.
    child.unref();
    (child.stdout as { unref?(): void } | null)?.unref?.();
  }

  readonly stop = (): void => {
    process.off("exit", this.stop);
    const child = this.#child;
    this.#child = undefined;
    this.#latest.clear();
    this.#energy.clear();
    child?.kill();
  };

  /** Return the joules of each GPU that tells its power, since it was first told. */
  energy(): Reading[] {
    return [...this.#energy].map(([gpu, { joules }]) => ({
      ...{ name: "gpu_energy_j", gpu, value: joules },
    }));
  }

  /** Return what was told lately. */
  readings(now = performance.now()): Reading[] {
    return [...this.#latest.values()]
      .filter(({ at }) => now - at < 2 * this.#everyMs)
      .flatMap(({ readings }) => readings);
  }

  #heard(text: string): void {
    const lines = (this.#partial + text).split("\n");
    this.#partial = lines.pop() ?? "";
    for (const line of lines) {
      const told = gpuReadings(line);
      const gpu = told[0]?.gpu;
      if (gpu == null) continue;
      this.#latest.set(gpu, { at: performance.now(), readings: told });
      const power = powerIn(line);
      if (!power) continue;
      const before = this.#energy.get(gpu);
      this.#energy.set(gpu, later(before, power, 3 * this.#everyMs));
    }
  }

  /** Only a process that was not stopped by us has failed. */
  #ended(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#failed = true;
    this.stop();
  }
}
