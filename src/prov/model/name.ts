/** The namespaces that every PROV document knows without declaring them. */
export const PROV = "http://www.w3.org/ns/prov#";
export const XSD = "http://www.w3.org/2001/XMLSchema#";
export const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
export const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
export const XSI = "http://www.w3.org/2001/XMLSchema-instance";
export const PROVEXT = "https://openprovenance.org/ns/provext#";

/**
 * Name a thing by its IRI; namespace, local part and prefix say how to write it. Two
 * names are the same when their IRIs are, whatever their prefixes (PROV-DM 5.7.1).
 */
export class QualifiedName {
  readonly iri: string;

  constructor(
    readonly namespace: string,
    readonly local: string,
    readonly prefix = "",
  ) {
    this.iri = namespace + local;
  }

  toString(): string {
    return this.prefix === "" ? this.local : `${this.prefix}:${this.local}`;
  }
}

const known = new Map<string, QualifiedName>();

/** Return the name `prov:<local>`. */
export function prov(local: string): QualifiedName {
  return wellKnown(PROV, local, "prov");
}

/** Return the name `xsd:<local>`. */
export function xsd(local: string): QualifiedName {
  return wellKnown(XSD, local, "xsd");
}

function wellKnown(namespace: string, local: string, prefix: string): QualifiedName {
  const key = `${prefix}:${local}`;
  let name = known.get(key);
  if (!name) {
    name = new QualifiedName(namespace, local, prefix);
    known.set(key, name);
  }
  return name;
}
