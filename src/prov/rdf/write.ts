import { ProvError } from "../../util/errors";
import { type KindName, kindOf } from "../model/kinds";
import { PROV, PROVEXT, type QualifiedName, RDF, RDFS, XSD } from "../model/name";
import { NameWriter } from "../model/name-writer";
import {
  bundlesByName,
  type DocumentData,
  type KeyEntityPair,
  type Scope,
  type Statement,
} from "../model/statement";
import { isName, type Value } from "../model/value";
import { iriText, nameText, stringText } from "./turtle-text";
import { argumentIri, propertyOfAttribute } from "./vocabulary";

/** Write a document without bundles as PROV-O in Turtle. */
export function writeTurtle(document: DocumentData): string {
  if (document.bundles.length > 0) {
    throw new ProvError("No Turtle can be written for a document with bundles", {
      hint: "try: trig, which names each bundle's graph",
    });
  }
  return writeTriG(document);
}

/** Write a document as PROV-O in TriG: a bundle is a named graph. */
export function writeTriG(document: DocumentData): string {
  const names = new NameWriter(document.namespaces, nameText);
  names.declare("prov", PROV).declare("xsd", XSD);
  const body = new GraphWriter(document, names, "").write();
  const graphs = bundlesByName(document).map((bundle, index) => {
    const lines = new GraphWriter(bundle, names, "  ", `b${index + 1}q`).write();
    return `${new Terms(names).name(bundle.id)} {\n${lines}}\n`;
  });
  const prefixes = names
    .declarations()
    .map(([prefix, iri]) => `@prefix ${prefix}: ${iriText(iri)} .\n`);
  return [...prefixes, "\n", body, ...graphs].join("");
}

/** Write names and values as terms of Turtle. */
class Terms {
  constructor(readonly names: NameWriter) {}

  name(name: QualifiedName): string {
    if (name.namespace === "_:") return `_:${name.local}`;
    const text = this.names.write(name);
    return text === "" ? iriText(name.iri) : text;
  }

  value(value: Value): string {
    if (isName(value)) return this.name(value);
    if (value.lang) return `${stringText(value.value)}@${value.lang}`;
    if (value.type.namespace === XSD && value.type.local === "string") {
      return stringText(value.value);
    }
    return `${stringText(value.value)}^^${this.name(value.type)}`;
  }
}

class GraphWriter {
  readonly #subjects = new Map<string, string[]>();
  readonly #terms: Terms;
  readonly #qualifiedPairs = new Set<string>();
  #blanks = 0;

  constructor(
    readonly scope: Scope,
    readonly names: NameWriter,
    readonly indent: string,
    /** Begins the blank nodes, which all graphs of a text share. */
    readonly label = "q",
  ) {
    this.#terms = new Terms(names);
  }

  write(): string {
    for (const each of this.scope.statements) {
      if (!isPlain(each)) this.#qualifiedPairs.add(pairOf(each));
    }
    for (const each of this.scope.statements) this.#statement(each);
    const blocks: string[] = [];
    for (const [subject, lines] of this.#subjects) {
      blocks.push(`${this.indent}${subject} ${lines.join(` ;\n${this.indent}  `)} .\n`);
    }
    return blocks.join("");
  }

  #say(subject: string, line: string): void {
    const lines = this.#subjects.get(subject);
    if (lines) lines.push(line);
    else this.#subjects.set(subject, [line]);
  }

  #statement(each: Statement): void {
    if (kindOf(each.kind).id === "required") this.#element(each);
    else if (each.kind === "hadDictionaryMember") this.#member(each);
    else if (isPlain(each) && !this.#qualifiedPairs.has(pairOf(each)))
      this.#direct(each);
    else this.#qualified(each);
  }

  #element(each: Statement): void {
    const subject = each.id ? this.#terms.name(each.id) : this.#blank();
    this.#say(subject, `a prov:${kindOf(each.kind).class}`);
    this.#arguments(subject, each, 0);
    this.#attributes(subject, each);
  }

  #direct({ kind, args }: Statement): void {
    const [subject, object, inside] = args;
    if (!isName(subject) || !isName(object)) return;
    this.#say(this.#terms.name(subject), `prov:${kind} ${this.#terms.name(object)}`);
    if (kind !== "mentionOf" || !isName(inside)) return;
    this.#say(this.#terms.name(subject), `prov:asInBundle ${this.#terms.name(inside)}`);
  }

  #qualified(each: Statement): void {
    const { kind, id, args } = each;
    const prefix = this.#prefix(kind);
    const node = id ? this.#terms.name(id) : this.#blank();
    if (isName(args[0])) {
      const subject = this.#terms.name(args[0]);
      this.#say(subject, `${prefix}:qualified${kindOf(kind).class} ${node}`);
      this.#direct(each);
    }
    this.#say(node, `a ${prefix}:${kindOf(kind).class}`);
    this.#arguments(node, each, 1);
    this.#attributes(node, each);
  }

  #member({ kind, args: [dictionary, entity, key] }: Statement): void {
    if (!isName(dictionary) || !isName(entity)) return;
    const under =
      typeof key === "object" && "key" in key ? [{ key: key.key, entity }] : [];
    for (const pair of under) {
      this.#say(this.#terms.name(dictionary), `prov:${kind} ${this.#pair(pair)}`);
    }
  }

  #pair({ key, entity }: KeyEntityPair): string {
    const node = this.#blank();
    this.#say(node, "a prov:KeyEntityPair");
    this.#say(node, `prov:pairKey ${this.#terms.value(key)}`);
    this.#say(node, `prov:pairEntity ${this.#terms.name(entity)}`);
    return node;
  }

  #arguments(node: string, { kind, args }: Statement, from: number): void {
    const prefix = this.#prefix(kind);
    for (let i = from; i < args.length; i++) {
      const argument = args[i];
      if (argument === undefined) continue;
      const own = argumentIri(kind, i).startsWith(PROV) ? "prov" : prefix;
      const property = `${own}:${kindOf(kind).args[i]!.rdf}`;
      if (typeof argument === "string") {
        this.#say(node, `${property} ${stringText(argument)}^^xsd:dateTime`);
      } else if (isName(argument)) {
        this.#say(node, `${property} ${this.#terms.name(argument)}`);
      } else if ("keys" in argument) {
        for (const key of argument.keys) {
          this.#say(node, `${property} ${this.#terms.value(key)}`);
        }
      } else if ("pairs" in argument) {
        for (const pair of argument.pairs)
          this.#say(node, `${property} ${this.#pair(pair)}`);
      }
    }
  }

  #attributes(node: string, { attributes }: Statement): void {
    for (const [name, value] of attributes) {
      const property = propertyOfAttribute.get(name.iri);
      if (property?.namespace === RDFS) this.names.declare("rdfs", RDFS);
      const isType = property?.namespace === RDF;
      const text = isType ? "a" : this.#terms.name(property ?? name);
      this.#say(node, `${text} ${this.#terms.value(value)}`);
    }
  }

  #prefix(kind: KindName): "prov" | "provext" {
    if (!kindOf(kind).ext) return "prov";
    this.names.declare("provext", PROVEXT);
    return "provext";
  }

  #blank(): string {
    return `_:${this.label}${++this.#blanks}`;
  }
}

/** Tell whether a direct property can say all of a statement. */
function isPlain({ id, args, attributes, kind }: Statement): boolean {
  const rest = kind === "mentionOf" ? [] : args.slice(2);
  const two = isName(args[0]) && isName(args[1]);
  return (
    !id && attributes.length === 0 && two && rest.every((each) => each === undefined)
  );
}

function pairOf({ kind, args }: Statement): string {
  return [kind, ...args.slice(0, 2).map((each) => (isName(each) ? each.iri : ""))].join(
    " ",
  );
}
