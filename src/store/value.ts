import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
  DuckDBVariantValue,
} from "@duckdb/node-api";

/** Return DuckDB's value as plain JavaScript; see `Column` for the types. */
export function plainFromValue(value: DuckDBValue): unknown {
  if (typeof value === "bigint") return numberIfExact(value);
  if (value === null || typeof value !== "object") return value;
  if (value instanceof DuckDBUnionValue || value instanceof DuckDBVariantValue) {
    return plainFromValue(value.value);
  }
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return value.items.map(plainFromValue);
  }
  if (value instanceof DuckDBDecimalValue) return value.toDouble();
  if (value instanceof DuckDBBlobValue) return Uint8Array.from(value.bytes);
  if (value instanceof DuckDBStructValue) return plainFromEntries(value.entries);
  if (value instanceof DuckDBMapValue) return plainFromMap(value);
  return dateFromTimestamp(value) ?? String(value);
}

/** Return a whole number as `number` when that is exact. */
export function numberIfExact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

// Object.fromEntries makes own properties only, whatever their names are
function plainFromEntries(entries: Readonly<Record<string, DuckDBValue>>): unknown {
  return Object.fromEntries(
    Object.entries(entries).map(([name, inner]) => [name, plainFromValue(inner)]),
  );
}

function plainFromMap({ entries }: DuckDBMapValue): unknown {
  return Object.fromEntries(
    entries.map(({ key, value }) => [String(key), plainFromValue(value)]),
  );
}

function dateFromTimestamp(value: DuckDBValue): Date | undefined {
  const date = new Date(millisecondsOf(value));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function millisecondsOf(value: DuckDBValue): number {
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampTZValue
  ) {
    return Math.floor(Number(value.micros) / 1e3);
  }
  if (value instanceof DuckDBTimestampMillisecondsValue) return Number(value.millis);
  if (value instanceof DuckDBTimestampSecondsValue) return Number(value.seconds) * 1e3;
  if (value instanceof DuckDBTimestampNanosecondsValue) {
    return Math.floor(Number(value.nanos) / 1e6);
  }
  return Number.NaN;
}
