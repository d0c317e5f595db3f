import type { ReadOptions, Result, Values } from "../store/result";
import { ProvError } from "../util/errors";
import { inspect } from "../util/inspect";
import { display, type MimeBundle } from "../util/mime";
import { bareStatement } from "../util/sql-text";
import { type Fragment, fragment, type Statement, statementFrom } from "./compose";
import { type Row, Rows } from "./rows";

/** Where a query runs: the store, which writes what is pending first. */
export interface Session {
  read(text: string, values: Values, options?: ReadOptions): Promise<Result>;
}

/** Rows that a query shows of itself. */
export const SHOWN_ROWS = 20;

/** Which rows a query shows of itself where it has many. */
export type Shown = "first" | "last";

/**
 * A query that has not run yet. It runs each time it is awaited or shown, so a query
 * kept in a variable always tells the present; inside another query it is a table.
 */
export class Query<T extends Row = Row> implements PromiseLike<Rows<T>> {
  readonly [fragment]: Fragment;
  readonly #session: Session;
  readonly #shown: Shown;

  constructor(session: Session, from: Fragment, shown: Shown = "first") {
    this.#session = session;
    this.#shown = shown;
    this[fragment] = from;
  }

  /** The SQL text, with placeholders. */
  get text(): string {
    return this.#statement().text;
  }

  /** What is bound to the placeholders. */
  get values(): Values {
    return this.#statement().values;
  }

  /** Run the query, and return all its rows. */
  async run(): Promise<Rows<T>> {
    return new Rows<T>(await this.#read());
  }

  /** Run the query, and return its first rows, which know how many there are. */
  async first(limit: number = SHOWN_ROWS): Promise<Rows<T>> {
    const result = await this.#read({ limit });
    const total = result.more ? await this.#count() : result.rowCount;
    return new Rows<T>(result, { total, shown: limit });
  }

  /** Run the query, and return its last rows, which know how many there are. */
  async last(limit: number = SHOWN_ROWS): Promise<Rows<T>> {
    const result = await this.#read();
    return new Rows<T>(lastRows(result, limit), {
      total: result.rowCount,
      shown: limit,
    });
  }

  /** Run the query, and return the rows that it shows: its first, or its last. */
  shown(limit: number = SHOWN_ROWS): Promise<Rows<T>> {
    return this.#shown === "first" ? this.first(limit) : this.last(limit);
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting a query runs it
  then<A = Rows<T>, B = never>(
    resolved?: ((rows: Rows<T>) => A | PromiseLike<A>) | null,
    rejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.run().then(resolved, rejected);
  }

  async [display](): Promise<MimeBundle> {
    return (await this.shown())[display]();
  }

  toString(): string {
    return `${this.text.trim()}\nnot run yet: await it, or show it`;
  }

  [inspect](): string {
    return this.toString();
  }

  #statement(): Statement {
    return statementFrom(this[fragment]);
  }

  async #read(options?: ReadOptions): Promise<Result> {
    const { text, values } = this.#statement();
    try {
      return await this.#session.read(text, values, options);
    } catch (error) {
      throw withNameHint(error, values);
    }
  }

  /** Count all rows; undefined for a statement that can't be counted. */
  async #count(): Promise<number | undefined> {
    const { text, values } = this.#statement();
    const counting = `SELECT count(*) AS n FROM (\n${bareStatement(text)}\n)`;
    const result = await this.#session.read(counting, values).catch(() => undefined);
    return result && Number(result.columns[0]!.values[0]);
  }
}

function lastRows({ columns, rowCount }: Result, limit: number): Result {
  const from = Math.max(0, rowCount - limit);
  return {
    columns: columns.map((column) => ({
      ...column,
      values: column.values.slice(from),
    })),
    rowCount: rowCount - from,
    more: false,
  };
}

const misplaced = /syntax error at or near "\$(\d+)"|Parameter not supported in/;

/** Tell how to write a name, where a value was given in the place of one. */
function withNameHint(error: unknown, values: Values): unknown {
  const match = error instanceof ProvError ? misplaced.exec(error.message) : null;
  if (!match) return error;
  const value = match[1] && Array.isArray(values) ? values[Number(match[1]) - 1] : "";
  const name = typeof value === "string" && value !== "" ? value : "name";
  return new ProvError((error as ProvError).message, {
    hint: [
      "a value can't stand for a table, a column or a piece of SQL",
      `try: \${sql.id(${JSON.stringify(name)})}`,
    ],
    cause: (error as ProvError).cause,
  });
}
