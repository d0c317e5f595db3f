import os from "node:os";
import type { IntervalHistogram } from "node:perf_hooks";
import type { TfState } from "../environment/tf";
import { backendOf } from "../environment/tf";
import { isObject } from "../tfjs";

/** One quantity as it is now; its unit is in the name. */
export interface Reading {
  readonly name: string;
  /** Number of the GPU; null for what is not of one. */
  readonly gpu: number | null;
  readonly value: number;
}

/** What a reading looks at; a test brings its own. */
export interface Gauges {
  /** Processor time of this process so far, in µs. */
  cpuMicros(): number;
  memory(): { rss: number; heapUsed: number; external: number };
  /** Mean of the runnable processes over a minute; none on Windows. */
  load(): number | undefined;
  freeMemory(): number;
}

/** Return the gauges of this process and machine. */
export function realGauges(): Gauges {
  return {
    cpuMicros: () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
    memory: () => process.memoryUsage(),
    load: () => (process.platform === "win32" ? undefined : os.loadavg()[0]),
    freeMemory: os.freemem,
  };
}

/** Read what the process and the machine use. */
export function processReadings(
  gauges: Gauges,
  spent: { cpuMicros: number; ms: number },
): Reading[] {
  const { rss, heapUsed, external } = gauges.memory();
  return readings({
    cpu_percent: spent.ms > 0 ? spent.cpuMicros / 10 / spent.ms : undefined,
    rss_bytes: rss,
    heap_bytes: heapUsed,
    external_bytes: external,
    system_load: gauges.load(),
    system_free_bytes: gauges.freeMemory(),
  });
}

/**
 * Read how late the event loop's timers were; the histogram counts their interval too,
 * and nothing at all of a loop that did not turn since the last reading.
 */
export function delayReadings(
  { mean, max, count }: Pick<IntervalHistogram, "mean" | "max" | "count">,
  resolutionMs: number,
  sinceMs: number,
): Reading[] {
  const late = (nanoseconds: number) =>
    count === 0 ? sinceMs : Math.max(0, nanoseconds / 1e6 - resolutionMs);
  return readings({ loop_delay_mean_ms: late(mean), loop_delay_max_ms: late(max) });
}

/** Read how many tensors there are; a TensorFlow.js without a backend has none yet. */
export function tensorReadings(tf: TfState | undefined): Reading[] {
  if (!tf?.memory || backendOf(tf) === undefined) return [];
  const memory = tf.memory();
  if (!isObject(memory)) return [];
  return readings({ tensors: memory.numTensors, tensor_bytes: memory.numBytes });
}

/** Make readings of numbers by name; what is no number is left out. */
export function readings(
  values: Readonly<Record<string, unknown>>,
  gpu: number | null = null,
): Reading[] {
  return Object.entries(values)
    .filter((entry): entry is [string, number] => Number.isFinite(entry[1]))
    .map(([name, value]) => ({ name, gpu, value }));
}
