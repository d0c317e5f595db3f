import { LABEL, LOCATION, ROLE, VALUE } from "./algebra/canonical";
import { implausibleTimes } from "./lint-times";
import { type KindName, kindOf, located, withRole } from "./model/kinds";
import { QualifiedName, XSD } from "./model/name";
import { NameWriter } from "./model/name-writer";
import {
  type DocumentData,
  type Scope,
  type Statement,
  scopesOf,
} from "./model/statement";
import { isName, type Value } from "./model/value";
import { nameText, statementText } from "./provn/write";

/** Something allowed by PROV-CONSTRAINTS that is still likely to be a mistake. */
export interface LintFinding {
  readonly rule: "attribute" | "time" | "prefix";
  readonly message: string;
  readonly statements: readonly string[];
  readonly bundle?: string;
}

/** A finding before its statements are written. */
export interface Remark {
  readonly rule: LintFinding["rule"];
  readonly message: string;
  readonly of: readonly Statement[];
}

/**
 * Look for what no constraint forbids: attributes where PROV-DM gives them no meaning
 * (section 5.7, table 8), times that can't be, prefixes that are not declared.
 */
export function lint(document: DocumentData): LintFinding[] {
  return scopesOf(document).flatMap((scope) => {
    const names = new NameWriter(scope.namespaces, nameText);
    const remarks = [
      ...scope.statements.flatMap((each) => attributeRemarks(each)),
      ...undeclared(scope),
      ...implausibleTimes(scope),
    ];
    const bundle = scope.id ? { bundle: scope.id.iri } : {};
    return remarks.map(({ rule, message, of }) => ({
      rule,
      message,
      statements: of.map((each) => statementText(each, names)),
      ...bundle,
    }));
  });
}

function attributeRemarks(each: Statement): Remark[] {
  const problems = each.attributes.map(([name, value]) =>
    problemOf(name.iri, value, each),
  );
  const values = each.attributes.filter(([name]) => name.iri === VALUE);
  if (values.length > 1) problems.push("prov:value may stand once");
  if (each.attributes.length > 0 && isBare(each.kind)) {
    problems.push(`${each.kind} has no attributes in PROV-DM`);
  }
  const found = new Set(problems.filter((problem) => problem !== undefined));
  return [...found].map((message) => ({ rule: "attribute", message, of: [each] }));
}

function problemOf(iri: string, value: Value, { kind }: Statement): string | undefined {
  switch (iri) {
    case LABEL:
      return isText(value) ? undefined : "prov:label must be a text";
    case LOCATION:
      return located.has(kind) ? undefined : `prov:location has no meaning on ${kind}`;
    case ROLE:
      return withRole.has(kind) ? undefined : `prov:role has no meaning on ${kind}`;
    case VALUE:
      return kind === "entity" ? undefined : `prov:value has no meaning on ${kind}`;
    default:
      return undefined;
  }
}

function isText(value: Value): boolean {
  if (isName(value)) return false;
  return value.lang !== undefined || value.type.iri === `${XSD}string`;
}

function isBare(kind: KindName): boolean {
  return kindOf(kind).id === "none";
}

/** Names whose prefix nobody declared: their IRI is the text itself. */
function undeclared({ statements }: Scope): Remark[] {
  const first = new Map<string, Statement>();
  for (const each of statements) {
    for (const name of namesIn(each)) {
      const loose = name.namespace === "" || name.namespace === `${name.prefix}:`;
      const key = name.namespace === "" ? "" : name.prefix;
      if (loose && !first.has(key)) first.set(key, each);
    }
  }
  return [...first].map(([prefix, each]) => {
    const what = prefix === "" ? "the default namespace" : `the prefix ${prefix}`;
    return { rule: "prefix", message: `${what} is not declared`, of: [each] };
  });
}

function namesIn({ id, args, attributes }: Statement): QualifiedName[] {
  const inside = [id, ...args, ...attributes.flat()];
  return inside.filter((each): each is QualifiedName => each instanceof QualifiedName);
}
