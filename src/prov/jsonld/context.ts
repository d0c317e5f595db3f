import type { JsonObject } from "../json/parse";
import { Namespaces } from "../model/namespaces";

/** The context of the PROV-JSONLD submission, which readers know without fetching it. */
export const CONTEXT_URL = "https://openprovenance.org/prov-jsonld/context.jsonld";

/** Terms that the submission has no word for: PROV-Dictionary and PROV-Links. */
export const extraTerms = {
  Insertion: {
    "@id": "prov:Insertion",
    "@context": {
      newDictionary: { "@reverse": "prov:qualifiedInsertion", "@type": "@id" },
      oldDictionary: { "@id": "prov:dictionary", "@type": "@id" },
      insertedKeyEntityPair: { "@id": "prov:insertedKeyEntityPair" },
    },
  },
  KeyEntityPair: {
    "@id": "prov:KeyEntityPair",
    "@context": {
      key: { "@id": "prov:pairKey" },
      entity: { "@id": "prov:pairEntity", "@type": "@id" },
    },
  },
  Removal: {
    "@id": "prov:Removal",
    "@context": {
      newDictionary: { "@reverse": "prov:qualifiedRemoval", "@type": "@id" },
      oldDictionary: { "@id": "prov:dictionary", "@type": "@id" },
      removedKey: { "@id": "prov:removedKey" },
    },
  },
  DictionaryMembership: {
    "@id": "provext:DictionaryMembership",
    "@context": {
      dictionary: {
        "@reverse": "provext:qualifiedDictionaryMembership",
        "@type": "@id",
      },
      entity: { "@id": "prov:pairEntity", "@type": "@id" },
      key: { "@id": "prov:pairKey" },
    },
  },
  Mention: {
    "@id": "provext:Mention",
    "@context": {
      specificEntity: { "@reverse": "provext:qualifiedMention", "@type": "@id" },
      generalEntity: { "@id": "provext:mentionedEntity", "@type": "@id" },
      bundle: { "@id": "prov:asInBundle", "@type": "@id" },
    },
  },
} as const;

/** List the parts of a context: texts and objects, in their order. */
export function contextParts(context: unknown): unknown[] {
  if (context === undefined || context === null) return [];
  return Array.isArray(context) ? context : [context];
}

/**
 * Collect the prefixes that a context declares; `@base` is the default namespace. In
 * the submission's (simple) shape each text is one, elsewhere only what looks like one.
 */
export function namespacesFrom(
  context: unknown,
  above?: Namespaces,
  { simple = false } = {},
): Namespaces {
  const namespaces = new Namespaces(above);
  for (const part of contextParts(context)) {
    if (typeof part !== "object" || part === null) continue;
    for (const [term, meaning] of Object.entries(part)) {
      const iri = typeof meaning === "string" || simple ? meaning : idOf(meaning);
      if (typeof iri !== "string") continue;
      if (term === "@base" || term === "@vocab") namespaces.set("", iri);
      else if (!term.startsWith("@") && (simple || isNamespace(iri)))
        namespaces.set(term, iri);
    }
  }
  return namespaces;
}

function idOf(definition: unknown): unknown {
  return (definition as JsonObject | null)?.["@id"];
}

/** Tell an IRI from a shortened one such as `prov:Entity`. */
function isNamespace(iri: string): boolean {
  return /^[A-Za-z][\w+.-]*:(?:\/\/|.*[:/#?[\]@;]$)/.test(iri) || iri.includes("://");
}
