import { importedTypes } from "./columns/imported";
import { columns } from "./columns/index";
import type { Literal } from "./columns/literals";
import type { FactTables } from "./facts";
import { json, quoted, timestamp, wellFormed } from "./literal";

/** Rows of every table, waiting to be written. */
export type Waiting = { [T in keyof FactTables]: FactTables[T][] };

/** Return a place for rows, with none in it. */
export function noRows(): Waiting {
  return Object.fromEntries(order.map((table) => [table, []])) as unknown as Waiting;
}

/** The order of writing: a layer is new when its model is not in the file yet, and so on. */
const order = Object.keys({
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
} satisfies Record<keyof FactTables, 0>) as (keyof FactTables)[];

/** Tables whose rows are `running` when they are added, and hold a lease. */
const begun: readonly (keyof FactTables)[] = ["runs", "phases", "cell_runs"];

/** Tables whose rows may be in the file already, and the key that tells so. */
const known: { readonly [T in keyof FactTables]?: readonly [key: string, of: string] } =
  {
    models: ["model_id", "models"],
    layers: ["model_id", "models"],
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
const inJson: { readonly [T in keyof FactTables]?: object } = importedTypes;

/** Rows of one statement at most: DuckDB parses many in more than their share of time. */
const AT_ONCE = 1000;

/**
 * Return the statements that insert rows.
 *
 * @param lease until when what begins is said to live.
 */
export function insertStatements(waiting: Waiting, lease: number): string[] {
  return order.flatMap((table) =>
    parted(table, waiting[table]).map((rows) => insertInto(table, rows, lease)),
  );
}

/** Part many rows; where rows of one key tell that it is there they stay together. */
function parted<T extends keyof FactTables>(
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

function insertInto<T extends keyof FactTables>(
  table: T,
  rows: readonly FactTables[T][],
  lease: number,
): string {
  const starts = begun.includes(table);
  const names = Object.keys(columns[table]).join(", ");
  const all = starts ? `${names}, status, lease_until` : names;
  const extra = starts ? `, 'running', ${timestamp(lease)}` : "";
  const types = inJson[table];
  const values = types
    ? `SELECT ${all} FROM (${jsonOf(table, rows, types)})`
    : valuesOf(table, rows, extra);
  const target = `INSERT INTO tfjs_prov.${table} (${all})`;
  const [key, of] = known[table] ?? [];
  if (key === undefined) return `${target} ${values}`;
  return (
    `${target} SELECT DISTINCT * FROM (${values}) v(${all}) ` +
    `WHERE ${key} NOT IN (SELECT CAST(${key} AS VARCHAR) FROM tfjs_prov.${of})`
  );
}

function valuesOf<T extends keyof FactTables>(
  table: T,
  rows: readonly FactTables[T][],
  extra: string,
): string {
  const fields = Object.entries(columns[table]) as [
    keyof FactTables[T],
    Literal<unknown>,
  ][];
  const tuples = rows.map(
    (row) =>
      `(${fields.map(([name, literal]) => literal(row[name])).join(", ")}${extra})`,
  );
  return `VALUES ${tuples.join(",\n")}`;
}

/** Write rows as one text of JSON; a column that is JSON itself is a text in it. */
function jsonOf<T extends keyof FactTables>(
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
