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
  for (let i = 0; i < points.length; i++) {
    const { row, number } = points.series[i]!;
    const epoch = points.epoch[i]!;
    tuples.push(
      `(${quoted(row.run_id)}, ${number}, ${whole(points.step[i]!)}, ${integer(epoch)}, ` +
        `${timestamp(points.recordedAt[i]!)}, ${double(points.value[i]!)})`,
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
  const at = chunk.getColumnVector(4) as DuckDBTimestampVector;
  const micros = itemsOf<BigInt64Array>(at);
  for (let i = 0; i < count; i++) {
    const ms = points.recordedAt[from + i]!;
    if (Number.isFinite(ms)) micros[i] = BigInt(Math.round(ms * 1000));
    else at.setItem(i, null);
  }
  at.flush();
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
  let run = "";
  let id = DuckDBUUIDValue.Min;
  for (let i = 0; i < count; i++) {
    const { row, number } = series[from + i]!;
    if (row.run_id !== run) {
      run = row.run_id;
      id = DuckDBUUIDValue.fromUint128(BigInt(`0x${run.replaceAll("-", "")}`));
    }
    runs.setItem(i, id);
    itemsOf<Int32Array>(numbers)[i] = number;
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
  for (let i = 0; i < count; i++) {
    const step = steps[from + i]!;
    if (Number.isSafeInteger(step)) items[i] = BigInt(step);
    else vector.setItem(i, null);
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
