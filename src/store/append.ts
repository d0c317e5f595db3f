import {
  BIGINT,
  DOUBLE,
  type DuckDBAppender,
  type DuckDBBigIntVector,
  DuckDBDataChunk,
  type DuckDBDoubleVector,
  type DuckDBIntegerVector,
  type DuckDBTimestampVector,
  DuckDBUUIDValue,
  type DuckDBUUIDVector,
  INTEGER,
  TIMESTAMP,
  UUID,
} from "@duckdb/node-api";
import { double, integer, isInteger, quoted, timestamp, whole } from "./literal";
import { AT_ONCE, type OpenSeries, type PointColumns } from "./points";

/** Rows of one of DuckDB's chunks. */
const CHUNK = 2048;

/** Return the statement that inserts a few points. */
export function pointStatement(points: PointColumns): string {
  const tuples: string[] = [];
  // The metrics of an epoch share their run and their time.
  let [at, time] = [Number.NaN, "NULL"];
  let [run, id] = ["", ""];
  for (let i = 0; i < points.length; i++) {
    const { row, number } = points.series[i]!;
    const epoch = points.epoch[i]!;
    if (row.run_id !== run) {
      run = row.run_id;
      id = quoted(run);
    }
    if (points.recordedAt[i] !== at) {
      at = points.recordedAt[i]!;
      time = timestamp(at);
    }
    tuples.push(
      `(${id}, ${number}, ${whole(points.step[i]!)}, ${integer(epoch)}, ` +
        `${time}, ${double(points.value[i]!)})`,
    );
  }
  return `INSERT INTO tfjs_prov.points VALUES ${tuples.join(",\n")}`;
}

/**
 * Append many points in DuckDB's own columns and commit them before it returns.
 *
 * @returns how many were committed; fewer than all comes with the error.
 */
export function appendPoints(
  appender: DuckDBAppender,
  points: PointColumns,
): { committed: number; error?: unknown } {
  let committed = 0;
  try {
    while (committed < points.length) {
      const end = Math.min(points.length, committed + AT_ONCE);
      for (let from = committed; from < end; from += CHUNK) {
        appender.appendDataChunk(chunkOf(points, from, Math.min(end, from + CHUNK)));
      }
      appender.flushSync();
      committed = end;
    }
    return { committed };
  } catch (error) {
    appender.clear();
    return { committed, error };
  }
}

function chunkOf(points: PointColumns, from: number, to: number): DuckDBDataChunk {
  const count = to - from;
  const chunk = DuckDBDataChunk.create(
    [UUID, INTEGER, BIGINT, INTEGER, TIMESTAMP, DOUBLE],
    count,
  );
  fillSeries(chunk, points.series, from, count);
  fillStep(chunk.getColumnVector(2) as DuckDBBigIntVector, points.step, from, count);
  fillEpoch(chunk.getColumnVector(3) as DuckDBIntegerVector, points.epoch, from, count);
  fillTime(
    chunk.getColumnVector(4) as DuckDBTimestampVector,
    points.recordedAt,
    from,
    count,
  );
  const value = chunk.getColumnVector(5) as DuckDBDoubleVector;
  itemsOf<Float64Array>(value).set(points.value.subarray(from, to));
  value.flush();
  return chunk;
}

function fillSeries(
  chunk: DuckDBDataChunk,
  series: readonly (OpenSeries | undefined)[],
  from: number,
  count: number,
): void {
  const runs = chunk.getColumnVector(0) as DuckDBUUIDVector;
  const numbers = chunk.getColumnVector(1) as DuckDBIntegerVector;
  const ids = halvesOf(runs);
  const items = itemsOf<Int32Array>(numbers);
  let run = "";
  for (let i = 0; i < count; i++) {
    const { row, number } = series[from + i]!;
    if (row.run_id === run) {
      ids[2 * i] = ids[2 * i - 2]!;
      ids[2 * i + 1] = ids[2 * i - 1]!;
    } else {
      run = row.run_id;
      const id = BigInt(`0x${run.replaceAll("-", "")}`);
      runs.setItem(i, DuckDBUUIDValue.fromUint128(id));
    }
    items[i] = number;
  }
  runs.flush();
  numbers.flush();
}

function fillStep(
  vector: DuckDBBigIntVector,
  steps: Float64Array,
  from: number,
  count: number,
): void {
  const items = itemsOf<BigInt64Array>(vector);
  // in two halves, the low one first: a BigInt for each step costs as much as the rest
  const halves = new Int32Array(items.buffer, items.byteOffset, 2 * count);
  for (let i = 0; i < count; i++) {
    const step = steps[from + i]!;
    if (Number.isSafeInteger(step)) {
      halves[2 * i] = step;
      halves[2 * i + 1] = Math.floor(step / 2 ** 32);
    } else vector.setItem(i, null);
  }
  vector.flush();
}

/** Fill in microseconds; points that came together have one time. */
function fillTime(
  vector: DuckDBTimestampVector,
  times: Float64Array,
  from: number,
  count: number,
): void {
  const items = itemsOf<BigInt64Array>(vector);
  let last = Number.NaN;
  for (let i = 0; i < count; i++) {
    const at = times[from + i]!;
    if (!Number.isFinite(at)) vector.setItem(i, null);
    else items[i] = at === last ? items[i - 1]! : BigInt(Math.round(at * 1000));
    last = at;
  }
  vector.flush();
}

function fillEpoch(
  vector: DuckDBIntegerVector,
  epochs: Float64Array,
  from: number,
  count: number,
): void {
  const items = itemsOf<Int32Array>(vector);
  for (let i = 0; i < count; i++) {
    const epoch = epochs[from + i]!;
    if (isInteger(epoch)) items[i] = epoch;
    else vector.setItem(i, null);
  }
  vector.flush();
}

/**
 * Return the typed array under a vector. It is not in DuckDB's types but stands in
 * each vector of numbers (@duckdb/node-api 1.5); one write at a time through
 * `setItem` is five times slower.
 */
function itemsOf<A>(vector: object): A {
  return (vector as { items: A }).items;
}

/** Return the halves of 64 bits under a vector of UUIDs, likewise. */
function halvesOf(vector: DuckDBUUIDVector): BigUint64Array {
  const { buffer, byteOffset, byteLength } = (
    vector as unknown as { dataView: DataView }
  ).dataView;
  return new BigUint64Array(buffer, byteOffset, byteLength / 8);
}
