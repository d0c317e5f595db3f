import { PROV, type QualifiedName, XSD } from "./name";
import type { Namespaces } from "./namespaces";
import { literal, type Value } from "./value";

/**
 * Make the value that a text of a type stands for: a name where the type says so
 * (`prov:QUALIFIED_NAME`, `xsd:QName`), else a literal.
 */
export function typedValue(
  text: string,
  type: QualifiedName,
  namespaces: Namespaces,
  lang?: string,
): Value {
  return isNameType(type)
    ? namespaces.resolveLoosely(text.trim())
    : literal(text, type, lang);
}

function isNameType({ namespace, local }: QualifiedName): boolean {
  return namespace === PROV
    ? local === "QUALIFIED_NAME" || local === "QualifiedName"
    : namespace === XSD && local === "QName";
}
