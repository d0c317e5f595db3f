import { unknownName } from "../../util/errors";
import { type Formal, isKind, type KindName, kindNames, kindOf } from "../model/kinds";
import { QualifiedName } from "../model/name";
import { Namespaces } from "../model/namespaces";
import {
  type Argument,
  type Bundle,
  type DocumentData,
  type KeyEntityPair,
  type Scope,
  type Statement,
  statement,
} from "../model/statement";
import { isDateTime } from "../model/time";
import { typedValue } from "../model/typed-value";
import { type Attribute, literal, type Value, valueFrom } from "../model/value";
import {
  type JsonPath,
  listed,
  objectAt,
  parseJson,
  ShapeError,
  textAt,
} from "./parse";

/** Read a PROV-JSON document (W3C member submission of 2013). */
export function readJson(text: string): DocumentData {
  return parseJson("PROV-JSON", text, (root) => {
    const content = objectAt(root, [], "a PROV-JSON document");
    const document = { namespaces: new Namespaces(), statements: [], bundles: [] };
    readScope(content, document, []);
    return { ...document, bundles: bundlesOf(content.bundle, document) };
  });
}

function bundlesOf(section: unknown, above: Scope): Bundle[] {
  if (section === undefined) return [];
  const bundles = Object.entries(objectAt(section, ["bundle"], "bundle"));
  return bundles.map(([id, content]) => {
    const path = ["bundle", id];
    const namespaces = new Namespaces(above.namespaces);
    const bundle = { namespaces, statements: [] };
    readScope(objectAt(content, path, "a bundle"), bundle, path);
    return { id: nameOf(id, namespaces), ...bundle };
  });
}

function readScope(content: object, scope: Scope, path: JsonPath): void {
  const sections = Object.entries(content);
  const prefixes =
    Object.hasOwn(content, "prefix") && (content as { prefix: unknown }).prefix;
  if (prefixes) readPrefixes(prefixes, scope.namespaces, [...path, "prefix"]);
  for (const [section, records] of sections) {
    // ProvToolbox repeats the name of a bundle inside it.
    if (section === "prefix" || section === (path.length === 0 ? "bundle" : "@id"))
      continue;
    const at = [...path, section];
    const kind = section.replace(/^prov(ext)?:/, "");
    if (!isKind(kind)) throw new ShapeError(at, noSection(section));
    readSection(kind, objectAt(records, at, section), scope, at);
  }
}

function noSection(section: string): string {
  return unknownName("section", section, ["prefix", "bundle", ...kindNames]).message;
}

/** Declare the prefixes of a PROV-JSON object. */
export function readPrefixes(
  prefixes: unknown,
  namespaces: Namespaces,
  path: JsonPath,
): void {
  for (const [prefix, iri] of Object.entries(objectAt(prefixes, path, "prefix"))) {
    const namespace = textAt(iri, [...path, prefix], "a namespace");
    namespaces.set(prefix === "default" ? "" : prefix, namespace);
  }
}

function readSection(
  kind: KindName,
  records: object,
  scope: Scope,
  path: JsonPath,
): void {
  for (const [id, record] of Object.entries(records)) {
    const blank = id.startsWith("_:") && kindOf(kind).id !== "required";
    const many = Array.isArray(record);
    listed(record).forEach((one, index) => {
      const at = [...path, id, ...(many ? [index] : [])];
      const reader = new RecordReader(kind, blank ? undefined : id, scope, at);
      reader.read(objectAt(one, at, `${kind} ${id}`));
    });
  }
}

/** Read one record: what PROV-DM names is an argument, all else is an attribute. */
export class RecordReader {
  readonly #args: (Argument | undefined)[];
  readonly #attributes: Attribute[] = [];
  #members: QualifiedName[] = [];
  /** ProvToolbox lists the members of a dictionary as one set. */
  #pairs: KeyEntityPair[] | undefined;

  constructor(
    readonly kind: KindName,
    readonly id: string | undefined,
    readonly scope: Scope,
    readonly path: JsonPath,
  ) {
    this.#args = new Array(kindOf(kind).args.length).fill(undefined);
  }

  read(record: object): void {
    for (const [key, value] of Object.entries(record)) {
      const path = [...this.path, key];
      const index = formalIndex(this.kind, key);
      if (index >= 0) this.#formal(index, value, path);
      else if (this.kind === "hadDictionaryMember" && key === "prov:key-entity-set") {
        this.#pairs = pairsAt(value, this.scope.namespaces, path);
      } else this.#attribute(key, value, path);
    }
    this.scope.statements.push(...this.#statements());
  }

  /** Return the statement, or one a member where a record lists several. */
  #statements(): Statement[] {
    const { namespaces } = this.scope;
    const id = this.id === undefined ? undefined : nameOf(this.id, namespaces);
    const first = statement(this.kind, id, this.#args, this.#attributes);
    const [whole] = this.#args;
    if (this.#pairs) {
      return this.#pairs.map(({ key, entity }) => ({
        ...first,
        args: [whole, entity, { key }],
      }));
    }
    return [
      first,
      ...this.#members.map((member) => ({ ...first, args: [whole, member] })),
    ];
  }

  #formal(index: number, value: unknown, path: JsonPath): void {
    const formal = kindOf(this.kind).args[index]!;
    const { namespaces } = this.scope;
    const several = Array.isArray(value) && !["pairs", "keys"].includes(formal.role);
    if (!several) {
      this.#args[index] = argumentAt(formal, value, namespaces, path);
      return;
    }
    const names = value.map((one, i) =>
      argumentAt(formal, one, namespaces, [...path, i]),
    );
    this.#args[index] = names[0];
    if (names.length > 1 && this.kind !== "hadMember") {
      throw new ShapeError(path, `${formal.name} must be one name`);
    }
    this.#members = names.slice(1) as QualifiedName[];
  }

  #attribute(key: string, value: unknown, path: JsonPath): void {
    const { namespaces } = this.scope;
    const name = nameOf(key, namespaces);
    listed(value).forEach((one, index) => {
      const at = Array.isArray(value) ? [...path, index] : path;
      this.#attributes.push([name, valueAt(one, namespaces, at)]);
    });
  }
}

const formals = new Map(
  kindNames.map((kind) => [
    kind,
    new Map(kindOf(kind).args.map(({ json, name }, i) => [`prov:${json ?? name}`, i])),
  ]),
);

function formalIndex(kind: KindName, key: string): number {
  return formals.get(kind)!.get(key) ?? -1;
}

function argumentAt(
  formal: Formal,
  value: unknown,
  namespaces: Namespaces,
  path: JsonPath,
): Argument | undefined {
  if (value === null) return undefined;
  switch (formal.role) {
    case "time":
      return timeAt(value, path);
    case "pairs":
      return { pairs: pairsAt(value, namespaces, path) };
    case "keys":
      return {
        keys: listed(value).map((key, i) => valueAt(key, namespaces, [...path, i])),
      };
    case "key":
      return { key: valueAt(value, namespaces, path) };
    default:
      return nameOf(textAt(plain(value), path, formal.name), namespaces);
  }
}

/** Take `{"$": "ex:e"}` for `"ex:e"`, as some writers put names. */
function plain(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "$" in value) return value.$;
  return value;
}

function timeAt(value: unknown, path: JsonPath): string {
  const time = textAt(plain(value), path, "a time");
  if (isDateTime(time)) return time;
  throw new ShapeError(path, `${JSON.stringify(time)} is no time of xsd:dateTime`);
}

/** Read `[{key, $}]`, or the form `{"$key-datatype": …, key: entity}`. */
function pairsAt(
  value: unknown,
  namespaces: Namespaces,
  path: JsonPath,
): KeyEntityPair[] {
  if (Array.isArray(value)) {
    return value.map((pair, index) => {
      const at = [...path, index];
      const { key, $ } = objectAt(pair, at, "a pair of key and entity");
      const entity = nameOf(textAt($, at, "the entity of a pair"), namespaces);
      return { key: valueAt(key, namespaces, at), entity };
    });
  }
  const { "$key-datatype": type = "xsd:string", ...entries } = objectAt(
    value,
    path,
    "pairs",
  );
  return Object.entries(entries).map(([key, entity]) => ({
    key: valueAt({ $: key, type }, namespaces, path),
    entity: nameOf(textAt(entity, [...path, key], "an entity"), namespaces),
  }));
}

/** Return the name that a text of PROV-JSON stands for. */
export function nameOf(text: string, namespaces: Namespaces): QualifiedName {
  if (text.startsWith("_:")) return new QualifiedName("_:", text.slice(2), "bn");
  return namespaces.resolveLoosely(text);
}

function valueAt(value: unknown, namespaces: Namespaces, path: JsonPath): Value {
  switch (typeof value) {
    case "string":
      return literal(value);
    case "number":
    case "boolean":
      return valueFrom(value);
  }
  const { $, type, lang } = objectAt(value, path, "a value");
  if (!["string", "number", "boolean"].includes(typeof $)) {
    throw new ShapeError(path, 'a value needs "$" with a text');
  }
  const text = String($);
  if (lang !== undefined) return literal(text, undefined, textAt(lang, path, "lang"));
  if (type === undefined)
    return typeof $ === "string" ? literal(text) : valueFrom($ as number);
  const typeName = namespaces.resolveLoosely(textAt(type, path, "type"));
  return typedValue(text, typeName, namespaces);
}
