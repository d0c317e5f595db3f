import type { Series, SeriesRow } from "./facts";
import { Summary } from "./summary";

/** Points that wait, as columns: what `at(i)` holds belongs together. */
export interface PointColumns {
  length: number;
  series: (OpenSeries | undefined)[];
  step: Float64Array;
  epoch: Float64Array;
  recordedAt: Float64Array;
  value: Float64Array;
}

/** Points kept in memory at most while the file can't be written. */
const MOST_WAITING = 4_000_000;
/**
 * Points that are written at once: 48 of DuckDB's chunks, fewer than its appender
 * would commit by itself, and so few that the last waits for the disk as briefly as
 * the first waited for the others.
 */
export const AT_ONCE = 48 * 2048;
/** Points that a buffer has room for at first, and at most after it was taken. */
const LEAST_ROOM = 1024;
const MOST_ROOM = 131_072;

/**
 * Hold points in typed arrays that grow, so that taking one costs five writes and no
 * object. Beyond `most` they find no room and are counted by series.
 */
export class PointBuffer {
  #columns = columnsOf(LEAST_ROOM);
  #lost = new Map<OpenSeries, number>();

  /** @param full is called when the first point finds no room. */
  constructor(
    private readonly full: () => void,
    private readonly most = MOST_WAITING,
  ) {}

  get length(): number {
    return this.#columns.length;
  }

  push(series: OpenSeries, value: number, step: number, epoch: number, at: number) {
    if (this.#room(1) === 0) return this.#lose(series, 1);
    const columns = this.#columns;
    const i = columns.length++;
    columns.series[i] = series;
    columns.step[i] = step;
    columns.epoch[i] = epoch;
    columns.recordedAt[i] = at;
    columns.value[i] = value;
  }

  /** Take `values` from `start` to `end`, the first of all being at `firstStep`. */
  pushMany(
    series: OpenSeries,
    { values, start, end }: { values: ArrayLike<number>; start: number; end: number },
    { firstStep, epoch, at }: { firstStep: number; epoch: number; at: number },
  ): void {
    const count = this.#room(end - start);
    const columns = this.#columns;
    const from = columns.length;
    const to = from + count;
    columns.series.fill(series, from, to);
    columns.epoch.fill(epoch, from, to);
    columns.recordedAt.fill(at, from, to);
    for (let i = 0; i < count; i++) {
      columns.value[from + i] = values[start + i]!;
      columns.step[from + i] = firstStep + start + i;
    }
    columns.length = to;
    if (count < end - start) this.#lose(series, end - start - count);
  }

  /** Read what waits where it is; it stays until `clear()`. */
  get columns(): PointColumns {
    return this.#columns;
  }

  /** Forget what waits; its room is kept for what comes. */
  clear(): void {
    this.#columns.series.fill(undefined, 0, this.#columns.length);
    this.#columns.length = 0;
  }

  /** Take what waits out of the buffer. */
  take(): PointColumns {
    const taken = this.#columns;
    // as much will come again, and growing copies it
    const room = Math.min(MOST_ROOM, taken.length);
    this.#columns = columnsOf(Math.max(LEAST_ROOM, room));
    return taken;
  }

  /** Take the counts of points that found no room. */
  takeLost(): ReadonlyMap<OpenSeries, number> {
    const lost = this.#lost;
    if (lost.size > 0) this.#lost = new Map();
    return lost;
  }

  /** Make room for `count` more points and return how many of them there is. */
  #room(count: number): number {
    const found = Math.min(count, this.most - this.#columns.length);
    const wanted = this.#columns.length + found;
    if (wanted > this.#columns.value.length) {
      const grown = columnsOf(Math.max(wanted, 2 * this.#columns.value.length));
      copyInto(grown, this.#columns);
      this.#columns = grown;
    }
    return found;
  }

  #lose(series: OpenSeries, count: number): void {
    if (this.#lost.size === 0) this.full();
    this.#lost.set(series, (this.#lost.get(series) ?? 0) + count);
  }
}

/** A series whose phase runs: it feeds the buffer and keeps its own summary. */
export class OpenSeries implements Series {
  readonly summary = new Summary();

  constructor(
    readonly row: SeriesRow,
    /** Number of the series in its run, from 0. */
    readonly number: number,
    private readonly buffer: PointBuffer,
    private readonly pushed: (recordedAt: number) => void,
  ) {}

  push(value: number, step: number, epoch: number | null, recordedAt: number): void {
    this.summary.add(value, step, epoch);
    this.buffer.push(this, value, step, epoch ?? Number.NaN, recordedAt);
    this.pushed(recordedAt);
  }

  pushMany(
    values: ArrayLike<number>,
    firstStep: number,
    epoch: number | null,
    recordedAt: number,
  ): void {
    for (let i = 0; i < values.length; i++) {
      this.summary.add(values[i]!, firstStep + i, epoch);
    }
    const told = { firstStep, epoch: epoch ?? Number.NaN, at: recordedAt };
    for (let start = 0; start < values.length; start += AT_ONCE) {
      const end = Math.min(values.length, start + AT_ONCE);
      this.buffer.pushMany(this, { values, start, end }, told);
      this.pushed(recordedAt);
    }
  }
}

/** Return the points from `start` on, as columns of their own. */
export function pointsFrom(points: PointColumns, start: number): PointColumns {
  const { length, series, step, epoch, recordedAt, value } = points;
  return {
    length: length - start,
    series: series.slice(start),
    step: step.slice(start),
    epoch: epoch.slice(start),
    recordedAt: recordedAt.slice(start),
    value: value.slice(start),
  };
}

function columnsOf(room: number): PointColumns {
  return {
    length: 0,
    series: new Array(room),
    step: new Float64Array(room),
    epoch: new Float64Array(room),
    recordedAt: new Float64Array(room),
    value: new Float64Array(room),
  };
}

function copyInto(to: PointColumns, from: PointColumns): void {
  for (let i = 0; i < from.length; i++) to.series[to.length + i] = from.series[i];
  to.step.set(from.step.subarray(0, from.length), to.length);
  to.epoch.set(from.epoch.subarray(0, from.length), to.length);
  to.recordedAt.set(from.recordedAt.subarray(0, from.length), to.length);
  to.value.set(from.value.subarray(0, from.length), to.length);
  to.length += from.length;
}
