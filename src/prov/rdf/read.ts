import { elementTypes, type Formal, type KindName, kindOf } from "../model/kinds";
import { PROV, prov, QualifiedName, XSD } from "../model/name";
import { Namespaces } from "../model/namespaces";
import {
  type Argument,
  type Bundle,
  type DocumentData,
  type KeyEntityPair,
  type Statement,
  statement,
} from "../model/statement";
import { typedValue } from "../model/typed-value";
import { type Attribute, literal, type Value } from "../model/value";
import type { Graph, Node, Term } from "./graph";
import { parseRdf } from "./parse";
import {
  argumentIri,
  attributeOfProperty,
  classIri,
  implied,
  inverse,
  kindOfClass,
  kindOfDirect,
  kindOfQualified,
  RDF_TYPE,
  relations,
  subtypeOfClass,
  subtypeOfDirect,
  subtypeOfQualified,
  timeOf,
} from "./vocabulary";

/** Read PROV-O (W3C PROV-O) from Turtle, TriG, N-Triples or N-Quads. */
export function readRdf(text: string): DocumentData {
  const { graphs, prefixes } = parseRdf(text);
  return documentFromGraphs(graphs, prefixes);
}

/** Read the statements of PROV-O graphs; a named graph is a bundle. */
export function documentFromGraphs(
  graphs: ReadonlyMap<string, Graph>,
  prefixes: readonly (readonly [string, string])[],
): DocumentData {
  const namespaces = new Namespaces();
  for (const [prefix, iri] of prefixes) namespaces.set(prefix, iri);
  const statements: Statement[] = [];
  const bundles: Bundle[] = [];
  const names = new Set(graphs.keys());
  for (const [name, graph] of graphs) {
    if (name === "") new GraphReader(graph, namespaces, statements, names).read();
    else {
      const id = namespaces.nameOf(name);
      const bundle = { id, namespaces: new Namespaces(namespaces), statements: [] };
      new GraphReader(graph, namespaces, bundle.statements).read();
      bundles.push(bundle);
    }
  }
  return { namespaces, statements, bundles };
}

const BUNDLE = `${PROV}Bundle`;
const XSD_STRING = `${XSD}string`;

type Element = "entity" | "activity" | "agent";
const ELEMENTS: readonly Element[] = ["activity", "entity", "agent"];

/** A qualified node, its kind, and the subjects that lead to it. */
interface Qualified {
  readonly kind: KindName;
  readonly subjects: string[];
  readonly types: QualifiedName[];
}

class GraphReader {
  readonly #qualified = new Map<string, Qualified>();
  /** Blank nodes that something else names, which therefore keep their identifier. */
  readonly #named = new Set<string>();
  /** What qualified nodes say, so that the direct property says nothing new. */
  readonly #covered = new Set<string>();

  constructor(
    readonly graph: Graph,
    readonly namespaces: Namespaces,
    readonly statements: Statement[],
    /** The names of the graphs, of which a type alone says no more than they do. */
    readonly bundles: ReadonlySet<string> = new Set(),
  ) {}

  read(): void {
    for (const node of this.graph.values()) this.#findQualified(node);
    for (const node of this.graph.values()) this.#findOrphans(node);
    for (const node of this.graph.values()) {
      if (!this.#qualified.has(node.id)) this.#elements(node);
    }
    for (const [id, qualified] of this.#qualified) this.#relation(id, qualified);
    for (const node of this.graph.values()) this.#direct(node);
  }

  #findQualified({ id, properties }: Node): void {
    for (const [property, objects] of properties) {
      const subtype = subtypeOfQualified.get(property);
      const kind = subtype ? "wasDerivedFrom" : kindOfQualified.get(property);
      for (const object of objects) {
        if (kind) this.#qualify(object.value, kind, id, subtype);
        else if (object.kind === "blank" && property !== RDF_TYPE) {
          this.#named.add(object.value);
        }
      }
    }
  }

  #qualify(
    id: string,
    kind: KindName,
    subject?: string,
    subtype?: QualifiedName,
  ): void {
    const found = this.#qualified.get(id);
    const actual = kind === "wasInfluencedBy" ? (this.#kindByClass(id) ?? kind) : kind;
    const qualified = found ?? { kind: actual, subjects: [], types: [] };
    if (subject !== undefined) qualified.subjects.push(subject);
    if (subtype) qualified.types.push(subtype);
    this.#qualified.set(id, qualified);
  }

  #kindByClass(id: string): KindName | undefined {
    const types = this.graph.get(id)?.properties.get(RDF_TYPE) ?? [];
    for (const { value } of types) {
      const kind = subtypeOfClass.has(value)
        ? "wasDerivedFrom"
        : kindOfClass.get(value);
      if (kind && kindOf(kind).id !== "required") return kind;
    }
    return undefined;
  }

  /** A node of a relation's class that no subject leads to lacks its first argument. */
  #findOrphans({ id }: Node): void {
    if (this.#qualified.has(id)) return;
    const kind = this.#kindByClass(id);
    if (kind) this.#qualify(id, kind);
  }

  #elements(node: Node): void {
    const types = node.properties.get(RDF_TYPE) ?? [];
    const kinds = new Set<Element>();
    for (const { value } of types) {
      const kind = kindOfClass.get(value);
      if (kind && kindOf(kind).id === "required") kinds.add(kind as Element);
      else if (value === BUNDLE && this.bundles.has(node.id)) continue;
      else if (value.startsWith(PROV)) {
        const special = elementTypes[value.slice(PROV.length)];
        if (special) kinds.add(special);
      }
    }
    const stated = ELEMENTS.filter((kind) => kinds.has(kind));
    for (const [index, kind] of stated.entries()) {
      const own = this.#attributes(
        node,
        kind,
        (type) => kindForType(type, stated) === kind,
      );
      const rest = own.filter(([name]) => name.iri === `${PROV}type` || index === 0);
      this.statements.push(
        statement(kind, this.#name(node.id), this.#times(node, kind), rest),
      );
    }
  }

  #times(node: Node, kind: Element): (string | undefined)[] {
    return kindOf(kind).args.map((_, index) => {
      return node.properties.get(argumentIri(kind, index))?.[0]?.value;
    });
  }

  /** Read a qualified node; several values of an argument are several statements. */
  #relation(id: string, { kind, subjects, types }: Qualified): void {
    const node = this.graph.get(id) ?? { id, properties: new Map<string, Term[]>() };
    const formals = kindOf(kind).args.slice(1);
    const choices = formals.map((formal, i) =>
      this.#choices(node, kind, formal, i + 1),
    );
    const attributes = this.#attributes(node, kind, () => true);
    for (const type of types) {
      if (
        !attributes.some(
          ([, value]) => value instanceof QualifiedName && value.iri === type.iri,
        )
      ) {
        attributes.push([prov("type"), type]);
      }
    }
    const name =
      id.startsWith("_:") && !this.#named.has(id) ? undefined : this.#name(id);
    for (const subject of subjects.length > 0 ? subjects : [undefined]) {
      const first = subject === undefined ? undefined : this.#name(subject);
      for (const rest of product(choices)) {
        const args = [first, ...rest];
        this.statements.push(statement(kind, name, args, attributes));
        const second = args[1] instanceof QualifiedName ? args[1].iri : "";
        this.#covered.add(`${kind} ${subject} ${second}`);
      }
    }
  }

  #choices(
    node: Node,
    kind: KindName,
    formal: Formal,
    index: number,
  ): (Argument | undefined)[] {
    const property = argumentIri(kind, index);
    let objects = node.properties.get(property) ?? [];
    if (objects.length === 0 && index === 1) {
      objects = node.properties.get(`${PROV}influencer`) ?? [];
    }
    if (formal.role === "pairs")
      return [{ pairs: objects.map((each) => this.#pair(each.value)) }];
    if (formal.role === "key") {
      return objects.slice(0, 1).map((each) => ({ key: this.#value(each) }));
    }
    if (formal.role === "keys")
      return [{ keys: objects.map((each) => this.#value(each)) }];
    if (objects.length === 0) return [undefined];
    return objects.map((each) =>
      formal.role === "time" ? each.value : this.#name(each.value),
    );
  }

  #pair(id: string): KeyEntityPair {
    const properties = this.graph.get(id)?.properties;
    const key = properties?.get(`${PROV}pairKey`)?.[0];
    const entity = properties?.get(`${PROV}pairEntity`)?.[0];
    return {
      key: key ? this.#value(key) : literal(""),
      entity: this.#name(entity ? entity.value : id),
    };
  }

  #direct({ id, properties }: Node): void {
    for (const [property, objects] of properties) {
      const subtype = subtypeOfDirect.get(property);
      const kind = subtype ? "wasDerivedFrom" : kindOfDirect.get(property);
      const turned = inverse.get(property);
      const timed = timeOf.get(property);
      for (const object of objects) {
        const other = object.value;
        if (kind) this.#plain(kind, id, other, subtype);
        else if (turned) this.#plain(turned, other, id);
        else if (timed) this.#timed(timed, id, object.value);
      }
    }
  }

  #plain(
    kind: KindName,
    subject: string,
    object: string,
    subtype?: QualifiedName,
  ): void {
    const key = `${kind} ${subject} ${object}`;
    if (this.#covered.has(key)) return;
    const first = this.#name(subject);
    if (kind === "hadDictionaryMember") {
      const { key: under, entity } = this.#pair(object);
      this.statements.push(statement(kind, undefined, [first, entity, { key: under }]));
      return;
    }
    const args: Argument[] = [first, this.#name(object)];
    if (kind === "mentionOf") {
      const inside = this.graph.get(subject)?.properties.get(`${PROV}asInBundle`)?.[0];
      if (inside) args.push(this.#name(inside.value));
    }
    const attributes: Attribute[] = subtype ? [[prov("type"), subtype]] : [];
    this.statements.push(statement(kind, undefined, args, attributes));
  }

  /** Take a time of a thing for an event of its own, unless an event has that time. */
  #timed(kind: KindName, subject: string, time: string): void {
    const said = this.statements.some(
      (each) =>
        each.kind === kind &&
        each.args[2] === time &&
        (each.args[0] as QualifiedName | undefined)?.iri === subject,
    );
    if (said) return;
    this.statements.push(
      statement(kind, undefined, [this.#name(subject), undefined, time]),
    );
  }

  #attributes(
    { properties }: Node,
    kind: KindName,
    takesType: (iri: string) => boolean,
  ): Attribute[] {
    const attributes: Attribute[] = [];
    const own = ownProperties.get(kind)!;
    for (const [property, objects] of properties) {
      if (own.has(property) || STRUCTURE.has(property)) continue;
      const name =
        attributeOfProperty.get(property) ?? this.namespaces.nameOf(property);
      for (const object of objects) {
        const isType = property === RDF_TYPE && object.kind === "iri";
        const dropped =
          isType && (isImplied(object.value, kind) || !takesType(object.value));
        if (!dropped) attributes.push([name, this.#value(object)]);
      }
    }
    return attributes;
  }

  #value(object: Term): Value {
    if (object.kind !== "literal") return this.#name(object.value);
    if (object.language) return literal(object.value, undefined, object.language);
    const type = this.namespaces.nameOf(object.type ?? XSD_STRING);
    return typedValue(object.value, type, this.namespaces);
  }

  #name(id: string): QualifiedName {
    if (id.startsWith("_:")) return new QualifiedName("_:", id.slice(2), "bn");
    return this.namespaces.nameOf(id);
  }
}

/** Properties that say a relation, so they are no attributes of their subject. */
const STRUCTURE = new Set([
  ...kindOfDirect.keys(),
  ...kindOfQualified.keys(),
  ...subtypeOfDirect.keys(),
  ...subtypeOfQualified.keys(),
  ...inverse.keys(),
  ...timeOf.keys(),
  `${PROV}asInBundle`,
]);

/** The properties of the arguments of each kind. */
const ownProperties = new Map<KindName, Set<string>>(
  [...relations, ...ELEMENTS].map((kind) => [
    kind,
    new Set([
      `${PROV}influencer`,
      ...kindOf(kind).args.flatMap((formal, i) =>
        formal.rdf ? [argumentIri(kind, i)] : [],
      ),
    ]),
  ]),
);

function isImplied(type: string, kind: KindName): boolean {
  return type === classIri(kind) || implied.has(type);
}

/** A type goes to the kind that it is a subtype of, else to the first that is stated. */
function kindForType(type: string, stated: readonly Element[]): Element | undefined {
  const isClass = kindOfClass.get(type);
  if (isClass && (stated as readonly string[]).includes(isClass)) return undefined;
  const special = type.startsWith(PROV)
    ? elementTypes[type.slice(PROV.length)]
    : undefined;
  return special && stated.includes(special) ? special : stated[0];
}

const MOST = 256;

/** List all ways to choose one of each, at most 256 of them. */
function product<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>(
    (ways, options) =>
      ways.flatMap((way) => options.map((one) => [...way, one])).slice(0, MOST),
    [[]],
  );
}
