import {
  derivationTypes,
  elementTypes,
  type Formal,
  isKind,
  type KindName,
  kindOf,
} from "../model/kinds";
import { PROV, PROVEXT, prov, QualifiedName, XSI } from "../model/name";
import { Namespaces } from "../model/namespaces";
import {
  type Argument,
  type Bundle,
  type DocumentData,
  type KeyEntityPair,
  type Scope,
  statement,
} from "../model/statement";
import { isDateTime } from "../model/time";
import { typedValue } from "../model/typed-value";
import { type Attribute, literal, type Value } from "../model/value";
import { type Element, failAt, walk } from "./tree";

/** Read a PROV-XML document (W3C Note PROV-XML). */
export function readXml(text: string): DocumentData {
  const reader = new XmlReader(text);
  walk(text, reader);
  return reader.document;
}

/** An element of PROV-XML that stands for a kind with a type, such as `prov:person`. */
const typed = new Map<string, { kind: KindName; type: QualifiedName }>([
  ...Object.entries(derivationTypes).map(
    ([type, { xml }]) => [xml, { kind: "wasDerivedFrom", type: prov(type) }] as const,
  ),
  ...Object.entries(elementTypes).map(
    ([type, kind]) =>
      [type[0]!.toLowerCase() + type.slice(1), { kind, type: prov(type) }] as const,
  ),
]);

/** Tell a bundle's content from an entity of the type `prov:Bundle`. */
function isContainer({ tag, children }: Element): boolean {
  const holds = ({ tag: { uri, local } }: Element) =>
    uri === PROV && (isKind(local) || typed.has(local));
  return tag.uri === PROV && tag.local === "bundle" && children.some(holds);
}

class XmlReader {
  document: DocumentData = {
    namespaces: new Namespaces(),
    statements: [],
    bundles: [],
  };
  #bundle: Bundle | undefined;

  constructor(readonly text: string) {}

  root(element: Element): void {
    const { uri, local } = element.tag;
    if (uri !== PROV || local !== "document") {
      this.#fail(element, `the root must be prov:document, not ${element.tag.name}`);
    }
    this.document = { namespaces: element.namespaces, statements: [], bundles: [] };
  }

  descends(element: Element): boolean {
    const { uri, local } = element.tag;
    if (uri !== PROV || local !== "bundleContent") return false;
    if (this.#bundle) this.#fail(element, "a bundle may not hold a bundle");
    this.#bundle = this.#open(element);
    return true;
  }

  #open(element: Element): Bundle {
    const id = idOf(element) ?? this.#fail(element, "a bundle needs prov:id");
    const namespaces = new Namespaces(this.document.namespaces);
    for (const [prefix, iri] of element.namespaces.own()) namespaces.set(prefix, iri);
    return { id, namespaces, statements: [] };
  }

  left(): void {
    if (this.#bundle) this.document.bundles.push(this.#bundle);
    this.#bundle = undefined;
  }

  closed(element: Element): void {
    if (isContainer(element)) this.#container(element);
    // What prov:other holds is not PROV, by the schema.
    else if (element.tag.uri !== PROV || element.tag.local !== "other")
      this.#statement(element, this.#bundle ?? this.document);
  }

  /** ProvToolbox writes the content of a bundle into `prov:bundle`. */
  #container(element: Element): void {
    if (this.#bundle) this.#fail(element, "a bundle may not hold a bundle");
    const bundle = this.#open(element);
    for (const child of element.children) this.#statement(child, bundle);
    this.document.bundles.push(bundle);
  }

  #statement(element: Element, scope: Scope): void {
    const { uri, local } = element.tag;
    const special = uri === PROV ? typed.get(local) : undefined;
    const kind = special?.kind ?? (isKind(local) ? local : undefined);
    if (!kind || (uri !== PROV && uri !== PROVEXT)) {
      this.#fail(element, `${element.tag.name} is no statement of PROV-XML`);
    }
    const record = new RecordReader(kind, element, (at, problem) =>
      this.#fail(at, problem),
    );
    scope.statements.push(...record.statements(special?.type));
  }

  #fail(element: Element, problem: string): never {
    return failAt(this.text, element.offset, problem);
  }
}

type Fail = (at: Element, problem: string) => never;

/** Read one element: its formal children are arguments, all others are attributes. */
class RecordReader {
  readonly #args: (Argument | undefined)[];
  readonly #attributes: Attribute[] = [];
  readonly #members: Argument[] = [];

  constructor(
    readonly kind: KindName,
    readonly element: Element,
    readonly fail: Fail,
  ) {
    this.#args = kindOf(kind).args.map(() => undefined);
    for (const child of element.children) this.#child(child);
  }

  /** Return the statement, or one a member where an element lists several. */
  statements(type?: QualifiedName) {
    const { kind, element } = this;
    const id = idOf(element);
    if (!id && kindOf(kind).id === "required") {
      this.fail(element, `${element.tag.name} needs prov:id`);
    }
    if (type && !this.#attributes.some(([, value]) => isSame(value, type))) {
      this.#attributes.push([prov("type"), type]);
    }
    if (kind === "hadDictionaryMember") return this.#dictionary(id);
    const first = statement(kind, id, this.#args, this.#attributes);
    const rest = this.#members.map((member) => ({
      ...first,
      args: [this.#args[0], member],
    }));
    return [first, ...rest];
  }

  #dictionary(id: QualifiedName | undefined) {
    const pairs = pairsOf(this.#members[0]);
    if (pairs.length === 0)
      return [statement(this.kind, id, this.#args, this.#attributes)];
    return pairs.map(({ key, entity }) =>
      statement(this.kind, id, [this.#args[0], entity, { key }], this.#attributes),
    );
  }

  #child(child: Element): void {
    const { uri, local } = child.tag;
    const formals = kindOf(this.kind).args;
    const index =
      uri === PROV || uri === PROVEXT
        ? formals.findIndex(({ xml, name }) => (xml ?? name) === local)
        : -1;
    if (this.kind === "hadDictionaryMember" && local === "keyEntityPair") {
      this.#members[0] = { pairs: [...pairsOf(this.#members[0]), this.#pair(child)] };
    } else if (index < 0) this.#attributes.push([nameOf(child), this.#value(child)]);
    else this.#formal(formals[index]!, index, child);
  }

  #formal(formal: Formal, index: number, child: Element): void {
    const before = this.#args[index];
    if (formal.role === "pairs") {
      this.#args[index] = { pairs: [...pairsOf(before), this.#pair(child)] };
    } else if (formal.role === "keys") {
      this.#args[index] = { keys: [...keysOf(before), this.#value(child)] };
    } else if (formal.role === "key") {
      this.#args[index] = { key: this.#value(child) };
    } else if (formal.role === "time") {
      this.#args[index] = this.#time(child);
    } else if (before !== undefined && this.kind === "hadMember") {
      this.#members.push(this.#reference(child));
    } else this.#args[index] = this.#reference(child);
  }

  #reference(child: Element): QualifiedName {
    const ref = attributeOf(child, PROV, "ref") ?? attributeOf(child, "", "ref");
    if (ref === undefined) this.fail(child, `${child.tag.name} needs prov:ref`);
    return child.namespaces.resolveLoosely(ref);
  }

  #time(child: Element): string {
    const time = child.text.trim();
    if (!isDateTime(time)) {
      this.fail(child, `${JSON.stringify(time)} is no time of xsd:dateTime`);
    }
    return time;
  }

  #pair(child: Element): KeyEntityPair {
    const [key, entity] = ["key", "entity"].map((local) =>
      child.children.find(({ tag }) => tag.local === local),
    );
    if (!key || !entity)
      return this.fail(child, "a pair needs prov:key and prov:entity");
    return { key: this.#value(key), entity: this.#reference(entity) };
  }

  #value(child: Element): Value {
    const ref = attributeOf(child, PROV, "ref");
    if (ref !== undefined) return child.namespaces.resolveLoosely(ref);
    const text = child.children.length > 0 ? child.source : child.text;
    const type = attributeOf(child, XSI, "type");
    const lang = attributeOf(child, "http://www.w3.org/XML/1998/namespace", "lang");
    if (type === undefined || lang) return literal(text, undefined, lang);
    const typeName = child.namespaces.resolveLoosely(type.trim());
    return typedValue(text, typeName, child.namespaces);
  }
}

function isSame(value: Value, name: QualifiedName): boolean {
  return value instanceof QualifiedName && value.iri === name.iri;
}

function pairsOf(argument: Argument | undefined): readonly KeyEntityPair[] {
  return typeof argument === "object" && "pairs" in argument ? argument.pairs : [];
}

function keysOf(argument: Argument | undefined): readonly Value[] {
  return typeof argument === "object" && "keys" in argument ? argument.keys : [];
}

function idOf(element: Element): QualifiedName | undefined {
  const id = attributeOf(element, PROV, "id") ?? attributeOf(element, "", "id");
  return id === undefined ? undefined : element.namespaces.resolveLoosely(id);
}

/** Return the name of an attribute's element; `_x0041_` stands for a character. */
function nameOf({ tag, namespaces }: Element): QualifiedName {
  const local = tag.local.replace(/_x([0-9A-F]{4}|[0-9A-F]{8})_/g, (_, code: string) =>
    String.fromCodePoint(Number.parseInt(code, 16)),
  );
  const same = namespaces.resolve(tag.prefix ? `${tag.prefix}:${local}` : local);
  return same?.namespace === tag.uri
    ? same
    : new QualifiedName(tag.uri, local, tag.prefix);
}

function attributeOf({ tag }: Element, uri: string, local: string): string | undefined {
  for (const key in tag.attributes) {
    const attribute = tag.attributes[key]!;
    if (attribute.uri === uri && attribute.local === local) return attribute.value;
  }
  return undefined;
}
