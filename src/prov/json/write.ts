import { kindOf } from "../model/kinds";
import { PROV, XSD } from "../model/name";
import { NameWriter, plainName } from "../model/name-writer";
import {
  type Argument,
  bundlesByName,
  type DocumentData,
  type Scope,
  type Statement,
} from "../model/statement";
import { type Attribute, isName, type Literal, type Value } from "../model/value";

type Json = { [key: string]: unknown };

/**
 * Write a document as PROV-JSON (W3C member submission of 2013), in the dialect that
 * every known reader takes: prefixes first, values in arrays and never bare.
 */
export function writeJson(document: DocumentData): string {
  const names = new NameWriter(document.namespaces, plainName);
  names.declare("prov", PROV).declare("xsd", XSD);
  const sections = sectionsOf(document, names);
  const bundles = bundlesByName(document).map((bundle): [string, Json] => {
    const inner = new NameWriter(bundle.namespaces, plainName, names);
    inner.declare("prov", PROV).declare("xsd", XSD);
    const content = sectionsOf(bundle, inner);
    return [inner.write(bundle.id), { prefix: prefixesOf(inner), ...content }];
  });
  const root: Json = { prefix: undefined, ...sections };
  if (bundles.length > 0) root.bundle = keyed(bundles);
  root.prefix = prefixesOf(names);
  return JSON.stringify(root, null, 1) + "\n";
}

/** Return the prefixes that must be declared, as PROV-JSON has them. */
export function prefixesOf(names: NameWriter): Json {
  return keyed(names.declarations().map(([prefix, iri]) => [prefix || "default", iri]));
}

/** Make an object that no key can surprise, not even `__proto__`. */
function keyed(entries: readonly (readonly [string, unknown])[]): Json {
  const object: Json = Object.create(null);
  for (const [key, value] of entries) object[key] = value;
  return object;
}

function sectionsOf(scope: Scope, names: NameWriter): Json {
  const sections: Json = {};
  let blanks = 0;
  for (const each of scope.statements) {
    sections[each.kind] ??= Object.create(null);
    const section = sections[each.kind] as Json;
    const id = each.id ? names.write(each.id) : `_:${each.kind}${++blanks}`;
    const record = recordOf(each, names);
    const before = section[id];
    if (before === undefined) section[id] = record;
    else if (Array.isArray(before)) before.push(record);
    else section[id] = [before, record];
  }
  return sections;
}

function recordOf({ kind, args, attributes }: Statement, names: NameWriter): Json {
  const record: Json = Object.create(null);
  const formals = kindOf(kind).args;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === undefined) continue;
    record[`prov:${formals[i]!.json ?? formals[i]!.name}`] = argumentJson(
      args[i]!,
      names,
    );
  }
  Object.assign(record, attributesJson(attributes, names));
  return record;
}

/** Write attributes: each value stands in a list. */
export function attributesJson(
  attributes: readonly Attribute[],
  names: NameWriter,
): Json {
  const record: Json = Object.create(null);
  for (const [name, value] of attributes) {
    const key = names.write(name);
    const list = record[key];
    if (Array.isArray(list)) list.push(valueJson(value, names));
    else record[key] = [valueJson(value, names)];
  }
  return record;
}

/** Write an argument: a name, a time, or the keys of a dictionary. */
export function argumentJson(argument: Argument, names: NameWriter): unknown {
  if (typeof argument === "string") return argument;
  if (isName(argument)) return names.write(argument);
  if ("key" in argument) return valueJson(argument.key, names);
  if ("keys" in argument) return argument.keys.map((key) => valueJson(key, names));
  return argument.pairs.map(({ key, entity }) => ({
    key: valueJson(key, names),
    $: names.write(entity),
  }));
}

function valueJson(value: Value, names: NameWriter): unknown {
  if (isName(value)) return { $: names.write(value), type: "prov:QUALIFIED_NAME" };
  if (value.lang) return { $: value.value, lang: value.lang };
  return isString(value)
    ? value.value
    : { $: value.value, type: names.write(value.type) };
}

function isString({ type }: Literal): boolean {
  return type.local === "string" && type.namespace === XSD;
}
