import { ProvError } from "../../util/errors";
import { type Fact, Facts, factFrom, missing } from "../constraints/facts";
import { type Clash, mergeFacts } from "../constraints/merge";
import { titles } from "../constraints/rules";
import { NONE, type Term, Terms } from "../constraints/terms";
import { kindOf } from "../model/kinds";
import type { QualifiedName } from "../model/name";
import { NameWriter } from "../model/name-writer";
import type { Argument, DocumentData, Scope, Statement } from "../model/statement";
import { type Attribute, isName } from "../model/value";
import { nameText, statementText } from "../provn/write";
import { argumentKey, statementKey, valueKey } from "./canonical";
import { mapScopes } from "./scopes";

/**
 * Merge the statements that the uniqueness constraints (PROV-CONSTRAINTS 22 to 29) say
 * are one: what one of them leaves open another fills in, and attributes are united.
 *
 * @throws ProvError when two of them can't be one, which makes the document invalid.
 */
export function unify(document: DocumentData): DocumentData {
  return mapScopes(document, (scope) => {
    const names = new NameWriter(scope.namespaces, nameText);
    return merged(scope, {
      onClash: (constraint, a, b) => clash(constraint, a, b, names),
    });
  });
}

/**
 * Return the normal form. It is that of `unify` for what can be valid. Where
 * identifiers clash, they are taken as names of one thing: each statement about it
 * stands once under each of its names.
 */
export function normalise(document: DocumentData): DocumentData {
  return mapScopes(document, (scope) => {
    let clashes = 0;
    const onClash = () => {
      clashes++;
    };
    const strict = merged(scope, { onClash });
    return clashes === 0 ? strict : merged(scope, { equate: true, onClash });
  });
}

function clash(constraint: number, a: Fact, b: Fact, names: NameWriter): never {
  const statements = [a, b].map(({ from }) => statementText(from, names));
  throw new ProvError(
    `These statements can't be one: ${titles[constraint] ?? "mentionOf"}`,
    {
      hint: [...statements, `PROV-CONSTRAINTS ${constraint || "(PROV-Links)"}`],
    },
  );
}

interface Options {
  equate?: boolean;
  onClash: Clash;
}

/** Merge the statements of a scope; what can't be merged stays as it is. */
function merged({ statements }: Scope, options: Options): Statement[] {
  const terms = new Terms();
  const facts = new Facts();
  const all = statements.map((each) => {
    if (missing(each).length > 0) return undefined;
    const fact = factFrom(each, terms);
    facts.add(fact);
    return fact;
  });
  mergeFacts(facts, terms, options);
  const classes = namesByTerm(statements, terms);
  const groups = new Map<string, Group>();
  for (const [index, each] of statements.entries()) {
    const key = keyOf(each, all[index], terms);
    const group = groups.get(key);
    if (group) group.members.push(each);
    else groups.set(key, { fact: all[index], members: [each] });
  }
  return [...groups.values()].flatMap((group) => written(group, terms, classes));
}

interface Group {
  readonly fact: Fact | undefined;
  readonly members: Statement[];
}

/** Group by identifier where there is one, else only what says the very same. */
function keyOf(each: Statement, fact: Fact | undefined, terms: Terms): string {
  if (!fact) return `? ${statementKey(each)}`;
  const args = fact.args.map((term) => (terms.isKnown(term) ? terms.root(term) : "-"));
  const extra = each.args.map((arg) => (isPlain(arg) ? "" : argumentKey(arg)));
  if (terms.isKnown(fact.id))
    return [each.kind, terms.root(fact.id), ...args, ...extra].join(" ");
  if (SHARED.has(each.kind)) return [each.kind, "~", terms.root(fact.id)].join(" ");
  const attributes = each.attributes.map(
    ([name, value]) => `${name.iri}=${valueKey(value)}`,
  );
  return [each.kind, ...args, ...extra, ...attributes.sort()].join(" ");
}

/** Kinds whose statements without identifier may be one by constraints 24 to 27. */
const SHARED = new Set([
  "wasGeneratedBy",
  "wasInvalidatedBy",
  "wasStartedBy",
  "wasEndedBy",
]);

/** A time stays as it was written first. */
function isText(argument: Argument | undefined): argument is string {
  return typeof argument === "string";
}

function isPlain(argument: Argument | undefined): boolean {
  return argument === undefined || typeof argument === "string" || isName(argument);
}

/** List the names of each term: several only where names were equated. */
function namesByTerm(
  statements: readonly Statement[],
  terms: Terms,
): Map<Term, QualifiedName[]> {
  const classes = new Map<Term, Map<string, QualifiedName>>();
  for (const { id, args } of statements) {
    for (const name of [id, ...args]) {
      if (!isName(name)) continue;
      const root = terms.root(terms.name(name));
      const names = classes.get(root) ?? new Map<string, QualifiedName>();
      classes.set(root, names.set(name.iri, name));
    }
  }
  return new Map([...classes].map(([root, names]) => [root, [...names.values()]]));
}

/** Write one group as one statement, or one for each way to name its things. */
function written(
  { fact, members }: Group,
  terms: Terms,
  classes: Map<Term, QualifiedName[]>,
): Statement[] {
  const [first] = members as [Statement];
  if (!fact) return [first];
  const { id } = kindOf(first.kind);
  const ids =
    id === "none" && !first.id ? [undefined] : namesOf(fact.id, terms, classes);
  const choices = fact.args.map((term, index) => {
    const text = members.map(({ args }) => args[index]).find(isText);
    if (text !== undefined || !isPlain(first.args[index]))
      return [text ?? first.args[index]];
    return valuesOf(term, terms, classes);
  });
  const attributes = united(members);
  return ids.flatMap((one) =>
    combinations(choices).map((args) => ({ ...first, id: one, args, attributes })),
  );
}

function namesOf(
  term: Term,
  terms: Terms,
  classes: Map<Term, QualifiedName[]>,
): (QualifiedName | undefined)[] {
  return classes.get(terms.root(term)) ?? [undefined];
}

function valuesOf(
  term: Term,
  terms: Terms,
  classes: Map<Term, QualifiedName[]>,
): (Argument | undefined)[] {
  if (term === NONE) return [undefined];
  const label = terms.label(term);
  return typeof label === "string" ? [label] : namesOf(term, terms, classes);
}

/** Unite attributes: each pair of name and value once. */
function united(members: readonly Statement[]): Attribute[] {
  const found = new Map<string, Attribute>();
  for (const attribute of members.flatMap(({ attributes }) => attributes)) {
    found.set(`${attribute[0].iri}=${valueKey(attribute[1])}`, attribute);
  }
  return [...found.values()];
}

function combinations<T>(choices: readonly (readonly T[])[]): T[][] {
  return choices.reduce<T[][]>(
    (ways, options) => ways.flatMap((way) => options.map((one) => [...way, one])),
    [[]],
  );
}
