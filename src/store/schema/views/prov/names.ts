/** The namespaces of what is recorded, by their prefixes. */
export const namespaces: Readonly<Record<string, string>> = {
  id: "https://w3id.org/tfjs-prov/id/",
  tfjs: "https://w3id.org/tfjs-prov#",
  mls: "http://www.w3.org/ns/mls#",
  schema: "https://schema.org/",
  provone: "http://purl.dataone.org/provone/2015/01/15/ontology#",
  fair4ml: "https://w3id.org/fair4ml#",
  prov: "http://www.w3.org/ns/prov#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};

/** Return the SQL of a local name in the namespace of ids: `run-…`; null for null. */
export function local(kind: string, ...keys: readonly string[]): string {
  return [`'${kind}'`, ...keys.map((key) => `CAST(${key} AS VARCHAR)`)].join(
    " || '-' || ",
  );
}

/** Return the SQL of an IRI, such as that of a run; null for a null key. */
export function id(kind: string, ...keys: readonly string[]): string {
  return `'${namespaces.id}' || ${local(kind, ...keys)}`;
}

/**
 * Return the SQL of a part of an id made from a text of the user's: the text itself
 * where all forms of PROV can write it, else what is left of it and eight digits of its
 * hash.
 */
export function slug(text: string): string {
  return (
    `CASE WHEN ${isPlain(text)} THEN ${text} ELSE ` +
    `left(regexp_replace(${text}, '[^A-Za-z0-9_]+', '_', 'g'), 40) ` +
    `|| '-' || left(md5(${text}), 8) END`
  );
}

/** Return the SQL that tells whether a text can be the local part of a name. */
export function isPlain(text: string): string {
  return `regexp_full_match(${text}, '[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z0-9_]+)*')`;
}
