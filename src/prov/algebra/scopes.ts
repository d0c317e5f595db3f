import { Namespaces } from "../model/namespaces";
import {
  type Bundle,
  bundlesByName,
  type DocumentData,
  type Scope,
  type Statement,
} from "../model/statement";

/** Copy prefixes, so that a new document may change its own. */
export function copyOf(namespaces: Namespaces, above?: Namespaces): Namespaces {
  const copy = new Namespaces(above);
  for (const [prefix, iri] of namespaces.own()) copy.set(prefix, iri);
  return copy;
}

/** Make a new document of new statements for each scope; bundles of one name are one. */
export function mapScopes(
  document: DocumentData,
  statements: (scope: Scope) => Statement[],
): DocumentData {
  const namespaces = copyOf(document.namespaces);
  const bundles = bundlesByName(document).map(
    (bundle): Bundle => ({
      id: bundle.id,
      namespaces: copyOf(bundle.namespaces, namespaces),
      statements: statements(bundle),
    }),
  );
  return { namespaces, statements: statements(document), bundles };
}

/** Add the prefixes of one scope to those of another; what is there stays. */
export function addPrefixes(to: Namespaces, from: Namespaces): void {
  for (const [prefix, iri] of from.own()) {
    if (to.get(prefix) === undefined) to.set(prefix, iri);
  }
}
