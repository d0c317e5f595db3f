import { importedTypes } from "./columns/imported";
import { columns } from "./columns/index";
import type { Literal } from "./columns/literals";
import type { FactTables } from "./facts";
import { json, quoted, timestamp, wellFormed } from "./literal";

type Table = keyof FactTables;

/** Rows that wait to be written, by their tables: of most there are none. */
export class Waiting {
  #rows = new Map<Table, FactTables[Table][]>();

  add<T extends Table>(table: T, row: FactTables[T]): void {
    const rows = this.#rows.get(table);
    if (rows) rows.push(row);
    else this.#rows.set(table, [row]);
  }

  /**
   * Take the statements that insert them.
   *
   * @param lease until when what begins is said to live.
   */
  take(lease: number): string[] {
    if (this.#rows.size === 0) return [];
    const waiting = [...this.#rows].sort(([a], [b]) => ranks.get(a)! - ranks.get(b)!);
    this.#rows = new Map();
    return waiting.flatMap(([table, rows]) =>
      parted(table, rows).map((part) => insertInto(table, part, lease)),
    );
  }
}

/** The order of writing: a layer is new when its model is not in the file yet, and so on. */
const order: Record<Table, 0> = {
  layers: 0,
  models: 0,
  cells: 0,
  cell_runs: 0,
  cell_uses: 0,
  packages: 0,
  environments: 0,
  dataset_columns: 0,
  dataset_classes: 0,
  row_fingerprints: 0,
  datasets: 0,
  dataset_names: 0,
  derivations: 0,
  runs: 0,
  phases: 0,
  params: 0,
  epochs: 0,
  events: 0,
  run_commits: 0,
  telemetry: 0,
  model_states: 0,
  state_links: 0,
  state_uses: 0,
  artifacts: 0,
  artifact_files: 0,
  dataset_uses: 0,
  seeds: 0,
  promotions: 0,
  charts: 0,
  chart_runs: 0,
  imported_statements: 0,
  imported_scopes: 0,
  imported_documents: 0,
  plan_params: 0,
  plan_calls: 0,
  plan_ports: 0,
  plan_steps: 0,
  plans: 0,
};

const ranks: ReadonlyMap<string, number> = new Map(
  Object.keys(order).map((table, rank) => [table, rank]),
);

/** Tables whose rows are `running` when they are added, and hold a lease. */
const begun: readonly Table[] = ["runs", "phases", "cell_runs"];

/**
 * Tables whose rows may be in the file already, and the key that tells so; and what of a row
 * makes it another one, where not all of it does: equal models have names of their own.
 */
const known: {
  readonly [T in Table]?: readonly [key: string, of: string, each?: string];
} = {
  models: ["model_id", "models", "model_id"],
  layers: ["model_id", "models", "model_id, position"],
  cells: ["cell_hash", "cells"],
  cell_runs: ["cell_run_id", "cell_runs"],
  cell_uses: ["cell_run_id", "cell_uses"],
  environments: ["environment_id", "environments"],
  packages: ["environment_id", "environments"],
  datasets: ["dataset_hash", "datasets"],
  dataset_columns: ["dataset_hash", "datasets"],
  dataset_classes: ["dataset_hash", "datasets"],
  row_fingerprints: ["dataset_hash", "row_fingerprints"],
  imported_statements: ["document_hash", "imported_documents"],
  imported_scopes: ["document_hash", "imported_documents"],
  imported_documents: ["document_hash", "imported_documents"],
};

/** Tables whose rows are written as JSON, with their types. */
const inJson: { readonly [T in Table]?: object } = importedTypes;

/** Rows of one statement at most: DuckDB parses many in more than their share of time. */
const AT_ONCE = 1000;

/** Part many rows; where rows of one key tell that it is there they stay together. */
function parted<T extends Table>(
  table: T,
  rows: readonly FactTables[T][],
): (readonly FactTables[T][])[] {
  if (rows.length <= AT_ONCE) return rows.length === 0 ? [] : [rows];
  if (known[table]?.[1] === table) return [rows];
  const count = Math.ceil(rows.length / AT_ONCE);
  return Array.from({ length: count }, (_, i) =>
    rows.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  );
}

function insertInto<T extends Table>(
  table: T,
  rows: readonly FactTables[T][],
  lease: number,
): string {
  const insertion = insertionInto(table);
  const { all, target, types, unknown, distinct } = insertion;
  const values = types
    ? `SELECT ${all} FROM (${jsonOf(table, rows, types)})`
    : valuesOf(insertion, rows, lease);
  if (unknown === null) return `${target} ${values}`;
  return `${target} SELECT ${distinct} * FROM (${values}) v(${all}) WHERE ${unknown}`;
}

/** What is the same in each statement that inserts into a table. */
interface Insertion {
  readonly target: string;
  /** The columns, as SQL lists them. */
  readonly all: string;
  readonly fields: readonly (readonly [name: string, literal: Literal<unknown>])[];
  /** Whether its rows are `running` until they are told to have ended. */
  readonly starts: boolean;
  readonly types: object | undefined;
  /** Tells a row that is not in the file yet, where it may be. */
  readonly unknown: string | null;
  /** Leaves one row of each, where it may be. */
  readonly distinct: string;
}

const insertions = new Map<Table, Insertion>();

function insertionInto(table: Table): Insertion {
  const made = insertions.get(table);
  if (made) return made;
  const fields = Object.entries(columns[table]) as [string, Literal<unknown>][];
  const starts = begun.includes(table);
  const names = fields.map(([name]) => name);
  const all = [...names, ...(starts ? ["status", "lease_until"] : [])].join(", ");
  const target = `INSERT INTO tfjs_prov.${table} (${all})`;
  const [key, of, each] = known[table] ?? [];
  const there = `SELECT CAST(${key} AS VARCHAR) FROM tfjs_prov.${of}`;
  const unknown = key === undefined ? null : `${key} NOT IN (${there})`;
  const distinct = each === undefined ? "DISTINCT" : `DISTINCT ON (${each})`;
  const types = inJson[table];
  const insertion = { target, all, fields, starts, types, unknown, distinct };
  insertions.set(table, insertion);
  return insertion;
}

function valuesOf(
  { fields, starts }: Insertion,
  rows: readonly object[],
  lease: number,
): string {
  const extra = starts ? `, 'running', ${timestamp(lease)}` : "";
  const tuples = (rows as readonly Readonly<Record<string, unknown>>[]).map((row) => {
    const values = fields.map(([name, literal]) => literal(row[name]));
    return `(${values.join(", ")}${extra})`;
  });
  return `VALUES ${tuples.join(",\n")}`;
}

/** Write rows as one text of JSON; a column that is JSON itself is a text in it. */
function jsonOf<T extends Table>(
  table: T,
  rows: readonly FactTables[T][],
  types: object,
): string {
  const literals: Readonly<Record<string, unknown>> = columns[table];
  const text = JSON.stringify(rows, (name, value: unknown) => {
    if (typeof value !== "string") return value;
    return literals[name] === json ? wellFormed(value) : value.toWellFormed();
  });
  const type = JSON.stringify([types]);
  return `SELECT unnest(from_json(${quoted(text)}, ${quoted(type)}), recursive := true)`;
}
