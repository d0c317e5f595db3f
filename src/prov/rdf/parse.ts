import { RDF, XSD } from "../model/name";
import {
  addTriple,
  type Dataset,
  type Graph,
  graphOf,
  literalTerm,
  nodeTerm,
  type Term,
} from "./graph";
import { Scanner } from "./scanner";

const DEEPEST = 100;
const NIL = nodeTerm(`${RDF}nil`);

/**
 * Parse Turtle, TriG, N-Triples or N-Quads (RDF 1.1). One grammar reads all four: a
 * block in braces is a graph, as is the fourth term of a line.
 */
export function parseRdf(text: string): Dataset {
  const parser = new RdfParser(text);
  parser.document();
  return { graphs: parser.graphs, prefixes: [...parser.prefixes] };
}

class RdfParser {
  readonly graphs = new Map<string, Graph>([["", new Map()]]);
  readonly prefixes = new Map<string, string>();
  readonly #scan: Scanner;
  readonly #names = new Map<string, Term>();
  #base = "";
  #blanks = 0;
  #depth = 0;
  #graph: Graph;

  constructor(text: string) {
    this.#scan = new Scanner(text);
    this.#graph = this.graphs.get("")!;
  }

  document(): void {
    while (!this.#scan.atEnd) {
      const directive = this.#scan.word(DIRECTIVES);
      if (directive === undefined) this.#block();
      else this.#directive(directive);
    }
  }

  #directive(word: string): void {
    if (/^graph$/i.test(word)) this.#named(this.#subject().value);
    else if (/base$/i.test(word)) this.#base = this.#resolve(this.#iri());
    else {
      const prefix = this.#scan.name();
      if (!prefix?.endsWith(":")) this.#scan.fail(`expected a prefix after ${word}`);
      this.prefixes.set(prefix.slice(0, -1), this.#resolve(this.#iri()));
      this.#names.clear();
    }
    if (word.startsWith("@")) this.#scan.expect(".");
  }

  #iri(): string {
    return this.#scan.iri() ?? this.#scan.fail("expected <an IRI>");
  }

  /** Read statements of one subject, or a graph. */
  #block(): void {
    const name = this.#scan.next === "{" ? "" : this.#statements();
    if (name !== undefined) this.#named(name);
  }

  /** Read statements of one subject; return its name when it turns out to be a graph's. */
  #statements(): string | undefined {
    const alone = this.#scan.next === "[";
    const subject = this.#subject();
    if (this.#scan.next === "{") return subject.value;
    if (!(alone && this.#ends())) this.#properties(subject.value);
    this.#scan.expect(".");
    return undefined;
  }

  /** A node in brackets may stand alone. */
  #ends(): boolean {
    return this.#scan.next === "." || this.#scan.next === "}";
  }

  #named(name: string): void {
    this.#scan.expect("{");
    this.#graph = graphOf(this.graphs, name);
    while (!this.#scan.take("}")) {
      const alone = this.#scan.next === "[";
      const subject = this.#subject();
      if (!(alone && this.#ends())) this.#properties(subject.value);
      if (!this.#scan.take(".") && this.#scan.next !== "}") this.#scan.expect(".");
    }
    this.#graph = this.graphs.get("")!;
  }

  #subject(): Term {
    return this.#resource() ?? this.#nested() ?? this.#missing("a subject");
  }

  /** Read properties and their objects up to what can't belong to them. */
  #properties(subject: string): void {
    const scan = this.#scan;
    do {
      // Semicolons may stand in a row and at the end.
      if (/[.;\]}]/.test(scan.next)) continue;
      const isType = scan.word(["a"]) !== undefined;
      const property = isType ? `${RDF}type` : this.#property();
      do this.#statement(subject, property, this.#object());
      while (scan.take(","));
    } while (scan.take(";"));
  }

  #property(): string {
    const property = this.#resource();
    if (property?.kind === "iri") return property.value;
    return this.#missing("a property");
  }

  #statement(subject: string, property: string, object: Term): void {
    let graph = this.#graph;
    // N-Quads name the graph after the object.
    if (this.#scan.next === "<" || this.#scan.next === "_") {
      graph = graphOf(this.graphs, this.#resource()?.value ?? "");
    }
    addTriple(graph, subject, property, object);
  }

  #object(): Term {
    return (
      this.#resource() ??
      this.#nested() ??
      this.#literal() ??
      this.#missing("an object")
    );
  }

  /** Read an IRI, a name with prefix or a labelled blank node. */
  #resource(): Term | undefined {
    const scan = this.#scan;
    const iri = scan.iri();
    if (iri !== undefined) return nodeTerm(this.#resolve(iri));
    if (scan.next === "_") {
      const blank = scan.blank();
      return blank === undefined ? undefined : nodeTerm(blank);
    }
    const start = scan.offset;
    const name = scan.name();
    return name === undefined ? undefined : this.#term(name, start);
  }

  /** Make the term of a name once: most are used many times. */
  #term(name: string, start: number): Term {
    let term = this.#names.get(name);
    if (!term) {
      term = nodeTerm(this.#expand(name, start));
      this.#names.set(name, term);
    }
    return term;
  }

  #expand(name: string, start: number): string {
    const colon = name.indexOf(":");
    const namespace = this.prefixes.get(name.slice(0, colon));
    if (namespace === undefined) {
      const what =
        colon === 0 ? "the empty prefix" : `the prefix ${name.slice(0, colon)}`;
      return this.#scan.fail(`${what} is not declared`, start);
    }
    return namespace + name.slice(colon + 1).replace(/\\(.)/g, "$1");
  }

  #resolve(iri: string): string {
    if (this.#base === "" || /^[A-Za-z][\w+.-]*:/.test(iri)) return iri;
    try {
      return new URL(iri, this.#base).href;
    } catch {
      return this.#base + iri;
    }
  }

  /** Read `[…]` or `(…)`. */
  #nested(): Term | undefined {
    const { next } = this.#scan;
    if (next !== "[" && next !== "(") return undefined;
    if (++this.#depth > DEEPEST) this.#scan.fail("brackets nest too deep");
    const term = this.#scan.take("[") ? this.#anonymous() : this.#list();
    this.#depth--;
    return term;
  }

  #anonymous(): Term {
    const node = this.#newBlank();
    if (this.#scan.next !== "]") this.#properties(node.value);
    this.#scan.expect("]");
    return node;
  }

  #list(): Term {
    this.#scan.expect("(");
    let first: Term | undefined;
    let last: Term | undefined;
    while (!this.#scan.take(")")) {
      const node = this.#newBlank();
      addTriple(this.#graph, node.value, `${RDF}first`, this.#object());
      if (last) addTriple(this.#graph, last.value, `${RDF}rest`, node);
      first ??= node;
      last = node;
    }
    if (last) addTriple(this.#graph, last.value, `${RDF}rest`, NIL);
    return first ?? NIL;
  }

  #newBlank(): Term {
    return nodeTerm(`_:anon${++this.#blanks}`);
  }

  #literal(): Term | undefined {
    const scan = this.#scan;
    const text = scan.string();
    if (text !== undefined) return this.#typed(text);
    const truth = scan.word(["true", "false"]);
    if (truth !== undefined) return literalTerm(truth, `${XSD}boolean`);
    const number = scan.number();
    if (number === undefined) return undefined;
    const type = /e/i.test(number)
      ? "double"
      : number.includes(".")
        ? "decimal"
        : "integer";
    return literalTerm(number, XSD + type);
  }

  #typed(text: string): Term {
    const scan = this.#scan;
    if (scan.take("^^")) {
      return literalTerm(text, (this.#resource() ?? this.#missing("a datatype")).value);
    }
    const language = scan.language();
    return literalTerm(text, language ? `${RDF}langString` : `${XSD}string`, language);
  }

  #missing(what: string): never {
    return this.#scan.fail(`expected ${what}, found ${this.#scan.found()}`);
  }
}

const DIRECTIVES = ["@prefix", "@base"].concat(
  ["PREFIX", "BASE", "GRAPH"].flatMap((word) => [
    word,
    word.toLowerCase(),
    word[0] + word.slice(1).toLowerCase(),
  ]),
);
