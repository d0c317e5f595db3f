import { PROV, XSD } from "../model/name";
import type { Argument, Statement } from "../model/statement";
import { canonicalTime } from "../model/time";
import { isName, type Literal, type Value } from "../model/value";

/**
 * Return one text for equal statements: names by IRI, times by instant, numbers by
 * value, attributes as a set, and alternateOf, which is symmetric, in either order.
 */
export function statementKey(of: Statement): string {
  const args = of.args.map(argumentKey);
  while (args.length > 0 && args.at(-1) === "") args.pop();
  if (of.kind === "alternateOf") args.sort();
  return [of.kind, of.id?.iri ?? "", ...args, "|", ...attributeKeys(of)].join("\n");
}

/** Return the attributes as sorted texts, each once. */
export function attributeKeys(of: Statement): string[] {
  if (of.attributes.length === 0) return [];
  const keys = of.attributes.map(([name, value]) => `${name.iri}=${valueKey(value)}`);
  return [...new Set(keys)].sort();
}

/** Return one text for equal arguments, an empty one for an absent argument. */
export function argumentKey(argument: Argument | undefined): string {
  if (argument === undefined) return "";
  if (typeof argument === "string") return canonicalTime(argument);
  if (isName(argument)) return argument.iri;
  if ("key" in argument) return valueKey(argument.key);
  if ("keys" in argument) return argument.keys.map(valueKey).sort().join(" ");
  const pairs = argument.pairs.map(
    ({ key, entity }) => `${valueKey(key)}:${entity.iri}`,
  );
  return pairs.sort().join(" ");
}

/** Return one text for equal values. */
export function valueKey(value: Value): string {
  if (isName(value)) return `<${value.iri}>`;
  if (value.lang) return `${JSON.stringify(value.value)}@${value.lang.toLowerCase()}`;
  return `${JSON.stringify(canonicalText(value))}^^${value.type.iri}`;
}

function canonicalText({ value, type }: Literal): string {
  if (type.namespace !== XSD) return value;
  switch (type.local) {
    case "dateTime":
      return canonicalTime(value.trim());
    case "boolean":
      return value === "1" ? "true" : value === "0" ? "false" : value;
    case "double":
    case "float":
      return canonicalFloat(value);
    case "decimal":
      return canonicalDecimal(value);
    default:
      return INTEGERS.has(type.local) ? canonicalInteger(value) : value;
  }
}

const INTEGERS = new Set(
  ["integer", "int", "long", "short", "byte", "nonNegativeInteger"].concat([
    "positiveInteger",
    "nonPositiveInteger",
    "negativeInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
  ]),
);

function canonicalFloat(value: string): string {
  const plain = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value);
  return plain ? String(Number(value)) : value;
}

function canonicalInteger(value: string): string {
  return /^[+-]?\d{1,400}$/.test(value)
    ? String(BigInt(value.replace("+", "")))
    : value;
}

function canonicalDecimal(value: string): string {
  const parts = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(value);
  if (!parts) return value;
  const [, sign, whole, fraction] = parts;
  const text = `${whole || "0"}${fraction ? `.${fraction}` : ""}`;
  return sign === "-" && text !== "0" ? `-${text}` : text;
}

/** The IRIs of the attributes that PROV-DM names. */
export const TYPE = `${PROV}type`;
export const LABEL = `${PROV}label`;
export const LOCATION = `${PROV}location`;
export const ROLE = `${PROV}role`;
export const VALUE = `${PROV}value`;
