import { type QualifiedName, xsd } from "../model/name";
import type { Namespaces } from "../model/namespaces";
import type { KeyEntityPair, Scope } from "../model/statement";
import { isDateTime } from "../model/time";
import { typedValue } from "../model/typed-value";
import { type Attribute, literal, type Value } from "../model/value";
import type { Scanner } from "./scanner";

/** Read what the statements of PROV-N are made of: names, times, values, attributes. */
export class TermReader {
  constructor(
    readonly scan: Scanner,
    readonly strict: boolean,
  ) {}

  /** Read a name, or `-` for none; a name that begins with `-` writes `\-`. */
  name({ namespaces }: Scope): QualifiedName | undefined {
    const scan = this.scan;
    const start = scan.offset;
    const text = scan.name();
    if (text !== undefined) return this.resolve(text, namespaces, start);
    if (scan.take("-")) return undefined;
    return scan.fail(`expected a name or "-", found ${scan.next()}`);
  }

  /** Return the name that a text stands for in a scope. */
  resolve(text: string, namespaces: Namespaces, at: number): QualifiedName {
    if (this.strict && !namespaces.resolve(text)) this.#undeclared(text, at);
    return namespaces.resolveLoosely(text);
  }

  #undeclared(text: string, at: number): never {
    const colon = text.indexOf(":");
    const what =
      colon < 0 ? "the default namespace" : `the prefix ${text.slice(0, colon)}`;
    return this.scan.fail(`${what} of ${text} is not declared`, at);
  }

  /** Read a time, or `-` for none. */
  time(what: string): string | undefined {
    const scan = this.scan;
    const start = scan.offset;
    const time = scan.dateTime();
    if (time !== undefined && isDateTime(time)) return time;
    if (time === undefined && scan.take("-")) return undefined;
    return scan.fail(`expected a time such as 2026-11-23T09:00:00Z as ${what}`, start);
  }

  /** Read the members of a set up to its closing brace. */
  set<T>(member: () => T): T[] {
    const members: T[] = [];
    if (this.scan.take("}")) return members;
    do members.push(member());
    while (this.scan.take(","));
    this.scan.expect("}", "the keys");
    return members;
  }

  /** Read a pair of key and entity. */
  pair(scope: Scope): KeyEntityPair {
    this.scan.expect("(", "{");
    const key = this.value(scope);
    this.scan.expect(",", "the key");
    const entity = this.name(scope) ?? this.scan.fail("expected an entity");
    this.scan.expect(")", "the entity");
    return { key, entity };
  }

  /** Read attributes up to the closing bracket. */
  attributes(scope: Scope): Attribute[] {
    const attributes: Attribute[] = [];
    if (this.scan.take("]")) return attributes;
    do attributes.push(this.#attribute(scope));
    while (this.scan.take(","));
    this.scan.expect("]", "the attributes");
    return attributes;
  }

  #attribute(scope: Scope): Attribute {
    const name = this.name(scope) ?? this.scan.fail("expected an attribute");
    this.scan.expect("=", "the attribute");
    return [name, this.value(scope)];
  }

  /** Read a literal or a quoted name. */
  value(scope: Scope): Value {
    const scan = this.scan;
    const text = scan.string();
    if (text !== undefined) return this.#literal(text, scope);
    if (scan.take("'")) return this.#quotedName(scope);
    const integer = scan.integer();
    if (integer !== undefined) return literal(integer, xsd("int"));
    return scan.fail(`expected a value, found ${scan.next()}`);
  }

  /** Finish a literal with its type or language. */
  #literal(text: string, scope: Scope): Value {
    const scan = this.scan;
    const lang = scan.language();
    const typed = (lang === undefined || !this.strict) && scan.take("%%");
    if (!typed) return literal(text, undefined, lang);
    const iri = scan.iri();
    const type = iri === undefined ? this.name(scope) : scope.namespaces.nameOf(iri);
    if (!type) return scan.fail("expected a type after %%");
    return typedValue(text, type, scope.namespaces, lang);
  }

  #quotedName({ namespaces }: Scope): QualifiedName {
    const scan = this.scan;
    const text = scan.name() ?? scan.fail(`expected a name after '`);
    scan.expect("'", "the name");
    return namespaces.resolveLoosely(text);
  }
}
