import { createHash } from "node:crypto";
import { namespaces } from "./names";

/**
 * Lineage walks over keys of 16 bytes: that of a thing of ours is the UUID in its id or
 * the first half of its hash, that of another thing is made of its IRI.
 */
const ours = namespaces.id!;
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const hash = /[0-9a-f]{64}/;

/** Return the key of a thing by its IRI. */
export function keyFromIri(iri: string): string {
  const local = iri.startsWith(ours) ? iri.slice(ours.length) : "";
  const found = uuid.exec(local)?.[0];
  return found ?? uuidFromHex(hash.exec(local)?.[0] ?? md5(iri));
}

/** Return the SQL of the same. */
export function keyOfIri(iri: string): string {
  const found = (pattern: RegExp) =>
    `nullif(regexp_extract(${iri}, '^${ours}.*?(${pattern.source})', 1), '')`;
  return `CAST(coalesce(${found(uuid)}, left(${found(hash)}, 32), md5(${iri})) AS UUID)`;
}

/** Return the SQL of the key of a thing by its SHA-256 in hex. */
export function keyOfHash(hash: string): string {
  return `TRY_CAST(left(${hash}, 32) AS UUID)`;
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

function uuidFromHex(hex: string): string {
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
