import { type KindName, kindOf } from "./kinds";
import type { QualifiedName } from "./name";
import type { Namespaces } from "./namespaces";
import type { Attribute, Value } from "./value";

/** A key of a dictionary and the entity under it (PROV-Dictionary). */
export interface KeyEntityPair {
  readonly key: Value;
  readonly entity: QualifiedName;
}

/** An argument: a name, a time as text, or the keys of a dictionary. */
export type Argument =
  | QualifiedName
  | string
  | { readonly pairs: readonly KeyEntityPair[] }
  | { readonly keys: readonly Value[] }
  | { readonly key: Value };

/** One statement: arguments stand in the order of its kind, an absent one is undefined. */
export interface Statement {
  readonly kind: KindName;
  readonly id?: QualifiedName | undefined;
  readonly args: readonly (Argument | undefined)[];
  readonly attributes: readonly Attribute[];
}

/** The statements of a document or a bundle, in their order. */
export interface Scope {
  readonly namespaces: Namespaces;
  readonly statements: Statement[];
}

/** A named set of statements (PROV-DM 5.4). */
export interface Bundle extends Scope {
  readonly id: QualifiedName;
}

/** What is read, written, checked and compared. */
export interface DocumentData extends Scope {
  readonly bundles: Bundle[];
  /** Extension statements that PROV-N allows and no other form can carry. */
  readonly skipped?: readonly string[];
}

const NONE: readonly Attribute[] = [];

/** Make a statement; missing arguments at the end may be left out. */
export function statement(
  kind: KindName,
  id: QualifiedName | undefined,
  args: readonly (Argument | undefined)[],
  attributes: readonly Attribute[] = NONE,
): Statement {
  return { kind, id, args, attributes };
}

/** Return the argument of a name, such as `generalEntity`. */
export function argument(of: Statement, name: string): Argument | undefined {
  return of.args[kindOf(of.kind).args.findIndex((formal) => formal.name === name)];
}

/** Return the values of an attribute, by the IRI of its name. */
export function valuesOf(of: Statement, iri: string): Value[] {
  return of.attributes.filter(([name]) => name.iri === iri).map(([, value]) => value);
}

/** List the document's own scope and its bundles. */
export function scopesOf(document: DocumentData): (Scope & { id?: QualifiedName })[] {
  return [document, ...document.bundles];
}

/** List the bundles, those of one name as one, for forms that key them by name. */
export function bundlesByName({ bundles }: DocumentData): Bundle[] {
  const found = new Map<string, Bundle>();
  for (const bundle of bundles) {
    const before = found.get(bundle.id.iri);
    const statements = [...(before?.statements ?? []), ...bundle.statements];
    found.set(bundle.id.iri, before ? { ...before, statements } : bundle);
  }
  return [...found.values()];
}
