/** The rows of imported PROV documents, their fields named as the columns. */

/** A PROV document that was imported. */
export interface ImportedDocumentRow {
  /** SHA-256 of its text, in hex. */
  document_hash: string;
  name: string | null;
  format: string;
  imported_at: number;
}

/** An imported document itself, or a bundle in it. */
export interface ImportedScopeRow {
  document_hash: string;
  /** 0 for the document itself, its bundles from 1. */
  scope: number;
  bundle: string | null;
  bundle_name: string | null;
  /** JSON. */
  prefixes: string;
}

/** A statement of an imported document: IRIs to ask, names to write it as it was. */
export interface ImportedStatementRow {
  document_hash: string;
  scope: number;
  position: number;
  bundle: string | null;
  kind: string;
  id: string | null;
  id_name: string | null;
  arguments: readonly (string | null)[];
  /** JSON. */
  argument_names: string;
  key: string | null;
  argument_keys: readonly (string | null)[];
  /** JSON. */
  attributes: string;
}

/** The tables of imported PROV documents, by name. */
export interface ImportedTables {
  imported_documents: ImportedDocumentRow;
  imported_scopes: ImportedScopeRow;
  imported_statements: ImportedStatementRow;
}
