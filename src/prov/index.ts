/** W3C PROV: build, read, write, check, compare and draw documents. */

export type { Comparison, Difference } from "./algebra/compare";
export { compareDocuments, equals } from "./algebra/compare";
export { flatten, merge } from "./algebra/merge";
export { normalise, unify } from "./algebra/normalise";
export type { Attributes, Entries, Identified, Name, Time, Timed } from "./builder";
export type { Finding, Validation } from "./constraints/validate";
export { validate } from "./constraints/validate";
export {
  BundleBuilder,
  document,
  documentFrom,
  ProvDocument,
  readDocument,
} from "./document";
export { type Drawing, type DrawingOptions, drawingOf } from "./dot/drawing";
export type { DotOptions } from "./dot/write";
export { toDot } from "./dot/write";
export { ProvSyntaxError } from "./errors";
export type { Format } from "./formats";
export { formatNamed, formatOf, formats, writeDocument } from "./formats";
export type { LintFinding } from "./lint";
export { lint } from "./lint";
export type { Formal, Kind, KindName, Role } from "./model/kinds";
export { kindNames, kindOf } from "./model/kinds";
export { prov, QualifiedName, xsd } from "./model/name";
export { Namespaces } from "./model/namespaces";
export type {
  Argument,
  Bundle,
  DocumentData,
  KeyEntityPair,
  Scope,
  Statement,
} from "./model/statement";
export { argument, statement, valuesOf } from "./model/statement";
export type { Attribute, Literal, Value, ValueLike } from "./model/value";
export { literal, valueFrom } from "./model/value";
export type {
  ScopeRecords,
  StatementRecord,
  WrittenScope,
  WrittenStatement,
} from "./records";
export { documentFromRecords, recordsFromDocument } from "./records";
