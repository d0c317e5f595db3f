import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoted } from "./literal";

/** What may follow a text, as DuckDB's own completion has it. */
export interface Suggestion {
  text: string;
  kind: "keyword" | "function" | "table function" | "type";
}

/** A table to mirror: its columns with their types; a type that is not known is "". */
export interface MirroredTable {
  schema: string;
  name: string;
  columns: readonly { name: string; type: string }[];
}

const kinds: Record<string, Suggestion["kind"]> = {
  keyword: "keyword",
  scalar_function: "function",
  table_function: "table function",
  type: "type",
};

/**
 * An empty double of a file, in memory: a text under way can be examined in it without
 * opening the file, which would lock it and write what waits.
 */
export class Mirror {
  readonly #connection: DuckDBConnection;
  /** Words that can't be names without quotes, in lower case. */
  readonly reserved: ReadonlySet<string>;

  private constructor(connection: DuckDBConnection, reserved: ReadonlySet<string>) {
    this.#connection = connection;
    this.reserved = reserved;
  }

  /** Make a mirror without tables. */
  static async open(): Promise<Mirror> {
    // A query under way must not read files, nor fetch them.
    const options = { threads: "1", enable_external_access: "false" };
    const instance = await DuckDBInstance.create(":memory:", options);
    const connection = await instance.connect();
    const words = await connection.runAndReadAll(
      "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'",
    );
    const reserved = new Set(words.getRows().map(([word]) => String(word)));
    return new Mirror(connection, reserved);
  }

  /** Make empty tables like these; each has a name of its own. */
  async take(tables: readonly MirroredTable[]): Promise<void> {
    try {
      await this.#connection.run(tables.map((table) => tableText(table)).join(";"));
    } catch {
      // A type of the file's own is not known here.
      const texts = tables.map((table) => tableText(table, () => "VARCHAR"));
      await this.#connection.run(texts.join(";"));
    }
  }

  /** Return what may follow a text and begins with its last word; nothing if unsure. */
  async suggestions(text: string): Promise<Suggestion[]> {
    const rows = await this.#rows(
      "SELECT trim(suggestion), suggestion_type " +
        `FROM sql_auto_complete(${quoted(text)}) WHERE suggestion_score = 0`,
    );
    return rows.flatMap(([suggestion, type]) => {
      const kind = kinds[type!];
      return kind ? [{ text: suggestion!, kind }] : [];
    });
  }

  /** Return the columns of a query; nothing for one that is wrong, or not whole. */
  async columnsOf(query: string): Promise<{ name: string; type: string }[]> {
    const rows = await this.#rows(`DESCRIBE ${query}`);
    return rows.map(([name, type]) => ({ name: name!, type: type! }));
  }

  /** Return what DuckDB tells of a function: how it is called, and what it does. */
  async describeFunction(name: string): Promise<string | undefined> {
    const rows = await this.#rows(
      "SELECT DISTINCT parameters::VARCHAR, description FROM duckdb_functions() " +
        `WHERE function_name = lower(${quoted(name)}) AND description IS NOT NULL ` +
        "ORDER BY ALL LIMIT 4",
    );
    if (rows.length === 0) return undefined;
    const calls = rows.map(([names]) => `${name}(${names!.slice(1, -1)})`);
    const told = rows.map(([, description]) => description!);
    return [...new Set([...calls, ...told])].join("\n");
  }

  /**
   * Run a statement, and return its rows as text; none when it fails. Values are in the
   * text, and the chunks in memory: each wait would cost a training's turn of the loop.
   */
  async #rows(text: string): Promise<string[][]> {
    const result = await this.#connection.run(text).catch(() => undefined);
    if (!result) return [];
    return Array.from({ length: result.chunkCount }, (_, i) => result.getChunk(i))
      .flatMap((chunk) => chunk.getRows())
      .map((row) => row.map(String));
  }
}

function tableText(
  { schema, name, columns }: MirroredTable,
  typeOf = (type: string) => type || "VARCHAR",
): string {
  const body = columns.map((one) => `${identifier(one.name)} ${typeOf(one.type)}`);
  return (
    `CREATE SCHEMA IF NOT EXISTS ${identifier(schema)};` +
    `CREATE OR REPLACE TABLE ${identifier(schema)}.${identifier(name)} (${body})`
  );
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
