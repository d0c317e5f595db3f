import { NameWriter } from "../model/name-writer";
import type { DocumentData, Scope, Statement } from "../model/statement";
import { nameText, statementText } from "../provn/write";
import { statementKey } from "./canonical";

/** A statement that only one of two documents holds. */
export interface Difference {
  /** Which document has it. */
  only: "a" | "b";
  /** The IRI of the bundle that it stands in; absent for the document itself. */
  bundle?: string;
  /** The statement in PROV-N; a bundle that the other lacks is `bundle ex:b`. */
  statement: string;
}

/** What comparing two documents found. */
export interface Comparison {
  equal: boolean;
  differences: Difference[];
}

/**
 * Compare two documents as sets of statements: order, prefixes and repetition don't
 * count, nor does the way in which a number or an instant is written.
 */
export function compareDocuments(a: DocumentData, b: DocumentData): Comparison {
  const left = scopesByName(a);
  const right = scopesByName(b);
  const differences = [...new Set([...left.keys(), ...right.keys()])].flatMap(
    (bundle) => [
      ...missing("a", bundle, left.get(bundle), right.get(bundle)),
      ...missing("b", bundle, right.get(bundle), left.get(bundle)),
    ],
  );
  return { equal: differences.length === 0, differences };
}

/** Tell whether two documents say the same. */
export function equals(a: DocumentData, b: DocumentData): boolean {
  return compareDocuments(a, b).equal;
}

/** Group the scopes by the IRI of their bundle, "" for the document itself. */
function scopesByName(document: DocumentData): Map<string, Scope[]> {
  const scopes = new Map<string, Scope[]>([["", [document]]]);
  for (const bundle of document.bundles) {
    const same = scopes.get(bundle.id.iri);
    if (same) same.push(bundle);
    else scopes.set(bundle.id.iri, [bundle]);
  }
  return scopes;
}

/** List what the scopes of one side hold and those of the other don't. */
function missing(
  only: "a" | "b",
  bundle: string,
  here: Scope[] = [],
  there?: Scope[],
): Difference[] {
  const inside = bundle === "" ? {} : { bundle };
  if (!there) return [{ only, statement: `bundle <${bundle}>` }];
  const known = new Set(
    there.flatMap(({ statements }) => statements.map(statementKey)),
  );
  const found = new Map<string, Difference>();
  for (const { namespaces, statements } of here) {
    const names = new NameWriter(namespaces, nameText);
    for (const each of statements) {
      const key = statementKey(each);
      if (known.has(key)) continue;
      found.set(key, {
        only,
        ...inside,
        statement: statementText(each as Statement, names),
      });
    }
  }
  return [...found.values()];
}
