import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Reading, readings } from "./reading";

const MIB = 2 ** 20;
const query = [
  "--query-gpu=index,utilization.gpu,memory.used",
  "--format=csv,noheader,nounits",
];

/** Read a line of nvidia-smi: number, percent, MiB; what it can't tell is left out. */
export function gpuReadings(line: string): Reading[] {
  const [gpu, percent, used] = line.split(",").map((part) => Number.parseFloat(part));
  if (gpu === undefined || !Number.isInteger(gpu)) return [];
  return readings({ gpu_percent: percent, gpu_memory_bytes: (used ?? NaN) * MIB }, gpu);
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
    child?.kill();
  };

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
    }
  }

  /** Only a process that was not stopped by us has failed. */
  #ended(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#failed = true;
    this.stop();
  }
}
