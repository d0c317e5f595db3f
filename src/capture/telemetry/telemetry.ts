import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { nowMs } from "../../util/clock";
import type { TfState } from "../environment/tf";
import type { Guard } from "../guard";
import type { RunRecord } from "../runs/record";
import { Meters } from "./meters";
import { Nvidia } from "./nvidia";
import { Powercap } from "./powercap";
import {
  delayReadings,
  type Gauges,
  processReadings,
  type Reading,
  realGauges,
  tensorReadings,
} from "./reading";

/** When the first reading of a run is due, and each next one, in ms. */
const FIRST_MS = 1000;
const EVERY_MS = 2000;
/** A timer that is late by so much was kept from its turn, in ms. */
const LATE_MS = 500;
/** How finely the delay of the event loop is measured, in ms. */
const RESOLUTION_MS = 20;

/** What is used while runs train, read at a low rate for all of them at once. */
export class Telemetry {
  on = true;
  readonly #tf: () => TfState | undefined;
  readonly #guard: Guard;
  readonly #gauges: Gauges;
  readonly #running = new Set<RunRecord>();
  readonly #powercap: Powercap;
  readonly #meters = new Meters<RunRecord>(() => [
    ...this.#powercap.readings(),
    ...(this.#nvidia?.energy() ?? []),
  ]);
  #nvidia: Nvidia | undefined;
  #delays: IntervalHistogram | undefined;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #since = { at: 0, cpuMicros: 0 };

  constructor(
    tf: () => TfState | undefined,
    guard: Guard,
    gauges: Gauges = realGauges(),
    powercap = new Powercap(),
  ) {
    this.#tf = tf;
    this.#guard = guard;
    this.#gauges = gauges;
    this.#powercap = powercap;
  }

  /** Take readings of a run until it ends. */
  watch(record: RunRecord): void {
    if (!this.on || record.status !== "running") return;
    this.#running.add(record);
    this.#guard.attempt("telemetry", () => {
      this.#meters.begin(record);
      this.#await();
    });
    const ended = () => this.#forget(record);
    record.done.then(ended, ended);
  }

  /** Take a reading where the timer could not; quick when none is due. */
  late(at: number): void {
    if (at > this.#dueAt + LATE_MS) this.#take();
  }

  #await(): void {
    const due = nowMs() + FIRST_MS;
    if (due > this.#dueAt) return;
    if (this.#dueAt === Number.POSITIVE_INFINITY) this.#start();
    this.#wait(FIRST_MS);
  }

  #start(): void {
    this.#since = { at: nowMs(), cpuMicros: this.#gauges.cpuMicros() };
    this.#delays ??= monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#delays.reset();
    this.#delays.enable();
  }

  #forget(record: RunRecord): void {
    this.#running.delete(record);
    // Also of a run that was over before its first reading: what it took is its cost.
    if (this.on) {
      this.#guard.attempt("telemetry", () =>
        record.telemetry(this.#meters.of(record), nowMs()),
      );
    }
    if (this.#running.size === 0) this.#stop();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#dueAt = Number.POSITIVE_INFINITY;
    this.#delays?.disable();
    this.#nvidia?.stop();
  }

  #wait(ms: number): void {
    clearTimeout(this.#timer);
    this.#dueAt = nowMs() + ms;
    this.#timer = setTimeout(() => this.#take(), ms);
    this.#timer.unref();
  }

  #take(): void {
    if (!this.on) {
      this.#stop();
      return;
    }
    this.#wait(EVERY_MS);
    this.#guard.attempt("telemetry", () => {
      const at = nowMs();
      const taken = this.#readings(at);
      const meters = this.#meters.read();
      for (const record of this.#running) {
        record.telemetry([...taken, ...this.#meters.of(record, meters)], at);
      }
      // Not with the run: one that is over within a second needs no other process.
      this.#nvidia ??= new Nvidia(EVERY_MS);
      this.#nvidia.start();
    });
  }

  #readings(at: number): Reading[] {
    const cpuMicros = this.#gauges.cpuMicros();
    const before = this.#since;
    this.#since = { at, cpuMicros };
    const spent = { cpuMicros: cpuMicros - before.cpuMicros, ms: at - before.at };
    const delays = this.#delays
      ? delayReadings(this.#delays, RESOLUTION_MS, spent.ms)
      : [];
    this.#delays?.reset();
    return [
      ...processReadings(this.#gauges, spent),
      ...delays,
      ...tensorReadings(this.#tf()),
      ...(this.#nvidia?.readings() ?? []),
    ];
  }
}
