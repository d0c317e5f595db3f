import { type Attributes, attributesText } from "./attributes";
import { id } from "./names";
import { type Holds, type RelationName, relations } from "./relations";

/** Statements of one relation that rows of some tables make, as pieces of SQL. */
export interface Statements {
  /** What stands behind FROM. */
  readonly from: string;
  /** What lineage tells of a thing that it can reach. */
  readonly thing?: Thing;
  /** The run whose statement it is; without one, it is of all runs that refer to it. */
  readonly run?: string;
  /** Whether the document says it, about the run's bundle, and not the bundle itself. */
  readonly outside?: boolean;
  readonly id?: string;
  /** Arguments by the names of the view's columns; the others are null. */
  readonly args?: Readonly<Record<string, string>>;
  readonly attributes?: Attributes;
}

/** A thing that lineage can reach, as pieces of SQL. */
export interface Thing {
  readonly what: string;
  readonly key: string;
  readonly name: string;
  /** The tables alone, where what stands behind FROM says more. */
  readonly from?: string;
}

/** What some tables say in PROV, by relation. */
export type Mapping = { readonly [R in RelationName]?: readonly Statements[] };

/** Steps of lineage that rows of some tables make: the later thing came of the earlier. */
export interface Steps {
  /** The relation, by its name in PROV-N. */
  readonly relation: string;
  /** The SQL of the keys. */
  readonly later: string;
  readonly earlier: string;
  readonly from: string;
}

/** Entities at the ends of lineage, each of one thing that was reached. */
export interface Leaves {
  readonly what: string;
  readonly relation: string;
  /** Which way they are reached. */
  readonly direction: "up" | "down";
  /** Tables alone. */
  readonly from: string;
  /** The SQL of the key of the thing. */
  readonly of: string;
  readonly run: string;
  readonly id: string;
  readonly name: string;
  /** Its value as text. */
  readonly value: string;
}

const types: Readonly<Record<Holds, string>> = {
  iri: "VARCHAR",
  time: "TIMESTAMP",
  json: "VARCHAR",
};

/** Return the SELECT of a relation's rows, its columns in the order of the view. */
export function selectOf(relation: RelationName, of: Statements): string {
  const args = Object.entries(relations[relation].args).map(([name, [, holds]]) =>
    column(of.args?.[name], types[(holds as Holds | undefined) ?? "iri"], name),
  );
  const bundle = of.run === undefined || of.outside ? undefined : id("bundle", of.run);
  return [
    `SELECT ${column(of.id, "VARCHAR", "id")}`,
    ...args,
    `CAST(${attributesText(of.attributes ?? {})} AS JSON) AS attributes`,
    column(of.run, "UUID", "run_id"),
    column(bundle, "VARCHAR", "in_bundle"),
    `CAST(NULL AS VARCHAR) AS document_hash\nFROM ${of.from}`,
  ].join(",\n  ");
}

function column(value: string | undefined, type: string, name: string): string {
  return value === undefined
    ? `CAST(NULL AS ${type}) AS ${name}`
    : `${value} AS ${name}`;
}
