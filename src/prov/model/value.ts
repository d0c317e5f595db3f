import { ProvError } from "../../util/errors";
import { prov, QualifiedName, xsd } from "./name";

/** A typed value as it is written: `"1"` of type `xsd:int`, `"un lieu"` in `fr`. */
export interface Literal {
  readonly value: string;
  readonly type: QualifiedName;
  readonly lang?: string;
}

/** What an attribute may hold. */
export type Value = Literal | QualifiedName;

/** An attribute and one value of it; an attribute with two values stands twice. */
export type Attribute = readonly [name: QualifiedName, value: Value];

/** What a program may give for a value; see `valueFrom`. */
export type ValueLike = Value | string | number | bigint | boolean | Date;

const STRING = xsd("string");
const TEXT = prov("InternationalizedString");

/** Make a literal; without a type it is a string, or a text in a language. */
export function literal(value: string, type?: QualifiedName, lang?: string): Literal {
  if (lang) return { value, type: TEXT, lang };
  return { value, type: type ?? STRING };
}

/**
 * Make a value of what a program has: whole numbers become `xsd:int` or `xsd:long`,
 * others `xsd:double`, dates `xsd:dateTime`, and text stays text.
 */
export function valueFrom(given: ValueLike): Value {
  if (given instanceof QualifiedName) return given;
  if (given instanceof Date) return literal(given.toISOString(), xsd("dateTime"));
  switch (typeof given) {
    case "string":
      return literal(given);
    case "boolean":
      return literal(String(given), xsd("boolean"));
    case "bigint":
      return literal(String(given), xsd("integer"));
    case "number":
      return literal(numberText(given), xsd(numberType(given)));
    case "object":
      if (typeof given?.value === "string") return given;
  }
  throw new ProvError(`No PROV value can be made of ${String(given)}`, {
    hint: "values: text, a number, true or false, a Date, a name, a literal",
  });
}

/** Write a number as XML Schema does: `INF` and `NaN`, and digits that read back. */
export function numberText(value: number): string {
  return String(value).replace("Infinity", "INF").replace("e+", "E").replace("e", "E");
}

/** Name the narrowest of the types that PROV tools agree on. */
export function numberType(value: number): "int" | "long" | "double" {
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return "double";
  return value === (value | 0) ? "int" : "long";
}

/** Tell whether a value is a qualified name. */
export function isName(value: unknown): value is QualifiedName {
  return value instanceof QualifiedName;
}
