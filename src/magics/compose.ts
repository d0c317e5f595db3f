import type { Values } from "../store/result";
import { ProvError } from "../util/errors";
import { bareStatement, explainTokens, fromToken, sqlTokens } from "../util/sql-text";

/** Where a query keeps what it was written from. */
export const fragment: unique symbol = Symbol.for("tfjs-prov.fragment");

/** The pieces of a template: text, and what stands between. */
export interface Fragment {
  readonly strings: readonly string[];
  readonly values: readonly unknown[];
  /** Values for placeholders that the text has itself. */
  readonly bound?: Values;
}

/** A quoted name, such as `"main"."runs"`. */
export class Identifier {
  readonly #path: readonly string[];

  constructor(path: readonly string[]) {
    if (path.length === 0) throw new ProvError("sql.id needs a name");
    this.#path = path;
  }

  toString(): string {
    return this.#path.map((name) => `"${name.replaceAll('"', '""')}"`).join(".");
  }
}

/** SQL text, and the values for its placeholders. */
export interface Statement {
  text: string;
  values: Values;
}

/**
 * Write a fragment as one statement: each value becomes the next `$n`, each query
 * inside a common table expression that is written once, before those that use it.
 */
export function statementFrom(root: Fragment): Statement {
  if (root.bound) return { text: root.strings.join(""), values: root.bound };
  const writer = new StatementWriter();
  const text = writer.write(root);
  return { text: withTables(text, writer.tables), values: writer.values };
}

/** Collects what a statement needs while its pieces are written. */
class StatementWriter {
  readonly values: unknown[] = [];
  /** Common table expressions, each after those that it uses. */
  readonly tables: string[] = [];
  readonly #names = new Map<Fragment, string>();

  write({ strings, values }: Fragment): string {
    return strings.reduce((text, next, i) => text + this.#piece(values[i - 1]) + next);
  }

  #piece(value: unknown): string {
    if (value instanceof Identifier) return value.toString();
    const nested = fragmentOf(value);
    return nested ? this.#tableName(nested) : `$${this.values.push(value)}`;
  }

  #tableName(nested: Fragment): string {
    const known = this.#names.get(nested);
    if (known !== undefined) return known;
    refuseBound(nested);
    const body = asTable(this.write(nested));
    const name = `query_${this.tables.length + 1}`;
    this.#names.set(nested, name);
    this.tables.push(`${name} AS (\n${body}\n)`);
    return name;
  }
}

function fragmentOf(value: unknown): Fragment | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as { [fragment]?: Fragment })[fragment];
}

function refuseBound({ bound, strings }: Fragment): void {
  if (!bound || Object.keys(bound).length === 0) return;
  throw new ProvError("A query with placeholders of its own can't stand in another", {
    hint: [strings.join(""), "try: write it with sql`…`, its values in the template"],
  });
}

const told = new Set(["SHOW", "DESCRIBE", "SUMMARIZE"]);

/** Return a statement that may stand in `WITH name AS (…)`. */
function asTable(text: string): string {
  const body = bareStatement(text);
  const first = sqlTokens(body)[0]?.text.toUpperCase() ?? "";
  return told.has(first) ? `FROM (${body})` : body;
}

/**
 * Put common table expressions before a statement, or before its own; EXPLAIN,
 * SUMMARIZE and DESCRIBE stay in front, where DuckDB wants them.
 */
function withTables(text: string, tables: readonly string[]): string {
  if (tables.length === 0) return text;
  const body = bareStatement(text);
  const tokens = sqlTokens(body);
  const word = (n: number) => tokens[n]?.text.toUpperCase() ?? "";
  let n = explainTokens(tokens);
  const tells = told.has(word(n));
  if (tells) n++;
  const head = body.slice(0, tokens[n]?.at ?? 0);
  const all = tables.join(", ");
  const rest = (skipped: number) => fromToken(body, tokens, n + skipped);
  if (word(n) !== "WITH") {
    const from = tells && tokens.length === n + 1 ? "FROM " : "";
    return `${head}WITH ${all}\n${from}${rest(0)}`;
  }
  if (word(n + 1) === "RECURSIVE") return `${head}WITH RECURSIVE ${all}, ${rest(2)}`;
  return `${head}WITH ${all}, ${rest(1)}`;
}
