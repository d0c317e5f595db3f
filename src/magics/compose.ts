import type { Values } from "../store/result";
import { ProvError } from "../util/errors";
import { bareStatement, fromToken, sqlTokens } from "../util/sql-text";

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
  const values: unknown[] = [];
  const names = new Map<Fragment, string>();
  const tables: string[] = [];
  const render = ({ strings, values }: Fragment): string =>
    strings.reduce((text, next, i) => text + piece(values[i - 1]) + next);
  const piece = (value: unknown): string => {
    if (value instanceof Identifier) return value.toString();
    const nested = fragmentOf(value);
    return nested ? nameOf(nested) : `$${values.push(value)}`;
  };
  const nameOf = (nested: Fragment): string => {
    const known = names.get(nested);
    if (known !== undefined) return known;
    refuseBound(nested);
    const body = render(nested);
    const name = `query_${names.size + 1}`;
    names.set(nested, name);
    tables.push(`${name} AS (\n${asTable(body)}\n)`);
    return name;
  };
  const text = render(root);
  return { text: tables.length === 0 ? text : withTables(text, tables), values };
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

/** Put common table expressions before a statement, or before its own. */
function withTables(text: string, tables: readonly string[]): string {
  const body = bareStatement(text);
  const tokens = sqlTokens(body);
  const word = (n: number) => tokens[n]?.text.toUpperCase() ?? "";
  let n = 0;
  while (told.has(word(n)) || word(n) === "EXPLAIN" || word(n) === "ANALYZE") n++;
  const bareName = told.has(word(n - 1)) && tokens.length === n + 1;
  const own = word(n) === "WITH";
  const recursive = own && word(n + 1) === "RECURSIVE";
  const head = body.slice(0, tokens[n]?.at ?? 0);
  const rest = fromToken(body, tokens, n + (recursive ? 2 : own ? 1 : 0));
  const keyword = recursive ? "WITH RECURSIVE" : "WITH";
  const before = `${head}${keyword} ${tables.join(", ")}`;
  if (own) return `${before}, ${rest}`;
  return `${before}\n${bareName ? "FROM " : ""}${rest}`;
}
