/** A term of RDF; literals have a datatype, those in a language also that. */
export interface Term {
  readonly kind: "iri" | "blank" | "literal";
  /** The IRI, the label with `_:`, or the text. */
  readonly value: string;
  readonly type?: string;
  readonly language?: string;
}

/** What a graph says of one subject: the objects of each property, by its IRI. */
export interface Node {
  readonly id: string;
  readonly properties: Map<string, Term[]>;
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
    node = { id, properties: new Map() };
    graph.set(id, node);
  }
  const objects = node.properties.get(property);
  if (objects) objects.push(object);
  else node.properties.set(property, [object]);
}
