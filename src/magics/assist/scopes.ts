import { type SqlToken, sqlTokens } from "../../util/sql-text";
import { isName, nameOf } from "./place";

/** What FROM names: a table by its path, or a query that stands for one. */
export interface Source {
  /** The name that its columns can be asked by. */
  alias: string;
  path: readonly string[];
  /** The text of a query with the same columns, for a subquery. */
  query?: string;
}

/** What a cursor can refer to. */
export interface Visible {
  /** Of the innermost query first, then of those around it. */
  sources: readonly Source[];
  /** Tables of WITH by their names in lower case. */
  tables: ReadonlyMap<string, WithTable>;
}

/** A table of WITH, and a query that reads it. */
export interface WithTable {
  name: string;
  query: string;
}

/** Find what a statement names around a place; it need not be whole. */
export function visibleAt(text: string, at: number): Visible {
  const reader = new ScopeReader(text, at);
  const scopes: Scope[] = [];
  for (let scope: Scope | undefined = reader.here; scope; scope = scope.parent) {
    scopes.push(scope);
  }
  return { sources: scopes.flatMap(({ sources }) => sources), tables: reader.tables };
}

/** One query between its parentheses. */
interface Scope {
  parent: Scope | undefined;
  sources: Source[];
  /** Where in a query: a source may follow, sources are listed, WITH names tables. */
  state: "source" | "sources" | "with" | undefined;
  /** What the parentheses are: a subquery in FROM, or a table of WITH. */
  role: "source" | { table: string } | undefined;
  opensAt: number;
}

const before = /^(?:FROM|JOIN|DESCRIBE|DESC|SUMMARIZE|PIVOT|UNPIVOT)$/;
const ends =
  /^(?:SELECT|WHERE|GROUP|ORDER|HAVING|LIMIT|OFFSET|QUALIFY|WINDOW|ON|USING|SET|VALUES|SHOW)$/;
const unites = /^(?:UNION|INTERSECT|EXCEPT)$/;
/** Words that follow a table and are no alias of it. */
const noAlias =
  /^(?:SELECT|WHERE|GROUP|ORDER|HAVING|LIMIT|OFFSET|QUALIFY|WINDOW|ON|USING|UNION|INTERSECT|EXCEPT|JOIN|LEFT|RIGHT|FULL|INNER|OUTER|CROSS|NATURAL|ANTI|SEMI|ASOF|POSITIONAL|TABLESAMPLE|PIVOT|UNPIVOT|AT|FROM)$/i;

/** Reads a statement from left to right, and remembers the scope at one place. */
class ScopeReader {
  here: Scope;
  readonly tables = new Map<string, WithTable>();
  readonly #text: string;
  readonly #tokens: readonly SqlToken[];
  #n = 0;
  #scope: Scope = scopeIn(undefined);
  /** The text from WITH to its last table so far. */
  #with = "";
  #withAt = 0;
  #tableName: string | undefined;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#tokens = sqlTokens(text);
    let here: Scope | undefined;
    while (this.#n < this.#tokens.length) {
      if (this.#tokens[this.#n]!.at >= at) here ??= this.#scope;
      this.#read(this.#tokens[this.#n++]!);
    }
    this.here = here ?? this.#scope;
  }

  #read(token: SqlToken): void {
    const word = token.text.toUpperCase();
    const scope = this.#scope;
    if (word === "(") this.#open(token);
    else if (word === ")") this.#close(token);
    else if (word === ";") this.#scope = scopeIn(undefined);
    else if (unites.test(word)) this.#unite();
    else if (word === "WITH") this.#startWith(token);
    else if (before.test(word)) scope.state = "source";
    else if (ends.test(word)) scope.state = undefined;
    else if (word === "," && scope.state === "sources") scope.state = "source";
    else if (isName(token.text)) this.#name(token);
  }

  #name(token: SqlToken): void {
    const scope = this.#scope;
    if (scope.state === "with") {
      if (!/^(?:RECURSIVE|AS|NOT|MATERIALIZED)$/i.test(token.text)) {
        this.#tableName = nameOf(token.text);
      }
    } else if (scope.state === "source" && !/^(?:LATERAL|ONLY)$/i.test(token.text)) {
      this.#source(token);
    }
  }

  /** Read a table's path and its alias. */
  #source(token: SqlToken): void {
    const path = [nameOf(token.text)];
    while (this.#peek() === "." && isName(this.#peek(1))) {
      path.push(nameOf(this.#peek(1)!));
      this.#n += 2;
    }
    this.#scope.state = "sources";
    // A function's columns are not known.
    if (this.#peek() === "(") return;
    this.#scope.sources.push({ alias: this.#alias() ?? path.at(-1)!, path });
  }

  #alias(): string | undefined {
    if (this.#peek()?.toUpperCase() === "AS") this.#n++;
    const next = this.#peek();
    if (!isName(next) || noAlias.test(next)) return undefined;
    this.#n++;
    return nameOf(next);
  }

  #open({ at }: SqlToken): void {
    const outer = this.#scope;
    const previous = this.#tokens[this.#n - 2]?.text ?? "";
    this.#scope = scopeIn(outer, at);
    if (outer.state === "source") this.#scope.role = "source";
    if (outer.state === "with" && /^(?:AS|MATERIALIZED)$/i.test(previous)) {
      this.#scope.role = { table: this.#tableName ?? "" };
    }
  }

  #close({ at }: SqlToken): void {
    const { parent, role, opensAt } = this.#scope;
    if (!parent) return;
    this.#scope = parent;
    if (role === "source") {
      parent.state = "sources";
      const query = `${this.#with} FROM ${this.#text.slice(opensAt, at + 1)}`;
      parent.sources.push({ alias: this.#alias() ?? "", path: [], query });
    } else if (role) {
      this.#with = this.#text.slice(this.#withAt, at + 1);
      const { table: name } = role;
      const query = `${this.#with} FROM "${name}"`;
      this.tables.set(name.toLowerCase(), { name, query });
    }
  }

  /** Begin another query beside the one before. */
  #unite(): void {
    const { parent, role, opensAt } = this.#scope;
    this.#scope = { ...scopeIn(parent, opensAt), role };
  }

  #startWith({ at }: SqlToken): void {
    this.#scope.state = "with";
    this.#withAt = at;
  }

  #peek(ahead = 0): string | undefined {
    return this.#tokens[this.#n + ahead]?.text;
  }
}

function scopeIn(parent: Scope | undefined, opensAt = 0): Scope {
  return { parent, sources: [], state: undefined, role: undefined, opensAt };
}
