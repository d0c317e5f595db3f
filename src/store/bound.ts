import {
  BIGINT,
  BIGNUM,
  BLOB,
  BOOLEAN,
  blobValue,
  DOUBLE,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBUUIDValue,
  type DuckDBValue,
  HUGEINT,
  INTEGER,
  LIST,
  listValue,
  SQLNULL,
  TIMESTAMP,
  UUID,
  VARCHAR,
} from "@duckdb/node-api";
import { ProvError } from "../util/errors";

/** A value as DuckDB takes it, with its type. */
export interface Bound {
  value: DuckDBValue;
  type: DuckDBType;
}

/**
 * Return a value as it is bound. Whole numbers are INTEGER or BIGINT, other numbers
 * DOUBLE, Dates TIMESTAMP in UTC, bytes BLOB, arrays and typed arrays LIST.
 *
 * @param place how an error names the value, such as `Value 2`.
 */
export function boundFrom(value: unknown, place: string): Bound {
  switch (typeof value) {
    case "boolean":
      return { value, type: BOOLEAN };
    case "string":
      return { value, type: VARCHAR };
    case "number":
      return { value, type: numberType(value) };
    case "bigint":
      return { value, type: bigintType(value) };
    case "object":
      return value === null ? { value, type: SQLNULL } : boundFromObject(value, place);
    default:
      throw unbindable(place, typeof value, "give null for no value");
  }
}

function boundFromObject(value: object, place: string): Bound {
  if (value instanceof Date) return boundFromDate(value, place);
  if (value instanceof Uint8Array) return { value: blobValue(value), type: BLOB };
  if (Array.isArray(value)) return boundFromArray(value, place);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return boundFromArray(Array.from(value as unknown as ArrayLike<unknown>), place);
  }
  throw unbindable(
    place,
    `an object (${value.constructor?.name ?? "null prototype"})`,
    "give one of its fields, or JSON.stringify(it)",
  );
}

function unbindable(place: string, what: string, hint: string): ProvError {
  return new ProvError(`${place} of the query is ${what}, which has no SQL type`, {
    hint: [
      "bound are: numbers, bigints, text, booleans, null, Dates, bytes, arrays of one of these",
      hint,
    ],
  });
}

function boundFromDate(value: Date, place: string): Bound {
  const ms = value.getTime();
  if (Number.isNaN(ms)) {
    throw new ProvError(`${place} of the query is an invalid Date`, {
      hint: "give null for no time",
    });
  }
  return { value: new DuckDBTimestampValue(BigInt(ms) * 1000n), type: TIMESTAMP };
}

function numberType(value: number): DuckDBType {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return DOUBLE;
  return (value | 0) === value ? INTEGER : BIGINT;
}

function bigintType(value: bigint): DuckDBType {
  if (BigInt.asIntN(64, value) === value) return BIGINT;
  return BigInt.asIntN(128, value) === value ? HUGEINT : BIGNUM;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * Bind an array as a list. Text that is all UUIDs becomes a list of UUIDs, because
 * DuckDB compares `run_id IN (…)` with a list of text only after a cast.
 */
function boundFromArray(values: readonly unknown[], place: string): Bound {
  if (values.length > 0 && values.every((v) => typeof v === "string" && uuid.test(v))) {
    const ids = values.map((id) => uuidFrom(id as string));
    return { value: listValue(ids), type: LIST(UUID) };
  }
  const items = values.map((value, i) => boundFrom(value, `${place}[${i}]`));
  const type = items
    .map((item) => item.type)
    .reduce((all, type) => commonType(all, type, place), SQLNULL as DuckDBType);
  const list = listValue(items.map((item) => converted(item.value, type)));
  return { value: list, type: LIST(type) };
}

function uuidFrom(text: string): DuckDBUUIDValue {
  return DuckDBUUIDValue.fromUint128(BigInt(`0x${text.replaceAll("-", "")}`));
}

/** From narrow to wide: a list of numbers takes the widest of its items' types. */
const widths: readonly DuckDBType[] = [INTEGER, BIGINT, HUGEINT, BIGNUM, DOUBLE];

function commonType(a: DuckDBType, b: DuckDBType, place: string): DuckDBType {
  if (a === SQLNULL || String(a) === String(b)) return b;
  if (b === SQLNULL) return a;
  const wider = Math.max(widths.indexOf(a), widths.indexOf(b));
  if (!widths.includes(a) || !widths.includes(b)) {
    throw new ProvError(`${place} of the query is an array that mixes ${a} and ${b}`, {
      hint: "a list in SQL holds values of one type",
    });
  }
  return widths[wider]!;
}

function converted(value: DuckDBValue, type: DuckDBType): DuckDBValue {
  if (value === null || !widths.includes(type)) return value;
  const wide = type === HUGEINT || type === BIGNUM;
  if (type === DOUBLE) return Number(value);
  return wide ? BigInt(value as number | bigint) : value;
}
