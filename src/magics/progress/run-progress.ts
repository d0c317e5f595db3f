import type { Numbers, WatchedEnd, WatchedPhase } from "../../capture/watching/watch";
import { endedText, goingText, type Standing } from "./text";

/** A line that tells how a run goes. */
export interface Line {
  /** How the run ended, if it has. */
  readonly ended: WatchedEnd | undefined;
  text(): string;
}

/** Where lines are shown. */
export interface Lines {
  /** Show a line as it is now, unless one was shown just before. */
  changed(line: Line): void;
  /** Show the line of a run that has ended. */
  ended(line: Line): void;
}

/** Counts what a run does, and tells it in a line. */
export class RunProgress implements Line {
  readonly #name: string;
  readonly #lines: Lines;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #numbers = new Map<string, number>();
  #phase!: WatchedPhase;
  #phaseAt = 0;
  #epochAt = 0;
  #epoch: number | null = null;
  #batch = 0;
  #step = 0;
  #epochs = 0;
  #epochsBefore = 0;
  #planned: number | undefined;
  #endedAt: number | undefined;
  ended: WatchedEnd | undefined;

  constructor(name: string, lines: Lines, now: () => number) {
    this.#name = name;
    this.#lines = lines;
    this.#now = now;
    this.#startedAt = now();
  }

  began(phase: WatchedPhase): void {
    this.#phase = phase;
    this.#phaseAt = this.#now();
    this.#epochAt = this.#phaseAt;
    this.#epochsBefore += this.#epochs;
    this.#epochs = 0;
    this.#batch = 0;
    this.#epoch = null;
    const { endEpoch, firstEpoch } = phase;
    if (endEpoch !== undefined) {
      this.#planned = (this.#planned ?? 0) + Math.max(0, endEpoch - firstEpoch);
    }
    this.#lines.changed(this);
  }

  batch(epoch: number | null, batch: number): void {
    if (epoch !== this.#epoch || batch === 0) this.#epochAt = this.#now();
    this.#epoch = epoch;
    this.#batch = batch + 1;
    this.#lines.changed(this);
  }

  epoch(epoch: number, numbers: Numbers): void {
    this.#epoch = epoch;
    this.#epochs += 1;
    this.#batch = 0;
    this.#epochAt = this.#now();
    for (const [name, value] of numbers) this.#numbers.set(name, value);
    this.#lines.changed(this);
  }

  logged(values: object, step: number, epoch: number | null): void {
    for (const name in values) this.#take(name, (values as Values)[name]);
    this.#step = step;
    if (this.#phase.endEpoch === undefined && epoch !== null) this.#loopEpoch(epoch);
    this.#lines.changed(this);
  }

  end(end: WatchedEnd): void {
    this.ended = end;
    this.#endedAt = this.#now();
    this.#lines.ended(this);
  }

  text(): string {
    const standing = this.#standing(this.#endedAt ?? this.#now());
    return this.ended ? endedText(standing, this.ended) : goingText(standing);
  }

  #take(name: string, value: unknown): void {
    const last =
      Array.isArray(value) || ArrayBuffer.isView(value) ? lastOf(value) : value;
    if (typeof last === "number") this.#numbers.set(name, last);
  }

  /** An epoch of a loop is done when a value of it was logged. */
  #loopEpoch(epoch: number): void {
    if (this.#epoch === null || epoch > this.#epoch) this.#epochs += 1;
    this.#epoch = epoch;
  }

  #standing(now: number): Standing {
    return {
      name: this.#name,
      phase: this.#phase,
      epoch: this.#epoch,
      batch: this.#batch,
      step: this.#step,
      epochs: this.#epochs,
      allEpochs: this.#epochsBefore + this.#epochs,
      planned: this.#planned,
      phaseMs: now - this.#phaseAt,
      epochMs: now - this.#epochAt,
      runMs: now - this.#startedAt,
      numbers: this.#numbers,
    };
  }
}

type Values = Readonly<Record<string, unknown>>;

function lastOf(values: unknown): unknown {
  const { length } = values as ArrayLike<unknown>;
  return (values as ArrayLike<unknown>)[length - 1];
}
