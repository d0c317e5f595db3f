import { elementTypes, type KindName, kindOf } from "../model/kinds";
import { PROV, prov, type QualifiedName } from "../model/name";
import { Namespaces } from "../model/namespaces";
import {
  type Argument,
  type Bundle,
  type DocumentData,
  type Statement,
  statement,
} from "../model/statement";
import { type Attribute, isName } from "../model/value";
import { type Graph, Node } from "./graph";
import { NodeReader } from "./node-reader";
import { parseRdf } from "./parse";
import {
  inverse,
  kindOfClass,
  kindOfDirect,
  kindOfQualified,
  RDF_TYPE,
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
  /** Some thing has a time without an event. */
  #hasTimes = false;

  readonly #nodes: NodeReader;

  constructor(
    readonly graph: Graph,
    namespaces: Namespaces,
    readonly statements: Statement[],
    /** The names of the graphs, of which a type alone says no more than they do. */
    readonly bundles: ReadonlySet<string> = new Set(),
  ) {
    this.#nodes = new NodeReader(graph, namespaces);
  }

  read(): void {
    for (const node of this.graph.values()) this.#findQualified(node);
    for (const node of this.graph.values()) this.#findOrphans(node);
    for (const node of this.graph.values()) {
      if (!this.#qualified.has(node.id)) this.#elements(node);
    }
    for (const [id, qualified] of this.#qualified) this.#relation(id, qualified);
    for (const node of this.graph.values()) this.#direct(node);
  }

  #findQualified({ id, properties, objects }: Node): void {
    for (const [index, property] of properties.entries()) {
      const { kind: of, value } = objects[index]!;
      const subtype = subtypeOfQualified.get(property);
      const kind = subtype ? "wasDerivedFrom" : kindOfQualified.get(property);
      if (kind) this.#qualify(value, kind, id, subtype);
      else if (of === "blank" && property !== RDF_TYPE) this.#named.add(value);
      else if (timeOf.has(property)) this.#hasTimes = true;
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
    const types = this.graph.get(id)?.all(RDF_TYPE) ?? [];
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
    const types = node.all(RDF_TYPE);
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
      const own = this.#nodes.attributes(
        node,
        kind,
        (type) => kindForType(type, stated) === kind,
      );
      const rest = own.filter(([name]) => name.iri === `${PROV}type` || index === 0);
      this.statements.push(
        statement(kind, this.#nodes.name(node.id), this.#nodes.times(node, kind), rest),
      );
    }
  }

  /** Read a qualified node; several values of an argument are several statements. */
  #relation(id: string, { kind, subjects, types }: Qualified): void {
    const node = this.graph.get(id) ?? new Node(id);
    const choices = kindOf(kind)
      .args.slice(1)
      .map((formal, i) => this.#nodes.choices(node, kind, formal, i + 1));
    const attributes = this.#nodes.attributes(node, kind, () => true);
    for (const type of types) {
      const same = ([, value]: Attribute) => isName(value) && value.iri === type.iri;
      if (!attributes.some(same)) attributes.push([prov("type"), type]);
    }
    const blank = id.startsWith("_:") && !this.#named.has(id);
    const name = blank ? undefined : this.#nodes.name(id);
    for (const subject of subjects.length > 0 ? subjects : [undefined]) {
      const first = subject === undefined ? undefined : this.#nodes.name(subject);
      for (const rest of product(choices)) {
        const [second, third] = rest;
        this.statements.push(statement(kind, name, [first, ...rest], attributes));
        this.#covered.add(`${kind} ${subject} ${isName(second) ? second.iri : ""}`);
        if (this.#hasTimes) this.#covered.add(`${kind} ${subject} at ${third}`);
      }
    }
  }

  #direct({ id, properties, objects }: Node): void {
    for (const [index, property] of properties.entries()) {
      const { value } = objects[index]!;
      const subtype = subtypeOfDirect.get(property);
      const kind = subtype ? "wasDerivedFrom" : kindOfDirect.get(property);
      const turned = inverse.get(property);
      const timed = timeOf.get(property);
      if (kind) this.#plain(kind, id, value, subtype);
      else if (turned) this.#plain(turned, value, id);
      else if (timed) this.#timed(timed, id, value);
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
    const first = this.#nodes.name(subject);
    if (kind === "hadDictionaryMember") {
      const { key: under, entity } = this.#nodes.pair(object);
      this.statements.push(statement(kind, undefined, [first, entity, { key: under }]));
      return;
    }
    const args: Argument[] = [first, this.#nodes.name(object)];
    if (kind === "mentionOf") {
      const inside = this.graph.get(subject)?.first(`${PROV}asInBundle`);
      if (inside) args.push(this.#nodes.name(inside.value));
    }
    const attributes: Attribute[] = subtype ? [[prov("type"), subtype]] : [];
    this.statements.push(statement(kind, undefined, args, attributes));
  }

  /** Take a time of a thing for an event of its own, unless an event has that time. */
  #timed(kind: KindName, subject: string, time: string): void {
    if (this.#covered.has(`${kind} ${subject} at ${time}`)) return;
    this.statements.push(
      statement(kind, undefined, [this.#nodes.name(subject), undefined, time]),
    );
  }
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
  if (choices.every(({ length }) => length === 1))
    return [choices.map(([one]) => one!)];
  return choices.reduce<T[][]>(
    (ways, options) =>
      ways.flatMap((way) => options.map((one) => [...way, one])).slice(0, MOST),
    [[]],
  );
}
