import {
  type DuckDBDataChunk,
  type DuckDBResult,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import type { Column, ColumnValues } from "./result";
import { plainFromValue } from "./value";

type TypedArray = Exclude<ColumnValues, readonly unknown[]>;

/** The array that holds a numeric type exactly, or as far as a number goes. */
const typedArrays: Partial<Record<DuckDBTypeId, new (length: number) => TypedArray>> = {
  [DuckDBTypeId.DOUBLE]: Float64Array,
  [DuckDBTypeId.FLOAT]: Float32Array,
  [DuckDBTypeId.DECIMAL]: Float64Array,
  [DuckDBTypeId.TINYINT]: Int8Array,
  [DuckDBTypeId.SMALLINT]: Int16Array,
  [DuckDBTypeId.INTEGER]: Int32Array,
  [DuckDBTypeId.BIGINT]: Float64Array,
  [DuckDBTypeId.HUGEINT]: Float64Array,
  [DuckDBTypeId.UTINYINT]: Uint8Array,
  [DuckDBTypeId.USMALLINT]: Uint16Array,
  [DuckDBTypeId.UINTEGER]: Uint32Array,
  [DuckDBTypeId.UBIGINT]: Float64Array,
  [DuckDBTypeId.UHUGEINT]: Float64Array,
  [DuckDBTypeId.BIGNUM]: Float64Array,
};

/** Return the first `rowCount` rows of a result as columns. */
export function columnsFromChunks(
  result: DuckDBResult,
  chunks: readonly DuckDBDataChunk[],
  rowCount: number,
): Column[] {
  return result.deduplicatedColumnNames().map((name, index) => {
    const type = result.columnType(index);
    const typed = typedArrays[type.typeId];
    return {
      name,
      type: typeText(type),
      values:
        (typed && typedValues(chunks, index, new typed(rowCount))) ??
        plainValues(chunks, index, rowCount),
    };
  });
}

function typeText(type: DuckDBType): string {
  return type.alias ?? type.toString();
}

/** Fill the array, or return undefined when a value is no number. */
function typedValues(
  chunks: readonly DuckDBDataChunk[],
  index: number,
  values: TypedArray,
): TypedArray | undefined {
  let row = 0;
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(index);
    const end = Math.min(chunk.rowCount, values.length - row);
    for (let i = 0; i < end; i++) {
      const value = plainFromValue(vector.getItem(i));
      if (typeof value !== "number") return undefined;
      values[row++] = value;
    }
  }
  return values;
}

function plainValues(
  chunks: readonly DuckDBDataChunk[],
  index: number,
  rowCount: number,
): unknown[] {
  const values: unknown[] = [];
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(index);
    const end = Math.min(chunk.rowCount, rowCount - values.length);
    for (let i = 0; i < end; i++) values.push(plainFromValue(vector.getItem(i)));
  }
  return values;
}
