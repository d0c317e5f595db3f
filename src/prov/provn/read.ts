import {
  derivationTypes,
  type Formal,
  isKind,
  type Kind,
  type KindName,
  kindOf,
} from "../model/kinds";
import { PROV, PROVEXT, prov, type QualifiedName } from "../model/name";
import { Namespaces } from "../model/namespaces";
import {
  type Argument,
  type Bundle,
  type DocumentData,
  type Scope,
  statement,
} from "../model/statement";
import type { Attribute } from "../model/value";
import { Scanner } from "./scanner";
import { TermReader } from "./terms";

/** The identifier and the arguments of a statement. */
interface Head {
  id: QualifiedName | undefined;
  args: (Argument | undefined)[];
}

/** Statements of the drafts of 2011, which say nothing that PROV-DM kept. */
const DRAFT = new Set(["note", "hasAnnotation"]);

/** Subtypes of derivation, which drafts and some tools write as relations. */
const subtypes = new Map<string, Attribute>(
  Object.entries(derivationTypes).map(([type, { xml }]) => [
    xml,
    [prov("type"), prov(type)],
  ]),
);

/** What a reader of PROV-N may insist on. */
export interface ProvNOptions {
  /** Refuse what the grammar refuses but tools write, such as `used(a, e)`. */
  strict?: boolean;
}

/**
 * Read a PROV-N document (W3C PROV-N). Arguments that the grammar asks for only
 * together may be left out at the end, and statements may follow bundles.
 */
export function readProvN(text: string, options: ProvNOptions = {}): DocumentData {
  return new ProvNReader(text, options).document();
}

class ProvNReader {
  readonly #scan: Scanner;
  readonly #terms: TermReader;
  readonly #strict: boolean;
  readonly #skipped: string[] = [];

  constructor(text: string, { strict = false }: ProvNOptions) {
    this.#scan = new Scanner(text, strict);
    this.#terms = new TermReader(this.#scan, strict);
    this.#strict = strict;
  }

  document(): DocumentData {
    const scan = this.#scan;
    if (scan.name() !== "document") scan.fail('expected "document"', 0);
    const document = {
      namespaces: new Namespaces(),
      statements: [],
      bundles: [] as Bundle[],
      skipped: this.#skipped,
    };
    this.#scope(document, "endDocument", document.bundles);
    if (this.#strict || !onlyNotes(scan.text.slice(scan.offset))) {
      if (!scan.atEnd) scan.fail("nothing may follow endDocument");
    }
    return document;
  }

  /** Read declarations, statements and bundles up to the closing word. */
  #scope(scope: Scope, end: string, bundles?: Bundle[]): void {
    const scan = this.#scan;
    for (;;) {
      const start = scan.offset;
      const word = scan.name();
      if (word === undefined) {
        scan.fail(`expected a statement or ${end}, found ${scan.next()}`);
      } else if (word === end) return;
      else if (word === "prefix" || word === "default") this.#declare(word, scope);
      else if (word === "bundle" && bundles) bundles.push(this.#bundle(scope));
      else this.#statement(word, scope, start);
    }
  }

  #declare(word: string, { namespaces }: Scope): void {
    const scan = this.#scan;
    const prefix = word === "default" ? "" : scan.name();
    if (prefix === undefined || prefix.includes(":")) scan.fail("expected a prefix");
    const iri = scan.iri();
    if (iri === undefined) scan.fail(`expected <an IRI> after ${word} ${prefix}`);
    namespaces.set(prefix!, iri!);
  }

  #bundle(above: Scope): Bundle {
    const scan = this.#scan;
    const start = scan.offset;
    const text = scan.name() ?? scan.fail("expected the name of a bundle");
    const namespaces = new Namespaces(above.namespaces);
    const statements: Bundle["statements"] = [];
    this.#scope({ namespaces, statements }, "endBundle");
    // The prefixes that a bundle declares hold for its own name, too.
    return { id: this.#terms.resolve(text, namespaces, start), namespaces, statements };
  }

  #statement(word: string, scope: Scope, start: number): void {
    const kind = kindNamed(word, scope);
    if (word === "prov:hadMembers") this.#members(scope);
    else if (subtypes.has(word) && !this.#strict) {
      this.#known("wasDerivedFrom", word, scope, subtypes.get(word));
    } else if (kind === undefined) this.#extension(word, scope, start);
    else this.#known(kind, word, scope);
  }

  #known(kind: KindName, word: string, scope: Scope, type?: Attribute): void {
    const scan = this.#scan;
    scan.expect("(", word);
    const shape = kindOf(kind);
    const { id, args } =
      shape.id === "required"
        ? this.#element(shape, scope)
        : this.#relation(shape, scope, word);
    const attributes = scan.take("[") ? this.#terms.attributes(scope) : undefined;
    scan.expect(")", `the arguments of ${word}`);
    const all = type ? [...(attributes ?? []), type] : attributes;
    scope.statements.push(statement(kind, id, args, all));
  }

  #element(kind: Kind, scope: Scope): Head {
    const id = this.#terms.name(scope) ?? this.#scan.fail("expected an identifier");
    const args: (Argument | undefined)[] = [];
    while (this.#scan.take(",") && this.#scan.text[this.#scan.offset] !== "[") {
      args.push(this.#argument(kind, args.length, scope, "activity"));
    }
    return { id, args };
  }

  #relation(kind: Kind, scope: Scope, word: string): Head {
    const scan = this.#scan;
    let first = this.#argument(kind, 0, scope, word);
    let id: QualifiedName | undefined;
    if (scan.take(";")) {
      id = first as QualifiedName | undefined;
      first = this.#argument(kind, 0, scope, word);
    }
    const args: (Argument | undefined)[] = [first];
    while (scan.take(",") && scan.text[scan.offset] !== "[") {
      args.push(this.#argument(kind, args.length, scope, word));
    }
    this.#count(kind, args.length, word);
    return { id, args };
  }

  /** Refuse a statement that lacks what PROV-DM asks for. */
  #count(kind: Kind, given: number, word: string): void {
    const missing = kind.args.slice(given);
    if (missing.some((formal) => formal.required)) {
      this.#scan.fail(`${word} needs ${missing.map(({ name }) => name).join(", ")}`);
    }
    const together = kind === kindOf("wasDerivedFrom") ? 2 : 1;
    if (this.#strict && missing.length > 0 && given !== together) {
      this.#scan.fail(`${word} needs ${missing[0]!.name}, or "-" for it`);
    }
  }

  #argument(
    kind: Kind,
    index: number,
    scope: Scope,
    word: string,
  ): Argument | undefined {
    const formal = kind.args[index];
    if (!formal) this.#scan.fail(`${word} has at most ${kind.args.length} arguments`);
    return this.#byRole(formal!, scope);
  }

  #byRole(formal: Formal, scope: Scope): Argument | undefined {
    const scan = this.#scan;
    switch (formal.role) {
      case "time":
        return this.#terms.time(formal.name);
      case "pairs":
        scan.expect("{", "the dictionary");
        return { pairs: this.#terms.set(() => this.#terms.pair(scope)) };
      case "keys":
        scan.expect("{", "the dictionary");
        return { keys: this.#terms.set(() => this.#terms.value(scope)) };
      case "key":
        return { key: this.#terms.value(scope) };
      default:
        return this.#terms.name(scope);
    }
  }

  /** Read the set form of dictionary membership as one statement a key. */
  #members(scope: Scope): void {
    this.#scan.expect("(", "prov:hadMembers");
    let dictionary = this.#terms.name(scope);
    if (this.#scan.take(";")) dictionary = this.#terms.name(scope);
    this.#scan.expect(",", "the dictionary");
    this.#scan.expect("{", "the dictionary");
    for (const { key, entity } of this.#terms.set(() => this.#terms.pair(scope))) {
      const args = [dictionary, entity, { key }];
      scope.statements.push(statement("hadDictionaryMember", undefined, args));
    }
    if (this.#scan.take(",") && this.#scan.take("[")) this.#terms.attributes(scope);
    this.#scan.expect(")", "the members");
  }

  /** Pass a statement of an extension (PROV-N, section 4), which is kept as text. */
  #extension(word: string, scope: Scope, start: number): void {
    const scan = this.#scan;
    const allowed = /[:.]/.test(word) || (!this.#strict && DRAFT.has(word));
    if (!allowed) scan.fail(`${word} is no statement of PROV-N`, start);
    if (word.includes(":")) this.#terms.resolve(word, scope.namespaces, start);
    scan.expect("(", word);
    for (let depth = 1; depth > 0; ) {
      if (scan.atEnd) scan.fail(`the arguments of ${word} have no end`, start);
      if (scan.string() !== undefined || scan.name() !== undefined) continue;
      if (scan.take("(")) depth++;
      else if (scan.take(")")) depth--;
      else scan.take(scan.text[scan.offset]!);
    }
    this.#skipped.push(scan.text.slice(start, scan.offset).trim());
  }
}

function kindNamed(word: string, { namespaces }: Scope): KindName | undefined {
  if (isKind(word)) return word;
  const name = word.includes(":") ? namespaces.resolve(word) : undefined;
  if (!name || !isKind(name.local)) return undefined;
  return name.namespace === PROV || name.namespace === PROVEXT ? name.local : undefined;
}

/** Tell whether all lines are empty or begin with `#`, as some files end. */
function onlyNotes(rest: string): boolean {
  return rest.split("\n").every((line) => /^(?:#|\s*$)/.test(line));
}
