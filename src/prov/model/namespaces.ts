import { PROV, QualifiedName, RDF, RDFS, XSD } from "./name";

const RESERVED = new Map([
  ["prov", PROV],
  ["xsd", XSD],
]);

/** What these prefixes mean where they are used and not declared, as some tools do. */
const CUSTOMARY = new Map([
  ["rdf", RDF],
  ["rdfs", RDFS],
]);

/**
 * Hold the prefixes of a document or a bundle. The empty prefix is the default
 * namespace; a bundle inherits what its document declares (PROV-N 3.7.3).
 */
export class Namespaces {
  readonly #declared = new Map<string, string>();
  /** Those that a document declares, without those made here. */
  readonly #given = new Map<string, string>();
  readonly #prefixOf = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, QualifiedName>();
  readonly #minted = new Map<string, QualifiedName>();

  constructor(readonly parent?: Namespaces) {}

  /** Declare a prefix; the same prefix again replaces the first. */
  set(prefix: string, iri: string): this {
    const namespace = iri === XSD.slice(0, -1) ? XSD : iri;
    this.#declare(prefix, namespace);
    this.#given.set(prefix, namespace);
    this.#names.clear();
    return this;
  }

  #declare(prefix: string, namespace: string): void {
    this.#declared.set(prefix, namespace);
    this.#prefixOf.set(namespace, prefix);
  }

  /** Return the namespace of a prefix declared here or above, or reserved by PROV. */
  get(prefix: string): string | undefined {
    return (
      this.#declared.get(prefix) ?? this.parent?.get(prefix) ?? RESERVED.get(prefix)
    );
  }

  /** List the prefixes declared here, in their order. */
  own(): [prefix: string, iri: string][] {
    return [...this.#declared];
  }

  /** List the prefixes that can be used here, those of the document too. */
  known(): string[] {
    return [...(this.parent?.known() ?? []), ...this.#declared.keys()];
  }

  /** Return the name that `ex:e1` or `e1` stands for here; its prefix must be known. */
  resolve(text: string): QualifiedName | undefined {
    return this.#names.get(text) ?? this.#resolveNew(text);
  }

  #resolveNew(text: string): QualifiedName | undefined {
    const colon = text.indexOf(":");
    const prefix = colon < 0 ? "" : text.slice(0, colon);
    const namespace = this.get(prefix);
    if (namespace === undefined) return undefined;
    const local = unescaped(text.slice(colon + 1));
    const name = new QualifiedName(namespace, local, prefix);
    this.#names.set(text, name);
    return name;
  }

  /**
   * Return the name that `text` stands for; where its prefix is not declared, a name
   * whose IRI is the text itself, as JSON-LD takes it.
   */
  resolveLoosely(text: string): QualifiedName {
    const found = this.resolve(text);
    if (found) return found;
    const name = /^[\w+.-]+:\/\//.test(text) ? this.nameOf(text) : undeclared(text);
    this.#names.set(text, name);
    return name;
  }

  /** Return a name for an IRI, under a declared prefix or a new one, `ns1`. */
  nameOf(iri: string): QualifiedName {
    let name = this.#minted.get(iri);
    if (!name) {
      name = this.#split(iri);
      this.#minted.set(iri, name);
    }
    return name;
  }

  #split(iri: string): QualifiedName {
    const cut = cutOf(iri);
    const namespace = iri.slice(0, cut);
    const prefix = this.prefixFor(namespace);
    if (prefix !== undefined) {
      return new QualifiedName(namespace, iri.slice(cut), prefix);
    }
    const longest = this.#longest(iri);
    if (longest) {
      return new QualifiedName(longest[1], iri.slice(longest[1].length), longest[0]);
    }
    return new QualifiedName(namespace, iri.slice(cut), this.mint(namespace));
  }

  #longest(iri: string): [string, string] | undefined {
    const fits = [...(this.parent ? this.parent.#given : []), ...this.#given].filter(
      ([, namespace]) => namespace !== "" && iri.startsWith(namespace),
    );
    return fits.sort((a, b) => b[1].length - a[1].length)[0];
  }

  /** Return the prefix bound to exactly this namespace here or above. */
  prefixFor(namespace: string): string | undefined {
    const own = this.#prefixOf.get(namespace);
    if (own !== undefined && this.get(own) === namespace) return own;
    const above = this.parent?.prefixFor(namespace);
    if (above !== undefined && this.get(above) === namespace) return above;
    if (namespace === PROV) return "prov";
    return namespace === XSD ? "xsd" : undefined;
  }

  /** Declare a new prefix for a namespace, after `wish` or as `ns1`, `ns2`, …. */
  mint(namespace: string, wish = "ns"): string {
    let prefix = wish;
    while (prefix === "ns" || this.get(prefix) !== undefined) {
      const count = (this.#counts.get(wish) ?? 0) + 1;
      this.#counts.set(wish, count);
      prefix = `${wish}${count}`;
    }
    this.#declare(prefix, namespace);
    return prefix;
  }
}

/** Return where the local part of an IRI begins: after its last `#`, `/` or `:`. */
function cutOf(iri: string): number {
  const hash = iri.indexOf("#");
  if (hash >= 0) return hash + 1;
  const slash = iri.lastIndexOf("/", iri.length - 2);
  return (slash > iri.indexOf("://") + 2 ? slash : iri.lastIndexOf(":")) + 1;
}

/** Undo the backslashes of PROV-N, which some tools also write into JSON and XML. */
function unescaped(local: string): string {
  return local.includes("\\") ? local.replace(/\\([=\\'(),\-:;[\].])/g, "$1") : local;
}

function undeclared(text: string): QualifiedName {
  const colon = text.indexOf(":");
  const prefix = text.slice(0, Math.max(0, colon));
  const namespace = CUSTOMARY.get(prefix) ?? text.slice(0, colon + 1);
  return new QualifiedName(namespace, unescaped(text.slice(colon + 1)), prefix);
}
