import { ProvError } from "../../util/errors";
import { type Formal, kindOf } from "../model/kinds";
import { PROV, PROVEXT, type QualifiedName, XSD, XSI } from "../model/name";
import { NameWriter, plainName, withoutDefault } from "../model/name-writer";
import type { Argument, DocumentData, Scope, Statement } from "../model/statement";
import { type Attribute, isName, type Value } from "../model/value";

/** Write a document as PROV-XML; children stand in the order that the schema asks for. */
export function writeXml(document: DocumentData): string {
  const names = new NameWriter(withoutDefault(document.namespaces), plainName);
  names.declare("prov", PROV).declare("xsd", XSD).declare("xsi", XSI);
  const body = statements(document, names, " ");
  for (const bundle of document.bundles) {
    const inner = new NameWriter(withoutDefault(bundle.namespaces), plainName, names);
    const lines = statements(bundle, inner, "  ");
    const id = `prov:id="${escaped(inner.write(bundle.id))}"`;
    body.push(` <prov:bundleContent ${id}${declarations(inner)}>`, ...lines);
    body.push(" </prov:bundleContent>");
  }
  const head = '<?xml version="1.0" encoding="UTF-8"?>';
  const root = `<prov:document${declarations(names)}>`;
  return [head, root, ...body, "</prov:document>", ""].join("\n");
}

function declarations(names: NameWriter): string {
  return names
    .declarations()
    .map(([prefix, iri]) => {
      // XML Schema's own namespace has no "#"; PROV's name for it has one.
      const namespace = escaped(iri === XSD ? XSD.slice(0, -1) : iri);
      if (prefix !== "" && iri === "") return noPrefix(prefix);
      return prefix === ""
        ? ` xmlns="${namespace}"`
        : ` xmlns:${prefix}="${namespace}"`;
    })
    .join("");
}

function noPrefix(prefix: string): never {
  throw new ProvError(`No PROV-XML can be written for the prefix ${prefix}`, {
    hint: "its namespace is empty, which XML does not allow",
  });
}

function statements(scope: Scope, names: NameWriter, indent: string): string[] {
  return scope.statements.map((each) => new ElementWriter(names, indent).write(each));
}

class ElementWriter {
  readonly #lines: string[] = [];

  constructor(
    readonly names: NameWriter,
    readonly indent: string,
  ) {}

  write(of: Statement): string {
    const { args, note } = kindOf(of.kind);
    if (of.kind === "hadDictionaryMember") this.#member(of);
    else for (const [i, formal] of args.entries()) this.#argument(formal, of.args[i]);
    for (const [name, value] of ordered(of.attributes)) this.#attribute(name, value);
    const prefix = this.#prefix(of, note !== undefined);
    const id = of.id ? ` prov:id="${escaped(this.names.write(of.id))}"` : "";
    const open = `${this.indent}<${prefix}:${of.kind}${id}`;
    if (this.#lines.length === 0) return `${open}/>`;
    return `${open}>\n${this.#lines.join("\n")}\n${this.indent}</${prefix}:${of.kind}>`;
  }

  /** What the schema gives no identifier and no attributes is ProvToolbox's extension. */
  #prefix({ kind, id, attributes }: Statement, note: boolean): "prov" | "provext" {
    if (note || kindOf(kind).id !== "none" || !(id || attributes.length > 0))
      return "prov";
    this.names.declare("provext", PROVEXT);
    return "provext";
  }

  #argument({ name, xml = name }: Formal, argument: Argument | undefined): void {
    if (argument === undefined) return;
    if (typeof argument === "string")
      this.#line(`<prov:${xml}>${argument}</prov:${xml}>`);
    else if (isName(argument)) this.#reference(xml, argument);
    else if ("keys" in argument) for (const key of argument.keys) this.#key(key);
    else if ("pairs" in argument) {
      for (const { key, entity } of argument.pairs) this.#pair(key, entity);
    }
  }

  #member({ args: [dictionary, entity, key] }: Statement): void {
    if (isName(dictionary)) this.#reference("dictionary", dictionary);
    if (isName(entity) && typeof key === "object" && "key" in key) {
      this.#pair(key.key, entity);
    }
  }

  #pair(key: Value, entity: QualifiedName): void {
    this.#line("<prov:keyEntityPair>");
    this.#key(key, " ");
    this.#reference("entity", entity, " ");
    this.#line("</prov:keyEntityPair>");
  }

  #key(key: Value, indent = ""): void {
    this.#line(indent + this.#valued("prov:key", key));
  }

  #reference(tag: string, name: QualifiedName, indent = ""): void {
    this.#line(`${indent}<prov:${tag} prov:ref="${escaped(this.names.write(name))}"/>`);
  }

  #attribute(name: QualifiedName, value: Value): void {
    const prefix = this.names.prefixOf(name);
    const local = name.namespace === PROV ? name.local : elementName(name.local);
    this.#line(this.#valued(prefix === "" ? local : `${prefix}:${local}`, value));
  }

  #valued(tag: string, value: Value): string {
    if (isName(value)) {
      return `<${tag} xsi:type="xsd:QName">${escaped(this.names.write(value))}</${tag}>`;
    }
    return `<${tag}${this.#typeOf(value)}>${escaped(value.value)}</${tag}>`;
  }

  #typeOf({ type, lang }: Exclude<Value, QualifiedName>): string {
    if (lang) return ` xml:lang="${escaped(lang)}"`;
    if (type.namespace === XSD && type.local === "string") return "";
    return ` xsi:type="${escaped(this.names.write(type))}"`;
  }

  #line(text: string): void {
    this.#lines.push(`${this.indent} ${text}`);
  }
}

const ORDER = ["label", "location", "role", "type", "value"];

/** Put the attributes of PROV first, in the order of the schema. */
function ordered(attributes: readonly Attribute[]): readonly Attribute[] {
  if (attributes.length < 2) return attributes;
  const rank = ([{ namespace, local }]: Attribute) => {
    const place = namespace === PROV ? ORDER.indexOf(local) : -1;
    return place < 0 ? ORDER.length : place;
  };
  return [...attributes].sort((a, b) => rank(a) - rank(b));
}

const START = /^[A-Za-z_\u00C0-\u{EFFFF}]/u;

/** Write a local part as the name of an element, other characters as `_x0020_`. */
function elementName(local: string): string {
  if (/^[A-Za-z_][\w.-]*$/.test(local) && !local.includes("_x")) return local;
  const text = local
    .replace(/_(?=x[0-9A-F]{4}(?:[0-9A-F]{4})?_)/g, "_x005F_")
    .replace(/[^\w.\-\u00B7-\u{EFFFF}]/gu, coded);
  return START.test(text) ? text : coded(text.slice(0, 1)) + text.slice(1);
}

function coded(mark: string): string {
  const code = mark.codePointAt(0)?.toString(16).toUpperCase() ?? "";
  return code === "" ? "_" : `_x${code.padStart(code.length > 4 ? 8 : 4, "0")}_`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

const MARKED = /[&<>"\p{Cc}]/gu;

function escaped(text: string): string {
  return text.search(MARKED) < 0 ? text : text.replace(MARKED, markedText);
}

function markedText(mark: string): string {
  const code = mark.charCodeAt(0);
  const allowed = mark === "\n" || mark === "\t" || code > 31;
  return ENTITIES[mark] ?? (allowed ? mark : none(code));
}

function none(code: number): never {
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  throw new ProvError(`No PROV-XML can be written for the character ${name}`, {
    hint: "XML has no way to write it; another form has",
  });
}
