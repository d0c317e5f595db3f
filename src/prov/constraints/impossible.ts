import type { KindName } from "../model/kinds";
import type { Fact, Facts } from "./facts";
import { cycles } from "./graph";
import { NONE, type Term, type Terms } from "./terms";
import type { Typing } from "./types";

/** Something that PROV-CONSTRAINTS says cannot be: its number, the facts, the thing. */
export interface Impossible {
  readonly constraint: number;
  readonly facts: readonly Fact[];
  readonly thing?: Term;
}

/** The relations of constraint 53: an identifier names one of one kind only. */
const DISJOINT: readonly KindName[] = [
  "used",
  "wasGeneratedBy",
  "wasInvalidatedBy",
  "wasStartedBy",
  "wasEndedBy",
  "wasInformedBy",
  "wasAttributedTo",
  "wasAssociatedWith",
  "actedOnBehalfOf",
];
const RELATIONS: readonly KindName[] = [
  ...DISJOINT,
  "wasInfluencedBy",
  "wasDerivedFrom",
];

/** List what breaks constraints 51 to 56. */
export function impossibilities(
  facts: Facts,
  terms: Terms,
  types: Map<Term, Typing>,
): Impossible[] {
  return [
    ...unspecific(facts),
    ...ownSpecialization(facts, terms),
    ...sharedIdentifiers(facts, terms, types),
    ...disjoint(types),
    ...membersOfNothing(facts, terms, types),
  ];
}

/** 51: without an activity a derivation has neither generation nor usage. */
function unspecific(facts: Facts): Impossible[] {
  return facts
    .of("wasDerivedFrom")
    .filter(({ args: [, , a, g, u] }) => a === NONE && (g !== NONE || u !== NONE))
    .map((fact) => ({ constraint: 51, facts: [fact] }));
}

/** 52: nothing specialises itself, also through others (inference 19). */
function ownSpecialization(facts: Facts, terms: Terms): Impossible[] {
  const all = facts.of("specializationOf");
  if (all.length === 0) return [];
  const edges = all.map((why) => {
    const [from, to] = why.args.map((term) => terms.root(term)) as [Term, Term];
    return { from, to, strict: true, why };
  });
  return cycles(terms.size, edges).map((cycle) => ({
    constraint: 52,
    facts: cycle.map(({ why }) => why),
  }));
}

/** 53 and 54: an identifier names one relation of one kind, and no object besides. */
function sharedIdentifiers(
  facts: Facts,
  terms: Terms,
  types: Map<Term, Typing>,
): Impossible[] {
  const first = new Map<Term, Fact>();
  const found: Impossible[] = [];
  for (const kind of RELATIONS) {
    for (const fact of facts.of(kind)) {
      const id = terms.root(fact.id);
      const before = first.get(id);
      if (!before) first.set(id, fact);
      else if (before.kind !== kind && DISJOINT.includes(kind)) {
        found.push({ constraint: 53, facts: [before, fact], thing: id });
      }
      const object = before ? undefined : objectOf(types.get(id));
      if (object) found.push({ constraint: 54, facts: [object, fact], thing: id });
    }
  }
  return found;
}

function objectOf(typing: Typing | undefined): Fact | undefined {
  return typing?.statedEntity ?? typing?.statedActivity ?? typing?.statedAgent;
}

/** 55: nothing is both an entity and an activity. */
function disjoint(types: Map<Term, Typing>): Impossible[] {
  return [...types].flatMap(([thing, { entity, activity }]) =>
    entity && activity ? [{ constraint: 55, facts: [entity, activity], thing }] : [],
  );
}

/** 56: an empty collection has no member. */
function membersOfNothing(
  facts: Facts,
  terms: Terms,
  types: Map<Term, Typing>,
): Impossible[] {
  return facts.of("hadMember").flatMap((fact) => {
    const thing = fact.args[0]!;
    const empty = types.get(terms.root(thing))?.empty;
    return empty ? [{ constraint: 56, facts: [empty, fact], thing }] : [];
  });
}
