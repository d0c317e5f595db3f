import { scrub } from "../util/scrub";
import type { FactTables, Scalar } from "./facts";
import {
  blob,
  double,
  integer,
  json,
  quoted,
  timestamp,
  union,
  whole,
} from "./literal";

type Literal<V> = (value: V) => string;

const or =
  <V>(literal: Literal<V>): Literal<V | null> =>
  (value) =>
    value === null || value === undefined ? "NULL" : literal(value);
const text = quoted;
const scrubbed = (value: string) => quoted(scrub(value));
const flag = (value: boolean) => String(value);
const list = (type: string) => (values: readonly (string | null)[]) =>
  `CAST([${values.map(or(text)).join(", ")}] AS ${type}[])`;

/** How each field of each row is written; the fields are the columns' names. */
const columns: { [T in keyof FactTables]: Columns<FactTables[T]> } = {
  runs: {
    run_id: text,
    parent_run_id: or(text),
    experiment: text,
    name: text,
    started_at: timestamp,
    cell_run_id: or(text),
    person: or(text),
  },
  phases: {
    phase_id: text,
    run_id: text,
    parent_phase_id: or(text),
    position: whole,
    kind: text,
    name: text,
    model_id: or(text),
    first_run_epoch: whole,
    started_at: timestamp,
    environment_id: or(text),
  },
  params: {
    run_id: text,
    phase_id: or(text),
    source: text,
    name: text,
    value: union as Literal<Scalar>,
  },
  epochs: {
    run_id: text,
    phase_id: text,
    epoch: integer,
    run_epoch: integer,
    step: whole,
    started_at: timestamp,
    ended_at: timestamp,
  },
  events: {
    event_id: text,
    run_id: text,
    phase_id: or(text),
    recorded_at: timestamp,
    kind: text,
    name: text,
    epoch: integer,
    step: whole,
    old_value: union as Literal<Scalar>,
    new_value: union as Literal<Scalar>,
    cause: or(text),
    message: or(scrubbed),
    cell_run_id: or(text),
  },
  models: {
    model_id: text,
    name: text,
    class_name: text,
    summary: text,
    parameters: whole,
    trainable_parameters: whole,
  },
  layers: {
    model_id: text,
    position: whole,
    name: text,
    kind: text,
    units: whole,
    activation: or(text),
    rate: or(double),
    regularizer: or(text),
    trainable: flag,
    parameters: whole,
    output_shape: or(text),
    config: or(json),
  },
  cells: {
    cell_hash: text,
    source: scrubbed,
  },
  cell_runs: {
    cell_run_id: text,
    cell_hash: text,
    cell_id: or(text),
    execution_count: integer,
    session_id: text,
    notebook: or(text),
    started_at: timestamp,
  },
  cell_uses: {
    cell_run_id: text,
    name: text,
    used_cell_run_id: text,
  },
  environments: {
    environment_id: text,
    platform: text,
    arch: text,
    os: or(text),
    os_release: or(text),
    cpu: or(text),
    cpus: integer,
    memory_bytes: whole,
    in_container: flag,
    gpu: or(text),
    node: text,
    kernel: or(text),
    backend: or(text),
    device: or(text),
    lockfile: or(text),
    lockfile_hash: or(text),
  },
  packages: {
    environment_id: text,
    name: text,
    version: text,
  },
  run_commits: {
    run_id: text,
    seen_at: timestamp,
    commit_hash: or(text),
    branch: or(scrubbed),
    dirty: flag,
    patch_hash: or(text),
  },
  telemetry: {
    run_id: text,
    phase_id: or(text),
    recorded_at: timestamp,
    name: text,
    gpu: integer,
    value: double,
  },
  model_states: {
    state_id: text,
    run_id: or(text),
    phase_id: or(text),
    model_id: or(text),
    artifact_id: or(text),
    origin: text,
    weights_hash: or(text),
    size_bytes: whole,
    epoch: integer,
    step: whole,
    monitor: or(text),
    monitor_value: or(double),
    recorded_at: timestamp,
    duration_ms: or(double),
    hash_ms: double,
  },
  state_links: {
    state_id: text,
    source_state_id: text,
    relation: text,
    weights: integer,
  },
  state_uses: {
    run_id: text,
    phase_id: text,
    state_id: text,
  },
  artifacts: {
    artifact_id: text,
    run_id: or(text),
    phase_id: or(text),
    state_id: or(text),
    cell_run_id: or(text),
    kind: text,
    verb: text,
    name: scrubbed,
    handler: text,
    place: or(scrubbed),
    sha256: or(text),
    size_bytes: whole,
    epoch: integer,
    step: whole,
    content: or(blob),
    recorded_at: timestamp,
    duration_ms: or(double),
  },
  artifact_files: {
    artifact_id: text,
    path: scrubbed,
    sha256: text,
    size_bytes: whole,
  },
  imported_documents: {
    document_hash: text,
    name: or(text),
    format: text,
    imported_at: timestamp,
  },
  imported_scopes: {
    document_hash: text,
    scope: whole,
    bundle: or(text),
    bundle_name: or(text),
    prefixes: json,
  },
  imported_statements: {
    document_hash: text,
    scope: whole,
    position: whole,
    bundle: or(text),
    kind: text,
    id: or(text),
    id_name: or(text),
    arguments: list("VARCHAR"),
    argument_names: json,
    key: or(text),
    argument_keys: list("UUID"),
    attributes: json,
  },
};

type Columns<Row> = {
  readonly [C in keyof Row]-?: Literal<Row[C]>;
};

/** Rows of every table, waiting to be written. */
export type Waiting = { [T in keyof FactTables]: FactTables[T][] };

/** Return a place for rows, with none in it. */
export function noRows(): Waiting {
  return {
    runs: [],
    phases: [],
    params: [],
    epochs: [],
    events: [],
    models: [],
    layers: [],
    cells: [],
    cell_runs: [],
    cell_uses: [],
    environments: [],
    packages: [],
    run_commits: [],
    telemetry: [],
    model_states: [],
    state_links: [],
    state_uses: [],
    artifacts: [],
    artifact_files: [],
    imported_documents: [],
    imported_scopes: [],
    imported_statements: [],
  };
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
  imported_statements: 0,
  imported_scopes: 0,
  imported_documents: 0,
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
    imported_statements: ["document_hash", "imported_documents"],
    imported_scopes: ["document_hash", "imported_documents"],
    imported_documents: ["document_hash", "imported_documents"],
  };

/**
 * Return the statements that insert rows.
 *
 * @param lease until when what begins is said to live.
 */
export function insertStatements(waiting: Waiting, lease: number): string[] {
  return order
    .filter((table) => waiting[table].length > 0)
    .map((table) => insertInto(table, waiting[table], lease));
}

function insertInto<T extends keyof FactTables>(
  table: T,
  rows: readonly FactTables[T][],
  lease: number,
): string {
  const fields = Object.entries(columns[table]) as [
    keyof FactTables[T] & string,
    Literal<unknown>,
  ][];
  const starts = begun.includes(table);
  const names = fields.map(([name]) => name).join(", ");
  const all = starts ? `${names}, status, lease_until` : names;
  const extra = starts ? `, 'running', ${timestamp(lease)}` : "";
  const tuples = rows.map(
    (row) =>
      `(${fields.map(([name, literal]) => literal(row[name])).join(", ")}${extra})`,
  );
  const values = `VALUES ${tuples.join(",\n")}`;
  const target = `INSERT INTO tfjs_prov.${table} (${all})`;
  const [key, of] = known[table] ?? [];
  if (key === undefined) return `${target} ${values}`;
  return (
    `${target} SELECT DISTINCT * FROM (${values}) v(${all}) ` +
    `WHERE ${key} NOT IN (SELECT CAST(${key} AS VARCHAR) FROM tfjs_prov.${of})`
  );
}
