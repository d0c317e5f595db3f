import {
  type JsonObject,
  type JsonPath,
  listed,
  objectAt,
  parseJson,
  ShapeError,
  textAt,
} from "../json/parse";
import { type Formal, type KindName, kindNames, kindOf } from "../model/kinds";
import { PROV, PROVEXT, prov, QualifiedName, RDF, RDFS } from "../model/name";
import type { Namespaces } from "../model/namespaces";
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
import { type Attribute, literal, type Value, valueFrom } from "../model/value";
import { documentFromGraphs } from "../rdf/read";
import { contextParts, namespacesFrom } from "./context";
import { datasetFromJsonLd } from "./graph";

/**
 * Read PROV-JSONLD (member submission of 2024, and the form of 2020), or PROV-O in any
 * JSON-LD that needs no context from elsewhere, expanded or flattened.
 */
export function readJsonLd(text: string): DocumentData {
  return parseJson("PROV-JSONLD", text, (root) => {
    if (!isSubmission(root)) {
      const { graphs, prefixes } = datasetFromJsonLd(root);
      return documentFromGraphs(graphs, prefixes);
    }
    return readDocument(root as JsonObject);
  });
}

function readDocument(root: JsonObject): DocumentData {
  const namespaces = namespacesFrom(root["@context"], undefined, { simple: true });
  const document = { namespaces, statements: [], bundles: [] as Bundle[] };
  const graph = root["@graph"] ?? [];
  if (!Array.isArray(graph)) throw new ShapeError(["@graph"], "@graph must be a list");
  graph.forEach((node, index) => {
    const path = ["@graph", index];
    const object = objectAt(node, path, "a statement");
    if (className(object["@type"]) === "Bundle" && "@graph" in object) {
      document.bundles.push(readBundle(object, namespaces, path));
    } else readNode(object, document, path);
  });
  return document;
}

function readBundle(node: JsonObject, above: Namespaces, path: JsonPath): Bundle {
  const namespaces = namespacesFrom(node["@context"], above, { simple: true });
  const id = namespaces.resolveLoosely(
    textAt(node["@id"], path, "the @id of a bundle"),
  );
  const bundle: Bundle = { id, namespaces, statements: [] };
  listed(node["@graph"]).forEach((each, index) => {
    const at = [...path, "@graph", index];
    readNode(objectAt(each, at, "a statement"), bundle, at);
  });
  return bundle;
}

const kindOfClass = new Map(kindNames.map((kind) => [kindOf(kind).class, kind]));

/** Return the local part of a type of PROV, whichever way it is written. */
function className(type: unknown): string | undefined {
  const [first] = listed(type);
  if (typeof first !== "string") return undefined;
  return first
    .replace(/^(?:prov|provext):/, "")
    .replace(PROV, "")
    .replace(PROVEXT, "");
}

/** Tell the submission's shape, in which a relation is a node with its arguments. */
function isSubmission(root: unknown): boolean {
  if (typeof root !== "object" || root === null || Array.isArray(root)) return false;
  const { "@context": context, "@graph": graph } = root as JsonObject;
  const named = contextParts(context).some(
    (part) => typeof part === "string" && part.includes("prov-jsonld"),
  );
  if (named) return true;
  const first = Array.isArray(graph) ? graph[0] : undefined;
  const type = (first as JsonObject | undefined)?.["@type"];
  return typeof type === "string" && (type === "Bundle" || kindOfClass.has(type));
}

function readNode(node: JsonObject, scope: Scope, path: JsonPath): void {
  const type = className(node["@type"]);
  const kind = type === undefined ? undefined : kindOfClass.get(type);
  if (!kind) {
    const what = JSON.stringify(node["@type"] ?? null);
    throw new ShapeError(path, `@type must be a class of PROV, not ${what}`);
  }
  new NodeReader(kind, scope.namespaces, path).read(node, scope);
}

const ALIASES: Readonly<Record<string, QualifiedName>> = {
  type: prov("type"),
  role: prov("role"),
  location: prov("location"),
  label: prov("label"),
  value: prov("value"),
};

const RENAMED = new Map([
  [`${RDF}type`, prov("type")],
  [`${RDFS}label`, prov("label")],
  [`${PROV}hadRole`, prov("role")],
  [`${PROV}atLocation`, prov("location")],
]);

/** Attributes whose bare text is a name, since the context says so. */
const NAMED = new Set(["type", "role", "location"].map((local) => PROV + local));

class NodeReader {
  readonly #args: (Argument | undefined)[];
  readonly #attributes: Attribute[] = [];
  #members: Argument[] = [];

  constructor(
    readonly kind: KindName,
    readonly namespaces: Namespaces,
    readonly path: JsonPath,
  ) {
    this.#args = kindOf(kind).args.map(() => undefined);
  }

  read(node: JsonObject, scope: Scope): void {
    for (const [key, value] of Object.entries(node)) {
      if (!key.startsWith("@")) this.#property(key, value, [...this.path, key]);
    }
    const id = this.#id(node["@id"]);
    if (!id && kindOf(this.kind).id === "required") {
      throw new ShapeError(this.path, `${node["@type"]} needs an @id`);
    }
    const first = statement(this.kind, id, this.#args, this.#attributes);
    scope.statements.push(first);
    for (const member of this.#members) {
      scope.statements.push({ ...first, args: [this.#args[0], member] });
    }
  }

  #id(id: unknown): QualifiedName | undefined {
    if (id === undefined) return undefined;
    const text = textAt(id, [...this.path, "@id"], "@id");
    const blank = text.startsWith("_:") && kindOf(this.kind).id !== "required";
    return blank ? undefined : this.#name(text);
  }

  #property(key: string, value: unknown, path: JsonPath): void {
    const index = kindOf(this.kind).args.findIndex(
      ({ name }) => name === key || `prov:${name}` === key,
    );
    if (index >= 0) this.#formal(index, value, path);
    else this.#attribute(key, value, path);
  }

  #formal(index: number, value: unknown, path: JsonPath): void {
    const formal = kindOf(this.kind).args[index]!;
    const several = Array.isArray(value) && this.kind === "hadMember";
    const all = several ? value : [value];
    const args = all.map((each) => this.#argument(formal, each, path));
    this.#args[index] = args[0];
    this.#members = [...this.#members, ...(args.slice(1) as Argument[])];
  }

  #argument(formal: Formal, value: unknown, path: JsonPath): Argument {
    switch (formal.role) {
      case "time": {
        const time = textAt(bare(value), path, "a time");
        if (isDateTime(time)) return time;
        throw new ShapeError(
          path,
          `${JSON.stringify(time)} is no time of xsd:dateTime`,
        );
      }
      case "pairs":
        return { pairs: listed(value).map((pair) => this.#pair(pair, path)) };
      case "keys":
        return { keys: listed(value).map((key) => this.#value(key, path, false)) };
      case "key":
        return { key: this.#value(value, path, false) };
      default:
        return this.#name(textAt(bare(value), path, formal.name));
    }
  }

  #pair(pair: unknown, path: JsonPath): KeyEntityPair {
    const { key, entity } = objectAt(pair, path, "a pair of key and entity");
    const name = this.#name(textAt(entity, path, "the entity of a pair"));
    return { key: this.#value(key, path, false), entity: name };
  }

  #attribute(key: string, value: unknown, path: JsonPath): void {
    const written = Object.hasOwn(ALIASES, key)
      ? ALIASES[key]!
      : this.namespaces.resolveLoosely(key);
    const name = RENAMED.get(written.iri) ?? written;
    listed(value).forEach((each, index) => {
      const at = Array.isArray(value) ? [...path, index] : path;
      this.#attributes.push([name, this.#value(each, at, NAMED.has(name.iri))]);
    });
  }

  #value(value: unknown, path: JsonPath, named: boolean): Value {
    if (typeof value === "string") return named ? this.#name(value) : literal(value);
    if (typeof value === "number" || typeof value === "boolean")
      return valueFrom(value);
    const object = objectAt(value, path, "a value");
    if (typeof object["@id"] === "string") return this.#name(object["@id"]);
    const { "@value": content, "@type": type, "@language": lang } = object;
    if (!["string", "number", "boolean"].includes(typeof content)) {
      throw new ShapeError(path, "a value needs @value or @id");
    }
    const text = String(content);
    if (lang !== undefined)
      return literal(text, undefined, textAt(lang, path, "@language"));
    if (type === undefined) return valueFrom(content as string | number | boolean);
    const typeName = this.namespaces.resolveLoosely(textAt(type, path, "@type"));
    return typedValue(text, typeName, this.namespaces);
  }

  #name(text: string): QualifiedName {
    if (text.startsWith("_:")) return new QualifiedName("_:", text.slice(2), "bn");
    return this.namespaces.resolveLoosely(text);
  }
}

function bare(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const { "@id": id, "@value": content } = value as JsonObject;
  return id ?? content ?? value;
}
