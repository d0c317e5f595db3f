import { createHash } from "node:crypto";
import {
  type Format,
  type ProvDocument,
  recordsFromDocument,
  type WrittenScope,
  type WrittenStatement,
} from "../../prov/index";
import type { FactSink, FactTables } from "../../store/facts";
import { keyFromIri } from "../../store/schema/views/prov/key";
import { nowMs } from "../../util/clock";
import { ProvError } from "../../util/errors";
import type { Session } from "../query";
import { makeSql } from "../sql";
import { type Given, type ImportOptions, readSource } from "./source";

/**
 * Put a PROV document beside the runs: a file, by its extension, or a text, by its format.
 * What is there already is not put there again.
 */
export type ImportDocument = (
  pathOrText: Given,
  options?: ImportOptions,
) => Promise<ProvDocument>;

/** Make the `import` verb of a file. */
export function makeImport({
  sink,
  session,
  readOnly,
}: {
  sink: FactSink;
  session: Session;
  readOnly: boolean;
}): ImportDocument {
  return async (pathOrText, options = {}) => {
    if (readOnly) throw onlyRead();
    const { text, document, name, format } = readSource(pathOrText, options);
    const document_hash = createHash("sha256").update(text).digest("hex");
    const scopes = recordsFromDocument(document);
    addRows(sink, scopes, { document_hash, name, format });
    await sink.flush();
    await refuseLost(session, document_hash);
    return document;
  };
}

interface Told {
  document_hash: string;
  name: string | null;
  format: Format;
}

function addRows(sink: FactSink, scopes: readonly WrittenScope[], told: Told): void {
  const { document_hash } = told;
  for (const [scope, each] of scopes.entries()) {
    for (const [position, statement] of each.statements.entries()) {
      const place = { document_hash, scope, position };
      sink.add("imported_statements", {
        ...place,
        bundle: each.bundleIri ?? null,
        ...statementFields(statement),
      });
    }
    sink.add("imported_scopes", {
      ...{ document_hash, scope, bundle: each.bundleIri ?? null },
      bundle_name: each.bundle ?? null,
      prefixes: JSON.stringify(each.prefixes),
    });
  }
  sink.add("imported_documents", { ...told, imported_at: nowMs() });
}

type StatementFields = Omit<
  FactTables["imported_statements"],
  "document_hash" | "scope" | "position" | "bundle"
>;

function statementFields(each: WrittenStatement): StatementFields {
  return {
    kind: each.kind,
    id: each.idIri,
    id_name: each.id,
    arguments: each.argIris.map((arg) =>
      arg === null || typeof arg === "string" ? arg : JSON.stringify(arg),
    ),
    argument_names: JSON.stringify(each.args),
    key: isElement(each) ? keyFromIri(each.idIri!) : null,
    argument_keys: each.keys.map((iri) => (iri === null ? null : keyFromIri(iri))),
    attributes: JSON.stringify(each.attributes),
  };
}

function isElement({ kind, idIri }: WrittenStatement): boolean {
  return idIri !== null && ["entity", "activity", "agent"].includes(kind);
}

/** A sink never throws: ask whether the document is there. */
async function refuseLost(session: Session, hash: string): Promise<void> {
  const found = await makeSql(session)`
    SELECT name FROM tfjs_prov.imported_documents WHERE document_hash = ${hash}`;
  if (found.length > 0) return;
  throw new ProvError("Could not write the imported document into the file", {
    hint: "the message above says why; it is tried again as long as this process lives",
  });
}

function onlyRead(): ProvError {
  return new ProvError("Can't import into a file that is only read", {
    hint: "try: open it without { readOnly: true }",
  });
}
