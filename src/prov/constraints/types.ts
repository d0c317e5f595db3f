import { TYPE } from "../algebra/canonical";
import { type KindName, kindNames, kindOf, type Role } from "../model/kinds";
import { PROV } from "../model/name";
import { valuesOf } from "../model/statement";
import { isName } from "../model/value";
import type { Fact, Facts } from "./facts";
import { NONE, type Term, type Terms } from "./terms";

/** What a thing is known to be, and by which fact first. */
export interface Typing {
  entity?: Fact;
  activity?: Fact;
  agent?: Fact;
  /** An empty collection, stated or inherited from what it specialises. */
  empty?: Fact;
  /** It is stated or inferred to be an entity, so it has a generation and an end. */
  statedEntity?: Fact;
  statedActivity?: Fact;
  statedAgent?: Fact;
}

/** Find the types of all things (constraint 50, inference 21). */
export function typings(facts: Facts, terms: Terms): Map<Term, Typing> {
  const types = new Map<Term, Typing>();
  const typingOf = (term: Term): Typing => {
    const root = terms.root(term);
    let typing = types.get(root);
    if (!typing) {
      typing = {};
      types.set(root, typing);
    }
    return typing;
  };
  for (const kind of kindNames) {
    const roles = rolesOf(kind);
    for (const fact of facts.of(kind)) {
      if (roles.element) typingOf(fact.id)[roles.element] ??= fact;
      for (const [index, role] of roles.args) {
        const term = fact.args[index]!;
        if (term !== NONE) typingOf(term)[role] ??= fact;
      }
    }
  }
  stated(facts, typingOf);
  inherit(facts, terms, typingOf);
  return types;
}

type Element = "entity" | "activity" | "agent";

function rolesOf(kind: KindName): { element?: Element; args: [number, Element][] } {
  const isElement = (role: Role | KindName): role is Element =>
    role === "entity" || role === "activity" || role === "agent";
  const args = kindOf(kind).args.flatMap(({ role }, index): [number, Element][] =>
    isElement(role) ? [[index, role]] : [],
  );
  return isElement(kind) ? { element: kind, args } : { args };
}

const EMPTY = new Set([`${PROV}EmptyCollection`, `${PROV}EmptyDictionary`]);

function stated(facts: Facts, typingOf: (term: Term) => Typing): void {
  for (const fact of facts.of("activity")) typingOf(fact.id).statedActivity ??= fact;
  for (const fact of facts.of("agent")) typingOf(fact.id).statedAgent ??= fact;
  for (const fact of facts.of("entity")) {
    const typing = typingOf(fact.id);
    typing.statedEntity ??= fact;
    if (isEmpty(fact)) typing.empty ??= fact;
  }
}

function isEmpty({ from }: Fact): boolean {
  return valuesOf(from, TYPE).some((value) => isName(value) && EMPTY.has(value.iri));
}

/** What specialises an entity is an entity with its attributes (inference 21). */
function inherit(facts: Facts, terms: Terms, typingOf: (term: Term) => Typing): void {
  const below = new Map<Term, Term[]>();
  for (const { args } of facts.of("specializationOf")) {
    const [specific, general] = args as [Term, Term];
    const list = below.get(terms.root(general));
    if (list) list.push(specific);
    else below.set(terms.root(general), [specific]);
  }
  const queue = [...below.keys()];
  for (let general = queue.pop(); general !== undefined; general = queue.pop()) {
    const above = typingOf(general);
    for (const specific of below.get(general) ?? []) {
      const typing = typingOf(specific);
      const before = [typing.statedEntity, typing.empty];
      if (above.statedEntity) typing.statedEntity ??= above.statedEntity;
      if (above.empty) typing.empty ??= above.empty;
      const changed = typing.statedEntity !== before[0] || typing.empty !== before[1];
      if (changed) queue.push(terms.root(specific));
    }
  }
}
