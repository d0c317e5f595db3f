import { type KindName, kindOf } from "../model/kinds";
import { PROVEXT, type QualifiedName, XSD } from "../model/name";
import { NameWriter } from "../model/name-writer";
import type { Argument, DocumentData, Scope, Statement } from "../model/statement";
import { isName, type Value } from "../model/value";

/** Write a document as PROV-N (W3C PROV-N), a statement a line. */
export function writeProvN(document: DocumentData): string {
  const names = new NameWriter(document.namespaces, nameText);
  const body = statements(document, names, "  ");
  for (const bundle of document.bundles) {
    const inner = new NameWriter(bundle.namespaces, nameText, names);
    const lines = statements(bundle, inner, "    ");
    body.push(`  bundle ${inner.write(bundle.id)}`);
    body.push(...declarations(inner, "    "), ...lines, "  endBundle");
  }
  return ["document", ...declarations(names, "  "), ...body, "endDocument", ""].join(
    "\n",
  );
}

/** Write one statement as PROV-N, for messages and for one line of a document. */
export function statementText(of: Statement, names: NameWriter): string {
  const parts = of.args.map((argument) => argumentText(argument, names));
  const { id: identified, args, note } = kindOf(of.kind);
  while (parts.length > 0 && parts.length < args.length) parts.push("-");
  if (identified === "required") parts.unshift(names.write(of.id!));
  const first = of.id && identified !== "required" ? `${names.write(of.id)}; ` : "";
  const list = shortened(of.kind, parts, first !== "").join(", ");
  const attributes = of.attributes.map(
    ([name, value]) => `${names.write(name)}=${valueText(value, names)}`,
  );
  const last = attributes.length > 0 ? `, [${attributes.join(", ")}]` : "";
  return `${wordOf(of, note !== undefined, names)}(${first}${list}${last})`;
}

/** A relation that PROV-N gives no identifier or attributes is written as extension. */
function wordOf(of: Statement, note: boolean, names: NameWriter): string {
  if (note && of.kind !== "mentionOf") return `prov:${of.kind}`;
  const extended = kindOf(of.kind).id === "none" && (of.id || of.attributes.length > 0);
  if (!extended) return of.kind;
  names.declare("provext", PROVEXT);
  return `provext:${of.kind}`;
}

/** Leave out what the grammar lets us leave out: all that is optional and absent. */
function shortened(kind: KindName, parts: string[], identified: boolean): string[] {
  const keep = kind === "wasDerivedFrom" ? 2 : 1;
  const rest = parts.slice(keep);
  const absent = rest.length > 0 && rest.every((part) => part === "-");
  const required = kindOf(kind)
    .args.slice(keep)
    .some((formal) => formal.required);
  return absent && !required && !identified ? parts.slice(0, keep) : parts;
}

function statements(scope: Scope, names: NameWriter, indent: string): string[] {
  return scope.statements.map((each) => indent + statementText(each, names));
}

function declarations(names: NameWriter, indent: string): string[] {
  return names
    .declarations()
    .sort(([a], [b]) => Number(b === "") - Number(a === ""))
    .map(([prefix, iri]) =>
      prefix === ""
        ? `${indent}default <${iri}>`
        : `${indent}prefix ${prefix} <${iri}>`,
    );
}

function argumentText(argument: Argument | undefined, names: NameWriter): string {
  if (argument === undefined) return "-";
  if (typeof argument === "string") return argument;
  if (isName(argument)) return names.write(argument);
  if ("key" in argument) return valueText(argument.key, names);
  if ("keys" in argument) {
    return `{${argument.keys.map((key) => valueText(key, names)).join(", ")}}`;
  }
  const pairs = argument.pairs.map(
    ({ key, entity }) => `(${valueText(key, names)}, ${names.write(entity)})`,
  );
  return `{${pairs.join(", ")}}`;
}

function valueText(value: Value, names: NameWriter): string {
  if (isName(value)) return `'${names.write(value)}'`;
  if (value.lang) return `${quoted(value.value)}@${value.lang}`;
  if (isOf(value.type, "string")) return quoted(value.value);
  if (isOf(value.type, "int") && /^-?\d+$/.test(value.value)) return value.value;
  return `${quoted(value.value)} %% ${names.write(value.type)}`;
}

function isOf(type: QualifiedName, local: string): boolean {
  return type.local === local && type.namespace === XSD;
}

function quoted(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&");
  return /[\n\r]/.test(text) ? `"""${escaped}"""` : `"${escaped}"`;
}

/** Write a name, its local part escaped, and encoded where PROV-N has no character. */
export function nameText(prefix: string, local: string): string {
  const text = /^\w*$/.test(local) ? local : escaped(local);
  return prefix === "" ? text : `${prefix}:${text}`;
}

function escaped(local: string): string {
  return local
    .replace(/[=\\'(),:;[\]]|^[-.]|\.$/g, "\\$&")
    .replace(/%(?![0-9A-Fa-f]{2})|[\s"<>{}|^`]/g, (mark) => encodeURIComponent(mark));
}
