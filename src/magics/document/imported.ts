import {
  documentFromRecords,
  type KindName,
  type ProvDocument,
  type ScopeRecords,
  type StatementRecord,
} from "../../prov/index";
import { unknownName } from "../../util/errors";
import type { Session } from "../query";
import { makeSql, type Sql } from "../sql";

/** Read an imported document as it was, by its name or its hash. */
export async function importedDocument(
  session: Session,
  named: string,
): Promise<ProvDocument> {
  const sql = makeSql(session);
  const rows = await sql<{ document_hash: string; name: string | null }>`
    SELECT document_hash, name FROM tfjs_prov.imported_documents
    ORDER BY imported_at DESC, document_hash`;
  const known = rows.toArray();
  const found = known.find(
    ({ document_hash, name }) => name === named || document_hash === named,
  );
  if (!found) {
    const names = known.map(({ name, document_hash }) => name ?? document_hash);
    const attempt = (near: string) =>
      `prov.document({ imported: ${JSON.stringify(near)} })`;
    throw unknownName("imported document", named, [...new Set(names)], { attempt });
  }
  const [scopes] = await readScopes(sql, [found.document_hash]);
  return documentFromRecords(scopes!);
}

/** Read all imported documents, each as its scopes. */
export async function importedScopes(session: Session): Promise<ScopeRecords[][]> {
  const sql = makeSql(session);
  const rows = await sql<{ document_hash: string }>`
    SELECT document_hash FROM tfjs_prov.imported_documents
    ORDER BY imported_at, document_hash`;
  return readScopes(
    sql,
    Array.from(rows, ({ document_hash }) => document_hash),
  );
}

interface ScopeRow extends Record<string, unknown> {
  document_hash: string;
  scope: number;
  bundle_name: string | null;
  prefixes: string;
}

async function readScopes(
  sql: Sql,
  hashes: readonly string[],
): Promise<ScopeRecords[][]> {
  if (hashes.length === 0) return [];
  const scopes = await sql<ScopeRow>`
    SELECT document_hash, scope, bundle_name, prefixes FROM tfjs_prov.imported_scopes
    WHERE document_hash = ANY(${hashes}) ORDER BY document_hash, scope`;
  const statements = await readStatements(sql, hashes);
  return hashes.map((hash) =>
    Array.from(scopes)
      .filter(({ document_hash }) => document_hash === hash)
      .map(({ scope, bundle_name, prefixes }) => ({
        bundle: bundle_name ?? undefined,
        prefixes: JSON.parse(prefixes) as Record<string, string>,
        statements: statements.get(`${hash} ${scope}`) ?? [],
      })),
  );
}

async function readStatements(
  sql: Sql,
  hashes: readonly string[],
): Promise<Map<string, StatementRecord[]>> {
  const rows = await sql`
    SELECT document_hash, scope, kind, id_name, argument_names, attributes
    FROM tfjs_prov.imported_statements WHERE document_hash = ANY(${hashes})
    ORDER BY document_hash, scope, position`;
  const found = new Map<string, StatementRecord[]>();
  for (const row of rows) {
    const key = `${row.document_hash} ${row.scope}`;
    const statement = {
      kind: row.kind as KindName,
      id: row.id_name as string | null,
      args: JSON.parse(String(row.argument_names)) as unknown[],
      attributes: JSON.parse(String(row.attributes)) as Record<string, unknown>,
    };
    const list = found.get(key);
    if (list) list.push(statement);
    else found.set(key, [statement]);
  }
  return found;
}
