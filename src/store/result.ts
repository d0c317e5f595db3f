/** Values of a column, the same length as the result has rows. */
export type ColumnValues =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | readonly unknown[];

/**
 * One column of a result. Its values are a typed array when every value is a number
 * that fits (whole numbers of 64 bits and more become a Float64Array when all are
 * exact), and else an array in which NULL is `null`.
 *
 * Types: BOOLEAN → boolean; numbers → number, or bigint beyond ±(2^53 - 1); DECIMAL →
 * number; VARCHAR, UUID, ENUM, JSON, DATE, TIME, INTERVAL, BIT → string; TIMESTAMP of
 * any kind → Date in UTC, cut to milliseconds (`epoch_us(x)` keeps the rest), or text
 * where a Date can't hold it, such as infinity; BLOB → Uint8Array; LIST, ARRAY →
 * array; STRUCT, MAP → object; UNION → the value inside.
 */
export interface Column {
  name: string;
  /** As DuckDB writes it, such as `DECIMAL(10,2)`. */
  type: string;
  values: ColumnValues;
}

export interface Result {
  columns: Column[];
  rowCount: number;
  /** Whether the statement has rows beyond the limit that was asked for. */
  more: boolean;
}

/** What is bound: by place for `$1` and `?`, by name for `$name`. */
export type Values = readonly unknown[] | Readonly<Record<string, unknown>>;

export interface ReadOptions {
  /** Read at most so many rows. */
  limit?: number;
}
