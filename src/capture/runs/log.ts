import { isBigInt64Array, isBigUint64Array } from "node:util/types";
import type { Per } from "../../store/facts";
import { nowMs } from "../../util/clock";
import type { Guard } from "../guard";
import { isTensor, type TensorLike } from "../tfjs";
import { watchedLoop } from "../watching/watched-phase";
import type { Watching } from "../watching/watching";
import { LoopEpochs } from "./loop-epochs";
import type { Phase } from "./phase";

/** A number, many numbers of consecutive steps, or a tensor of them. */
export type LogValue =
  | number
  | bigint
  | ArrayLike<number>
  | ArrayLike<bigint>
  | TensorLike;

/** Metrics by name; `val_` opens a validation metric, `test_` a test metric. */
export type LogValues = Readonly<Record<string, LogValue>>;

/** Where logged values belong. */
export interface LogAt {
  /** Updates made so far; the previous step plus one unless told. */
  step?: number;
  /** 0-based; given alone, the values are those of a whole epoch. */
  epoch?: number;
}

const nowhere: LogAt = {};

/** What a user logs in one phase. The hot path: a call makes no object and no closure. */
export class Logger {
  readonly #phase: Phase;
  readonly #guard: Guard;
  readonly #epochs: LoopEpochs | null;
  #told = false;

  constructor(phase: Phase, guard: Guard) {
    this.#phase = phase;
    this.#guard = guard;
    this.#epochs = phase.kind === "loop" ? new LoopEpochs(phase) : null;
  }

  /** The epoch that a loop is in, where its user tells. */
  get epoch(): number | null {
    return this.#epochs?.last ?? null;
  }

  /** Take the values of one step, or of many where they are arrays. */
  take(values: LogValues, { step, epoch }: LogAt = nowhere): void {
    const at = nowMs();
    const phase = this.#phase;
    try {
      const per = step === undefined && epoch !== undefined ? "epoch" : "step";
      const first = step ?? this.#defaultStep(per);
      if (epoch !== undefined) this.#epochs?.seen(epoch, at);
      let last = first;
      for (const name in values) {
        const value = values[name];
        if (typeof value === "number") {
          phase.metrics.push(name, per, value, first, epoch ?? null, at);
        } else {
          const count = this.#many(name, value, per, first, epoch ?? null, at);
          if (first + count - 1 > last) last = first + count - 1;
        }
      }
      if (this.#epochs) phase.step = last;
      if (phase.record.watching) this.#tell(phase.record.watching, values, last, epoch);
    } catch (error) {
      this.#guard.failed("what log() was given", error, phase.lost);
    }
    phase.record.surroundings?.late(at);
    phase.captureMs += nowMs() - at;
  }

  /** Show how a loop goes; it is one as soon as something is logged. */
  #tell(watching: Watching, values: LogValues, step: number, epoch?: number): void {
    const phase = this.#phase;
    if (phase.kind === "loop" && !this.#told) {
      this.#told = true;
      phase.record.watch(watchedLoop("loop"));
    }
    watching.logged(values, step, epoch ?? null);
  }

  /** End what is open at the phase's end. */
  close(): void {
    this.#epochs?.close();
  }

  #defaultStep(per: Per): number {
    const counts = this.#epochs !== null && per === "step";
    return counts ? this.#phase.step + 1 : this.#phase.step;
  }

  /** Take what is no single number; return how many points it held. */
  #many(
    name: string,
    value: unknown,
    per: Per,
    step: number,
    epoch: number | null,
    at: number,
  ): number {
    const values = numbersIn(value);
    if (values === undefined) {
      this.#wrong(name, value, step, epoch);
      return 0;
    }
    const { metrics } = this.#phase;
    if (values.length === 1) metrics.push(name, per, values[0]!, step, epoch, at);
    else if (values.length > 1) metrics.pushMany(name, per, values, step, epoch, at);
    return values.length;
  }

  #wrong(name: string, value: unknown, step: number, epoch: number | null): void {
    const told = `${JSON.stringify(name)} = ${shown(value)}`;
    const message = `Could not record ${told}`;
    const known = this.#phase.record.wrongNames;
    if (known.has(name)) return;
    known.add(name);
    const hint = "log() takes numbers, arrays of numbers and tensors";
    this.#guard.sayOnce(`log ${name}`, `${message}\n  ${hint}\n  the training goes on`);
    this.#phase.event({ kind: "lost", name, step, epoch, message });
  }
}

/** Read the numbers in a value, or `undefined` where there is something else. */
function numbersIn(value: unknown): ArrayLike<number> | undefined {
  if (typeof value === "bigint") return [Number(value)];
  if (isTensor(value)) return readable(value);
  if (Array.isArray(value)) return value.every(isNumber) ? value.slice() : undefined;
  const typed = ArrayBuffer.isView(value) && !(value instanceof DataView);
  if (!typed) return undefined;
  const big = isBigInt64Array(value) || isBigUint64Array(value);
  return big ? Float64Array.from(value, Number) : (value as never);
}

/** Read a tensor, unless it is disposed. */
function readable(tensor: TensorLike): ArrayLike<number> | undefined {
  try {
    return tensor.dataSync();
  } catch {
    return undefined;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function shown(value: unknown): string {
  if (isTensor(value)) return "a tensor that can't be read";
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40));
  if (Array.isArray(value)) return "an array that holds something else than numbers";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
