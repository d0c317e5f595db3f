import { ProvDocument } from "./document";
import { nameOf, RecordReader, readPrefixes } from "./json/read";
import { argumentJson, attributesJson, prefixesOf } from "./json/write";
import { type KindName, kindOf } from "./model/kinds";
import { NameWriter, plainName } from "./model/name-writer";
import { Namespaces } from "./model/namespaces";
import {
  type Argument,
  bundlesByName,
  type DocumentData,
  type Scope,
  type Statement,
} from "./model/statement";
import { canonicalTime } from "./model/time";
import { isName } from "./model/value";

/** A statement as a row of a table has it. */
export interface StatementRecord {
  readonly kind: KindName;
  /** `ex:u1` or an IRI; null for a relation without identifier. */
  readonly id: string | null;
  /** In the order of PROV-DM: names as texts, times, or values of PROV-JSON. */
  readonly args: readonly unknown[];
  /** In the form of PROV-JSON. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The statements of a document or a bundle as rows, with the prefixes in them. */
export interface ScopeRecords {
  /** `ex:b` or an IRI; undefined for the document itself. */
  readonly bundle?: string | undefined;
  /** Namespaces by prefix; the default one under `default`. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly statements: readonly StatementRecord[];
}

/** Make a document of rows: its own scope, and those of its bundles. */
export function documentFromRecords(scopes: readonly ScopeRecords[]): ProvDocument {
  const namespaces = new Namespaces();
  const own = { namespaces, statements: [] as Statement[] };
  const bundles = [];
  for (const scope of scopes) {
    if (scope.bundle === undefined) fill(own, scope);
    else {
      const inner = { namespaces: new Namespaces(namespaces), statements: [] };
      fill(inner, scope);
      bundles.push({ id: nameOf(scope.bundle, inner.namespaces), ...inner });
    }
  }
  return new ProvDocument({ ...own, bundles });
}

function fill(scope: Scope, { prefixes, statements }: ScopeRecords): void {
  readPrefixes(prefixes, scope.namespaces, []);
  for (const { kind, id, args, attributes } of statements) {
    const formals = kindOf(kind).args;
    const told = formals.flatMap(({ name, json }, i) =>
      args[i] == null ? [] : [[`prov:${json ?? name}`, args[i]] as const],
    );
    const reader = new RecordReader(kind, id ?? undefined, scope, [kind, id ?? ""]);
    reader.read({ ...Object.fromEntries(told), ...attributes });
  }
}

/** A scope as rows that also tell the IRIs. */
export interface WrittenScope extends ScopeRecords {
  readonly bundleIri: string | undefined;
  readonly statements: readonly WrittenStatement[];
}

export interface WrittenStatement extends StatementRecord {
  readonly idIri: string | null;
  /** The arguments again, names as IRIs and times in UTC; values of PROV-JSON as they are. */
  readonly argIris: readonly unknown[];
  /** The IRIs alone, null in the place of each other argument. */
  readonly keys: readonly (string | null)[];
}

/** Write a document as rows, from which it can be made again. */
export function recordsFromDocument(document: DocumentData): WrittenScope[] {
  const names = new NameWriter(document.namespaces, plainName);
  const own = written(document, names);
  const bundles = bundlesByName(document).map((bundle): WrittenScope => {
    const inner = new NameWriter(bundle.namespaces, plainName, names);
    const statements = written(bundle, inner);
    const id = { bundle: inner.write(bundle.id), bundleIri: bundle.id.iri };
    return { ...id, statements, prefixes: prefixesOf(inner) as Prefixes };
  });
  const prefixes = prefixesOf(names) as Prefixes;
  return [{ bundleIri: undefined, statements: own, prefixes }, ...bundles];
}

type Prefixes = Record<string, string>;

function written({ statements }: Scope, names: NameWriter): WrittenStatement[] {
  return statements.map(({ kind, id, args, attributes }) => ({
    kind,
    id: id ? names.write(id) : null,
    idIri: id?.iri ?? null,
    args: args.map((arg) => (arg === undefined ? null : argumentJson(arg, names))),
    argIris: args.map((arg) => iriOf(arg, names)),
    keys: args.map((arg) => (isName(arg) ? arg.iri : null)),
    attributes: attributesJson(attributes, names),
  }));
}

function iriOf(arg: Argument | undefined, names: NameWriter): unknown {
  if (arg === undefined) return null;
  if (typeof arg === "string") return canonicalTime(arg);
  return isName(arg) ? arg.iri : argumentJson(arg, names);
}
