import { type JsonObject, type JsonPath, listed, ShapeError } from "../json/parse";
import { RDF, XSD } from "../model/name";
import { Namespaces } from "../model/namespaces";
import { valueFrom } from "../model/value";
import {
  addTriple,
  type Dataset,
  type Graph,
  graphOf,
  literalTerm,
  nodeTerm,
  type Term,
} from "../rdf/graph";
import { namespacesFrom } from "./context";

const DEEPEST = 64;

/**
 * Turn JSON-LD into graphs as far as its inline contexts say: prefixes and terms. What
 * a context from elsewhere would mean is left out, as is what no IRI can be made of.
 */
export function datasetFromJsonLd(root: unknown): Dataset {
  const builder = new GraphBuilder();
  builder.top(root);
  return { graphs: builder.graphs, prefixes: builder.prefixes };
}

class GraphBuilder {
  readonly graphs = new Map<string, Graph>([["", new Map()]]);
  prefixes: [string, string][] = [];
  #blanks = 0;

  top(root: unknown): void {
    const context = (root as JsonObject | null)?.["@context"];
    const scope = new Context(context);
    this.prefixes = scope.namespaces.own();
    for (const [index, node] of listed(root).entries()) {
      this.#node(node, scope, this.graphs.get("")!, Array.isArray(root) ? [index] : []);
    }
  }

  /** Add a node and all inside it; return its identifier. */
  #node(node: unknown, above: Context, graph: Graph, path: JsonPath): string {
    if (typeof node !== "object" || node === null || Array.isArray(node)) {
      throw new ShapeError(path, "a node must be an object");
    }
    if (path.length > DEEPEST) throw new ShapeError(path, "nodes nest too deep");
    const object = node as JsonObject;
    const context =
      "@context" in object ? new Context(object["@context"], above) : above;
    const given = object["@id"];
    const id = typeof given === "string" ? context.iri(given) : `_:j${++this.#blanks}`;
    for (const [key, value] of Object.entries(object)) {
      this.#property(id, key, value, context, graph, [...path, key]);
    }
    return id;
  }

  #property(
    id: string,
    key: string,
    value: unknown,
    context: Context,
    graph: Graph,
    path: JsonPath,
  ): void {
    if (key === "@type") {
      for (const type of listed(value)) {
        if (typeof type === "string")
          addTriple(graph, id, `${RDF}type`, nodeTerm(context.term(type)));
      }
    } else if (key === "@graph") this.#graph(id, value, context, graph, path);
    else if (!key.startsWith("@")) {
      const property = context.term(key);
      if (!property.includes(":")) return;
      for (const [index, each] of listed(value).entries()) {
        const object = this.#object(each, key, context, graph, [...path, index]);
        if (object) addTriple(graph, id, property, object);
      }
    }
  }

  /** A graph of a node with a name of its own is a named graph. */
  #graph(
    id: string,
    value: unknown,
    context: Context,
    graph: Graph,
    path: JsonPath,
  ): void {
    const inside = id.startsWith("_:j") ? graph : graphOf(this.graphs, id);
    for (const [index, node] of listed(value).entries()) {
      this.#node(node, context, inside, [...path, index]);
    }
  }

  #object(
    value: unknown,
    key: string,
    context: Context,
    graph: Graph,
    path: JsonPath,
  ): Term | undefined {
    const coerced = context.typeOf(key);
    if (typeof value === "string") {
      if (coerced === "@id" || coerced === "@vocab")
        return nodeTerm(context.iri(value));
      return literalTerm(value, coerced ? context.term(coerced) : `${XSD}string`);
    }
    if (typeof value === "number" || typeof value === "boolean") {
      const made = valueFrom(value) as { value: string; type: { iri: string } };
      return literalTerm(made.value, coerced ? context.term(coerced) : made.type.iri);
    }
    if (typeof value !== "object" || value === null) return undefined;
    const { "@value": content, "@type": type, "@language": lang } = value as JsonObject;
    if (content === undefined) return nodeTerm(this.#node(value, context, graph, path));
    if (typeof lang === "string")
      return literalTerm(String(content), `${RDF}langString`, lang);
    if (typeof type !== "string") {
      return this.#object(content, "", context, graph, path);
    }
    return literalTerm(String(content), context.term(type));
  }
}

/** What terms and prefixes mean at a place of the text. */
class Context {
  readonly namespaces: Namespaces;
  readonly #terms = new Map<string, JsonObject>();

  constructor(
    context: unknown,
    readonly above?: Context,
  ) {
    this.namespaces = namespacesFrom(context, above?.namespaces ?? new Namespaces());
    for (const part of listed(context)) {
      for (const [term, meaning] of Object.entries(
        typeof part === "object" ? (part ?? {}) : {},
      )) {
        const definition = typeof meaning === "string" ? { "@id": meaning } : meaning;
        if (typeof definition === "object" && definition)
          this.#terms.set(term, definition);
      }
    }
  }

  #definition(term: string): JsonObject | undefined {
    return this.#terms.get(term) ?? this.above?.definition(term);
  }

  /** Return what a context says of a term, here or above. */
  definition(term: string): JsonObject | undefined {
    return this.#definition(term);
  }

  /** Return the IRI of a property or a class; the term itself when none is known. */
  term(text: string): string {
    const meaning = this.#definition(text)?.["@id"];
    return this.iri(typeof meaning === "string" ? meaning : text);
  }

  /** Return the type that a property gives to bare texts. */
  typeOf(term: string): string | undefined {
    const type = this.#definition(term)?.["@type"];
    return typeof type === "string" ? type : undefined;
  }

  iri(text: string): string {
    if (text.startsWith("_:")) return text;
    return this.namespaces.resolve(text)?.iri ?? text;
  }
}
