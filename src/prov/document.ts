import { type Comparison, compareDocuments, equals } from "./algebra/compare";
import { flatten, merge } from "./algebra/merge";
import { normalise, unify } from "./algebra/normalise";
import { copyOf } from "./algebra/scopes";
import { Builder, type Name } from "./builder";
import { type Validation, validate } from "./constraints/validate";
import { type DotOptions, toDot } from "./dot/write";
import { type Format, readData, writeDocument } from "./formats";
import { type LintFinding, lint } from "./lint";
import type { QualifiedName } from "./model/name";
import { Namespaces } from "./model/namespaces";
import type { Bundle, DocumentData } from "./model/statement";
import type { ProvNOptions } from "./provn/read";

/** A bundle under construction. */
export class BundleBuilder extends Builder implements Bundle {
  constructor(
    readonly id: QualifiedName,
    namespaces: Namespaces,
    statements: Bundle["statements"] = [],
  ) {
    super(namespaces, statements);
  }
}

/** A PROV document: statements and bundles, to build, write, check and compare. */
export class ProvDocument extends Builder implements DocumentData {
  readonly bundles: BundleBuilder[];
  readonly skipped: readonly string[];

  constructor(
    { namespaces, statements, bundles, skipped = [] }: DocumentData = empty(),
  ) {
    super(namespaces, statements);
    this.skipped = skipped;
    this.bundles = bundles.map(
      (bundle) => new BundleBuilder(bundle.id, bundle.namespaces, bundle.statements),
    );
  }

  /** Return the bundle of a name, a new one the first time. */
  bundle(id: Name): BundleBuilder {
    const name = this.name(id);
    const found = this.bundles.find((bundle) => bundle.id.iri === name.iri);
    if (found) return found;
    const bundle = new BundleBuilder(name, new Namespaces(this.namespaces));
    this.bundles.push(bundle);
    return bundle;
  }

  /** Write the document in a form by its name. */
  to(format: Format): string {
    return writeDocument(this, format);
  }

  toProvN(): string {
    return this.to("provn");
  }

  toJSON(): string {
    return this.to("json");
  }

  toXML(): string {
    return this.to("xml");
  }

  toTurtle(): string {
    return this.to("turtle");
  }

  toTriG(): string {
    return this.to("trig");
  }

  toJSONLD(): string {
    return this.to("jsonld");
  }

  toDot(options?: DotOptions): string {
    return toDot(this, options);
  }

  validate(): Validation {
    return validate(this);
  }

  lint(): LintFinding[] {
    return lint(this);
  }

  flatten(): ProvDocument {
    return new ProvDocument(flatten(this));
  }

  unify(): ProvDocument {
    return new ProvDocument(unify(this));
  }

  normalise(): ProvDocument {
    return new ProvDocument(normalise(this));
  }

  merge(...others: DocumentData[]): ProvDocument {
    return new ProvDocument(merge(this, ...others));
  }

  equals(other: DocumentData): boolean {
    return equals(this, other);
  }

  compare(other: DocumentData): Comparison {
    return compareDocuments(this, other);
  }
}

function empty(): DocumentData {
  return { namespaces: new Namespaces(), statements: [], bundles: [] };
}

/**
 * Make an empty PROV document.
 *
 * @param prefixes namespaces by their prefix, the default one under "".
 * @example
 * document({ ex: "https://example.org/" })
 *   .activity("ex:run", { startTime: new Date() })
 *   .used("ex:run", "ex:data", { attributes: { "prov:role": "train" } })
 *   .toProvN()
 */
export function document(
  prefixes: Readonly<Record<string, string>> = {},
): ProvDocument {
  const made = new ProvDocument();
  for (const [prefix, iri] of Object.entries(prefixes)) made.prefix(prefix, iri);
  return made;
}

/**
 * Read a document in any form; bytes must be UTF-8.
 *
 * @throws ProvSyntaxError with line and column when the text is not of that form.
 */
export function readDocument(
  text: string | Uint8Array,
  format: Format,
  options?: ProvNOptions,
): ProvDocument {
  return new ProvDocument(readData(text, format, options));
}

/** Make a document of statements from elsewhere, its prefixes its own. */
export function documentFrom(data: DocumentData): ProvDocument {
  return new ProvDocument({ ...data, namespaces: copyOf(data.namespaces) });
}
