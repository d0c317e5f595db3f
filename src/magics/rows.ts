import type { Column, ColumnValues, Result } from "../store/result";
import { inspect } from "../util/inspect";
import { display, type MimeBundle } from "../util/mime";
import { csvFromColumns } from "./csv";
import { tableText } from "./table";
import { tableHtml } from "./table-html";
import { jsonFromValue } from "./value-text";

/** A row as an object; say what is in it by `` sql<{ name: string }>`…` ``. */
export type Row = Record<string, unknown>;

export interface RowsOptions {
  /** Rows that the query has, where these are only the first of them. */
  total?: number;
  /** Rows that a table shows at most; 20 unless told. */
  shown?: number;
}

/**
 * The rows of a query. They are kept as columns, and become objects when asked for.
 *
 * @example
 * for (const { name, best_loss } of await prov.sql`FROM runs`) console.log(name);
 */
export class Rows<T extends Row = Row> implements Iterable<T> {
  readonly #columns: readonly Column[];
  readonly length: number;
  /** Rows that the query has; undefined when there are more than these, uncounted. */
  readonly total: number | undefined;
  readonly #shown: number | undefined;

  constructor(result: Result, { total, shown }: RowsOptions = {}) {
    const { columns, rowCount, more } = result;
    this.#columns = columns;
    this.#shown = shown;
    this.length = rowCount;
    this.total = total ?? (more ? undefined : rowCount);
  }

  /** Names of the columns. */
  get columns(): string[] {
    return this.#columns.map(({ name }) => name);
  }

  /** DuckDB's types of the columns. */
  get types(): string[] {
    return this.#columns.map(({ type }) => type);
  }

  /** Return a row; a negative place counts from the end. */
  at(i: number): T | undefined {
    const row = i < 0 ? this.length + i : i;
    return row >= 0 && row < this.length ? this.#row(Math.trunc(row)) : undefined;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.length; i++) yield this.#row(i);
  }

  toArray(): T[] {
    return [...this];
  }

  /**
   * Return the columns by name, without copying: typed arrays where all values are
   * numbers, else arrays in which NULL is null.
   */
  toArrays(): { [Name in keyof T]: ColumnValues } {
    return Object.fromEntries(
      this.#columns.map(({ name, values }) => [name, values]),
    ) as { [Name in keyof T]: ColumnValues };
  }

  /** Return RFC 4180 text: NULL is empty, empty text `""`, times are in UTC. */
  toCSV(): string {
    return csvFromColumns(this.#columns, this.length);
  }

  /** Return objects for JSON: NaN, ±infinity and bigints as text, Dates in ISO form. */
  toJSON(): Row[] {
    return Array.from(this, (row) => jsonFromValue(row) as Row);
  }

  /** Return a table of the first rows. */
  toString(options: { rows?: number; width?: number } = {}): string {
    return tableText(this.#table(), options);
  }

  [inspect](): string {
    return this.toString();
  }

  [display](): MimeBundle {
    const table = this.#table();
    const how = { rows: this.#shown };
    return {
      data: { "text/html": tableHtml(table, how), "text/plain": tableText(table, how) },
      metadata: {},
    };
  }

  #row(i: number): T {
    return Object.fromEntries(
      this.#columns.map(({ name, values }) => [name, values[i]]),
    ) as T;
  }

  #table() {
    return { columns: this.#columns, length: this.length, total: this.total };
  }
}
