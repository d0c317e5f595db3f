import { ProvError } from "../../util/errors";
import { type Formal, type KindName, kindNames, kindOf } from "../model/kinds";
import { PROV, QualifiedName, XSD } from "../model/name";
import type { Namespaces } from "../model/namespaces";
import type { Argument, KeyEntityPair } from "../model/statement";
import { isDateTime } from "../model/time";
import { typedValue } from "../model/typed-value";
import { type Attribute, literal, type Value } from "../model/value";
import type { Graph, Node, Term } from "./graph";
import {
  argumentIri,
  attributeOfProperty,
  classIri,
  implied,
  inverse,
  kindOfDirect,
  kindOfQualified,
  RDF_TYPE,
  subtypeOfDirect,
  subtypeOfQualified,
  timeOf,
} from "./vocabulary";

const XSD_STRING = `${XSD}string`;

/** Read the parts of a node: its names, values, arguments and attributes. */
export class NodeReader {
  constructor(
    readonly graph: Graph,
    readonly namespaces: Namespaces,
  ) {}

  /** Read the times of an activity. */
  times(node: Node, kind: KindName): (string | undefined)[] {
    return kindOf(kind).args.map((_, index) => {
      const time = node.first(argumentIri(kind, index));
      return time && timeText(time);
    });
  }

  /** List the values of an argument on a qualified node; none is one undefined. */
  choices(
    node: Node,
    kind: KindName,
    formal: Formal,
    index: number,
  ): (Argument | undefined)[] {
    const property = argumentIri(kind, index);
    let objects = node.all(property);
    if (objects.length === 0 && index === 1) objects = node.all(`${PROV}influencer`);
    switch (formal.role) {
      case "pairs":
        return [{ pairs: objects.map((each) => this.pair(each.value)) }];
      case "keys":
        return [{ keys: objects.map((each) => this.value(each)) }];
    }
    if (objects.length === 0) return [undefined];
    if (formal.role === "key") return [{ key: this.value(objects[0]!) }];
    return objects.map((each) =>
      formal.role === "time" ? timeText(each) : this.name(each.value),
    );
  }

  /** Read a pair of key and entity. */
  pair(id: string): KeyEntityPair {
    const node = this.graph.get(id);
    const key = node?.first(`${PROV}pairKey`);
    const entity = node?.first(`${PROV}pairEntity`);
    return {
      key: key ? this.value(key) : literal(""),
      entity: this.name(entity ? entity.value : id),
    };
  }

  /** Read what is no argument and no relation as attributes. */
  attributes(
    { properties, objects }: Node,
    kind: KindName,
    takesType: (iri: string) => boolean,
  ): Attribute[] {
    const attributes: Attribute[] = [];
    const own = ownProperties.get(kind)!;
    for (const [index, property] of properties.entries()) {
      if (own.has(property) || STRUCTURE.has(property)) continue;
      const object = objects[index]!;
      const isType = property === RDF_TYPE && object.kind === "iri";
      if (isType && (isImplied(object.value, kind) || !takesType(object.value)))
        continue;
      const name =
        attributeOfProperty.get(property) ?? this.namespaces.nameOf(property);
      attributes.push([name, this.value(object)]);
    }
    return attributes;
  }

  value(object: Term): Value {
    if (object.kind !== "literal") return this.name(object.value);
    if (object.language) return literal(object.value, undefined, object.language);
    const type = this.namespaces.nameOf(object.type ?? XSD_STRING);
    return typedValue(object.value, type, this.namespaces);
  }

  /** Return the name of an IRI; a blank node keeps its label. */
  name(id: string): QualifiedName {
    if (id.startsWith("_:")) return new QualifiedName("_:", id.slice(2), "bn");
    return this.namespaces.nameOf(id);
  }
}

function timeText({ value }: Term): string {
  if (isDateTime(value)) return value;
  throw new ProvError(`No time of xsd:dateTime: ${JSON.stringify(value)}`);
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
  kindNames.map((kind) => [
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
