import type { Quad, Term } from "n3";
import { messageOf } from "../../util/errors";
import { ProvSyntaxError } from "../errors";

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

/** Parse Turtle, TriG, N-Triples or N-Quads: n3, loaded at the first use. */
export function parseRdf(text: string): Dataset {
  const { Parser } = require("n3") as typeof import("n3");
  const graphs = new Map<string, Graph>([["", new Map()]]);
  const prefixes: [string, string][] = [];
  const parser = new Parser({ blankNodePrefix: "_:", format: "application/trig" });
  try {
    const quads = parser.parse(text, null, (prefix, iri) => {
      prefixes.push([prefix, typeof iri === "string" ? iri : iri.value]);
    });
    for (const quad of quads) add(graphs, quad);
  } catch (error) {
    throw rdfError(text, error);
  }
  return { graphs, prefixes };
}

function add(
  graphs: Map<string, Graph>,
  { subject, predicate, object, graph }: Quad,
): void {
  const inside = emplace(graphs, idOf(graph), (): Graph => new Map());
  const id = idOf(subject);
  const node = emplace(inside, id, (): Node => ({ id, properties: new Map() }));
  const objects = node.properties.get(predicate.value);
  if (objects) objects.push(object);
  else node.properties.set(predicate.value, [object]);
}

function emplace<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Return the IRI of a term, `_:b` for a blank node. */
export function idOf(term: Term): string {
  return term.termType === "BlankNode" ? `_:${term.value}` : term.value;
}

/** Say where n3 stopped; it names the line, the token tells the column. */
function rdfError(text: string, error: unknown): unknown {
  const context = (error as { context?: { line?: number; token?: { value?: string } } })
    .context;
  const message = messageOf(error)
    .replace(/ on line \d+\.?$/, "")
    .replace(/\.$/, "");
  if (context?.line === undefined && !/on line \d+/.test(messageOf(error))) {
    return new ProvSyntaxError("RDF", `${message}`, 1, 1);
  }
  const line = context?.line ?? Number(/on line (\d+)/.exec(messageOf(error))?.[1]);
  const quoted = text.split("\n", line)[line - 1] ?? "";
  const token =
    (context?.token?.value || /(?:got |")([^"\s]+)"?$/.exec(message)?.[1]) ?? "";
  const column = Math.max(0, quoted.indexOf(token)) + 1;
  const hint = quoted.trim() === "" ? [] : [quoted.trim().slice(0, 60)];
  return new ProvSyntaxError("RDF", message.slice(0, 200), line, column, hint);
}
