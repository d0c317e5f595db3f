/** A term of RDF; literals have a datatype, those in a language also that. */
export interface Term {
  readonly kind: "iri" | "blank" | "literal";
  /** The IRI, the label with `_:`, or the text. */
  readonly value: string;
  readonly type?: string;
  readonly language?: string;
}

const NOTHING: readonly Term[] = [];

/** What a graph says of one subject: properties and their objects, side by side. */
export class Node {
  readonly properties: string[] = [];
  readonly objects: Term[] = [];

  constructor(readonly id: string) {}

  add(property: string, object: Term): void {
    this.properties.push(property);
    this.objects.push(object);
  }

  /** Return the objects of a property. */
  all(property: string): readonly Term[] {
    const first = this.properties.indexOf(property);
    if (first < 0) return NOTHING;
    return this.objects.filter((_, i) => i >= first && this.properties[i] === property);
  }

  /** Return the first object of a property. */
  first(property: string): Term | undefined {
    return this.objects[this.properties.indexOf(property)];
  }
}

/** A graph by subject; the subjects keep their order. */
export type Graph = Map<string, Node>;

/** The graphs of a text, "" being the default one, and the prefixes it declares. */
export interface Dataset {
  readonly graphs: Map<string, Graph>;
  readonly prefixes: readonly (readonly [string, string])[];
}

/** Make the term of an IRI or, with `_:`, of a blank node. */
export function nodeTerm(value: string): Term {
  return { kind: value.startsWith("_:") ? "blank" : "iri", value };
}

/** Make the term of a literal. */
export function literalTerm(value: string, type: string, language?: string): Term {
  return { kind: "literal", value, type, ...(language ? { language } : {}) };
}

/** Return the graph of a name, a new one the first time. */
export function graphOf(graphs: Map<string, Graph>, name: string): Graph {
  let graph = graphs.get(name);
  if (!graph) {
    graph = new Map();
    graphs.set(name, graph);
  }
  return graph;
}

/** Add a statement to a graph. */
export function addTriple(
  graph: Graph,
  id: string,
  property: string,
  object: Term,
): void {
  let node = graph.get(id);
  if (!node) {
    node = new Node(id);
    graph.set(id, node);
  }
  node.add(property, object);
}
