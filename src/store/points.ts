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
export const MOST_WAITING = 4_000_000;
/** Points that a buffer has room for at first, and at most after it was taken. */
const LEAST_ROOM = 1024;
const MOST_ROOM = 131_072;

/**
 * Hold points in typed arrays that grow, so that taking one costs five writes and no
 * object.
 */
export class PointBuffer {
  #columns = columnsOf(LEAST_ROOM);
  /** Points that found no room, because the file could not be written for long. */
  dropped = 0;

  get length(): number {
    return this.#columns.length;
  }

  push(series: OpenSeries, value: number, step: number, epoch: number, at: number) {
    if (!this.#room(1)) return;
    const columns = this.#columns;
    const i = columns.length++;
    columns.series[i] = series;
    columns.step[i] = step;
    columns.epoch[i] = epoch;
    columns.recordedAt[i] = at;
    columns.value[i] = value;
  }

  pushMany(
    series: OpenSeries,
    values: ArrayLike<number>,
    firstStep: number,
    epoch: number,
    at: number,
  ): void {
    const count = values.length;
    if (!this.#room(count)) return;
    const columns = this.#columns;
    const from = columns.length;
    const to = from + count;
    columns.value.set(values, from);
    columns.series.fill(series, from, to);
    columns.epoch.fill(epoch, from, to);
    columns.recordedAt.fill(at, from, to);
    for (let i = 0; i < count; i++) columns.step[from + i] = firstStep + i;
    columns.length = to;
  }

  /** Take what waits out of the buffer. */
  take(): PointColumns {
    const taken = this.#columns;
    // as much will come again, and growing copies it
    const room = Math.min(MOST_ROOM, taken.length);
    this.#columns = columnsOf(Math.max(LEAST_ROOM, room));
    return taken;
  }

  /** Put points back that could not be written, before those that came since. */
  putBack(points: PointColumns): void {
    const since = this.take();
    this.#columns = points;
    if (!this.#room(since.length)) return;
    copyInto(this.#columns, since);
  }

  /** Make room for `count` more points, or count them as dropped. */
  #room(count: number): boolean {
    const wanted = this.#columns.length + count;
    if (wanted > MOST_WAITING) {
      this.dropped += count;
      return false;
    }
    if (wanted > this.#columns.value.length) {
      const grown = columnsOf(Math.max(wanted, 2 * this.#columns.value.length));
      copyInto(grown, this.#columns);
      this.#columns = grown;
    }
    return true;
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
    this.buffer.pushMany(this, values, firstStep, epoch ?? Number.NaN, recordedAt);
    this.pushed(recordedAt);
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
