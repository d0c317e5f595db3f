import { table } from "./define";

const document = "The document: one of imported_documents";

/** Add the PROV documents that were imported, and the schema of the views of PROV. */
export const m007Imported: readonly string[] = [
  "CREATE SCHEMA IF NOT EXISTS prov",
  ...table("imported_documents", "A PROV document that was imported", {
    document_hash: ["VARCHAR", "SHA-256 of its text, in hex"],
    name: ["VARCHAR", "Name of its file, where it was one"],
    format: ["VARCHAR", "provn, json, xml, turtle, trig or jsonld"],
    imported_at: ["TIMESTAMP", "When it was imported, UTC"],
  }),
  ...table("imported_scopes", "An imported document itself, or a bundle in it", {
    document_hash: ["VARCHAR", document],
    scope: ["INTEGER", "0 for the document itself, its bundles from 1"],
    bundle: ["VARCHAR", "IRI of the bundle; null for the document itself"],
    bundle_name: ["VARCHAR", "The same as it is written, such as ex:b"],
    prefixes: ["JSON", "Namespaces by their prefixes; the default one under default"],
  }),
  ...table("imported_statements", "A statement of an imported document", {
    document_hash: ["VARCHAR", document],
    scope: ["INTEGER", "Where it stands: one of imported_scopes"],
    position: ["INTEGER", "Place in its scope, from 0"],
    bundle: ["VARCHAR", "IRI of the bundle that it stands in"],
    kind: ["VARCHAR", "Name in PROV-N, such as wasGeneratedBy"],
    id: ["VARCHAR", "IRI of the thing, or of the relation where it has one"],
    id_name: ["VARCHAR", "The same as it is written, such as ex:e1"],
    arguments: [
      "VARCHAR[]",
      "Formal arguments in PROV-DM's order: IRIs, times in UTC, or JSON",
    ],
    argument_names: ["JSON", "The same as they are written, such as ex:e1, as JSON"],
    key: ["UUID", "Key of the thing, for lineage"],
    argument_keys: ["UUID[]", "Keys of the things among them, for lineage"],
    attributes: ["JSON", "All else, in the form of PROV-JSON"],
  }),
];
