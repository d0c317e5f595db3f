import { type KindName, kindOf, located, withRole } from "../model/kinds";
import { PROV, PROVEXT, type QualifiedName, XSD } from "../model/name";
import { NameWriter, plainName, withoutDefault } from "../model/name-writer";
import type { Argument, DocumentData, Scope, Statement } from "../model/statement";
import { isName, type Value } from "../model/value";
import { CONTEXT_URL, extraTerms } from "./context";

type Json = { [key: string]: unknown };

/** Write a document as PROV-JSONLD (W3C member submission of 2024). */
export function writeJsonLd(document: DocumentData): string {
  const names = nameWriter(document);
  names.declare("prov", PROV).declare("xsd", XSD);
  const graph = document.statements.map((each) => nodeOf(each, names));
  for (const bundle of document.bundles) graph.push(bundleOf(bundle, names));
  const context = contextOf(names, document);
  const root = { "@context": context, "@graph": graph };
  return JSON.stringify(root, null, 1) + "\n";
}

function bundleOf(bundle: DocumentData["bundles"][number], above: NameWriter): Json {
  const names = nameWriter(bundle, above);
  names.declare("prov", PROV).declare("xsd", XSD);
  const graph = bundle.statements.map((each) => nodeOf(each, names));
  return {
    "@type": "Bundle",
    "@id": names.write(bundle.id),
    "@context": contextOf(names, bundle),
    "@graph": graph,
  };
}

/** A name without prefix would depend on where the text lies: all get prefixes. */
function nameWriter({ namespaces }: Scope, above?: NameWriter): NameWriter {
  return new NameWriter(withoutDefault(namespaces), plainName, above);
}

function contextOf(names: NameWriter, { statements }: Scope): unknown[] {
  const prefixes = Object.create(null) as Json;
  const extra = extraOf(statements);
  if (Object.keys(extra).length > 0) names.declare("provext", PROVEXT);
  for (const [prefix, iri] of names.declarations()) {
    prefixes[prefix === "" ? "@base" : prefix] = iri;
  }
  const more = Object.keys(extra).length > 0 ? [extra] : [];
  return [prefixes, CONTEXT_URL, ...more];
}

/** Return the terms that only dictionaries and mentions need. */
function extraOf(statements: readonly Statement[]): Json {
  const classes = new Set(statements.map(({ kind }) => kindOf(kind).class));
  if (classes.has("Insertion")) classes.add("KeyEntityPair");
  return Object.fromEntries(
    Object.entries(extraTerms).filter(([name]) => classes.has(name)),
  );
}

function nodeOf({ kind, id, args, attributes }: Statement, names: NameWriter): Json {
  const node: Json = { "@type": kindOf(kind).class };
  if (id) node["@id"] = names.write(id);
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === undefined) continue;
    const json = argumentJson(argument, names);
    const { name } = kindOf(kind).args[i]!;
    node[name] = kind === "hadMember" && name === "entity" ? [json] : json;
  }
  for (const [name, value] of attributes) {
    const key = keyOf(name, kind, names);
    const list = node[key];
    const json = valueJson(value, names, COERCED.has(key));
    if (Array.isArray(list)) list.push(json);
    else node[key] = [json];
  }
  return node;
}

/** Attributes whose term in the context makes a name of a text. */
const COERCED = new Set(["type", "role", "location"]);

/** Use the context's term where the schema has it for the kind, else the whole name. */
function keyOf(name: QualifiedName, kind: KindName, names: NameWriter): string {
  const known = name.namespace === PROV && hasTerm(name.local, kind);
  return known ? name.local : names.write(name);
}

function hasTerm(local: string, kind: KindName): boolean {
  switch (local) {
    case "type":
    case "label":
      return true;
    case "value":
      return kind === "entity";
    case "role":
      return withRole.has(kind);
    case "location":
      return located.has(kind);
    default:
      return false;
  }
}

function argumentJson(argument: Argument, names: NameWriter): unknown {
  if (typeof argument === "string") return argument;
  if (isName(argument)) return names.write(argument);
  if ("key" in argument) return valueJson(argument.key, names, false);
  if ("keys" in argument)
    return argument.keys.map((key) => valueJson(key, names, false));
  return argument.pairs.map(({ key, entity }) => ({
    "@type": "KeyEntityPair",
    key: valueJson(key, names, false),
    entity: names.write(entity),
  }));
}

function valueJson(value: Value, names: NameWriter, coerced: boolean): unknown {
  // Readers of the submission of 2024 know no { "@id": … } among the values.
  if (isName(value) && coerced) return names.write(value);
  if (isName(value))
    return { "@type": "prov:QUALIFIED_NAME", "@value": names.write(value) };
  if (value.lang) return { "@value": value.value, "@language": value.lang };
  if (value.type.namespace === XSD && value.type.local === "string") {
    return { "@value": value.value };
  }
  return { "@type": names.write(value.type), "@value": value.value };
}
