import type { QualifiedName } from "./name";
import { Namespaces } from "./namespaces";

/** Write a prefix and a local part in a form's own way. */
export type Render = (prefix: string, local: string) => string;

/**
 * Write names under the prefixes of a document, or under new ones where a prefix is
 * missing or means something else here. What is declared is known when all is written.
 */
export class NameWriter {
  readonly #namespaces: Namespaces;
  readonly #written = new Map<QualifiedName, string>();

  constructor(
    namespaces: Namespaces,
    readonly render: Render,
    above?: NameWriter,
  ) {
    this.#namespaces = new Namespaces(above ? above.#namespaces : undefined);
    for (const [prefix, iri] of namespaces.own()) {
      if (prefix === "" || isPrefix(prefix)) this.#namespaces.set(prefix, iri);
    }
  }

  /** Write a name; the same name again costs a look-up. */
  write(name: QualifiedName): string {
    let text = this.#written.get(name);
    if (text === undefined) {
      text = this.render(this.prefixOf(name), name.local);
      this.#written.set(name, text);
    }
    return text;
  }

  /** Return the prefix to write a name with, declaring one where there is none. */
  prefixOf({ namespace, prefix }: QualifiedName): string {
    if (this.#namespaces.get(prefix) === namespace) return prefix;
    const other = this.#namespaces.prefixFor(namespace);
    if (other !== undefined) return other;
    if (prefix === "" && namespace === "" && this.#namespaces.get("") === undefined) {
      this.#namespaces.set("", "");
      return "";
    }
    return this.#namespaces.mint(namespace, isPrefix(prefix) ? prefix : "ns");
  }

  /** Declare a prefix that the form itself needs. */
  declare(prefix: string, iri: string): this {
    if (this.#namespaces.get(prefix) !== iri || !this.#owns(prefix)) {
      this.#namespaces.set(prefix, iri);
    }
    return this;
  }

  #owns(prefix: string): boolean {
    return this.#namespaces.own().some(([own]) => own === prefix);
  }

  /** List what must be declared: call it when all names are written. */
  declarations(): [prefix: string, iri: string][] {
    return this.#namespaces.own();
  }
}

/** Tell whether all forms take a prefix; `_1` or `a b` is replaced by one that they do. */
function isPrefix(prefix: string): boolean {
  return /^\p{L}(?:[\p{L}\d_.-]*[\p{L}\d_-])?$/u.test(prefix);
}

/** Copy prefixes without the default namespace, so that each name gets a prefix. */
export function withoutDefault(namespaces: Namespaces): Namespaces {
  const prefixed = new Namespaces();
  for (const [prefix, iri] of namespaces.own()) {
    if (prefix !== "") prefixed.set(prefix, iri);
  }
  return prefixed;
}

/** Write a name as its prefix and local part, without escapes. */
export function plainName(prefix: string, local: string): string {
  return prefix === "" ? local : `${prefix}:${local}`;
}
