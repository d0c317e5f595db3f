import { Namespaces } from "../model/namespaces";
import {
  type Bundle,
  bundlesByName,
  type DocumentData,
  type Statement,
} from "../model/statement";
import { statementKey } from "./canonical";
import { addPrefixes, copyOf } from "./scopes";

/** Put the statements of all bundles into one document without bundles. */
export function flatten(document: DocumentData): DocumentData {
  const namespaces = copyOf(document.namespaces);
  for (const bundle of document.bundles) addPrefixes(namespaces, bundle.namespaces);
  const all = [document, ...document.bundles].flatMap(({ statements }) => statements);
  return { namespaces, statements: distinct(all), bundles: [] };
}

/**
 * Merge documents: all statements of all, each once; bundles of one name become one.
 * A prefix keeps the meaning that it has in the first document that declares it.
 */
export function merge(...documents: readonly DocumentData[]): DocumentData {
  const namespaces = new Namespaces();
  for (const document of documents) addPrefixes(namespaces, document.namespaces);
  const statements = distinct(documents.flatMap(({ statements }) => statements));
  const bundles = documents.flatMap((document) => document.bundles);
  const together = bundlesByName({ namespaces, statements, bundles });
  return {
    namespaces,
    statements,
    bundles: together.map((each) => within(each, namespaces)),
  };
}

function within(bundle: Bundle, above: Namespaces): Bundle {
  const namespaces = copyOf(bundle.namespaces, above);
  return { id: bundle.id, namespaces, statements: distinct(bundle.statements) };
}

/** Drop statements that say what an earlier one says. */
export function distinct(statements: readonly Statement[]): Statement[] {
  const found = new Map<string, Statement>();
  for (const each of statements) {
    const key = statementKey(each);
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}
