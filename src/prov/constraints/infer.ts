import { identified, type KindName } from "../model/kinds";
import { pairsOf } from "./dictionary";
import type { Fact, Facts } from "./facts";
import { NONE, type Term, type Terms } from "./terms";

/**
 * Add what follows from the facts as far as a constraint can need it. Inferences 5, 6,
 * 13, 15 to 18 and 20 are left out: what they add orders nothing that is not ordered
 * already, and no uniqueness rule can meet it but 15, for which see `influences`.
 */
export function infer(facts: Facts, terms: Terms): void {
  const add = (from: Fact, rule: number, kind: KindName, id: Term, args: Term[]) =>
    facts.add({ kind, id, args, from: from.from, rule });
  for (const [kind, rule] of TRIGGERED) {
    for (const fact of facts.of(kind)) {
      const [, trigger, by] = fact.args as [Term, Term, Term];
      const args = [trigger, by, terms.unknown()];
      add(fact, rule, "wasGeneratedBy", terms.unknown(), args);
    }
  }
  for (const fact of facts.of("wasDerivedFrom")) {
    const [e2, e1, a, g, u] = fact.args as [Term, Term, Term, Term, Term];
    if (a === NONE) continue;
    add(fact, 11, "used", u, [a, e1, terms.unknown()]);
    add(fact, 11, "wasGeneratedBy", g, [e2, a, terms.unknown()]);
  }
  for (const fact of facts.of("actedOnBehalfOf")) {
    const [delegate, responsible, a] = fact.args as [Term, Term, Term];
    for (const agent of [delegate, responsible]) {
      const args = [a, agent, terms.unknown()];
      add(fact, 14, "wasAssociatedWith", terms.unknown(), args);
    }
  }
  for (const fact of facts.of("mentionOf")) {
    const args = fact.args.slice(0, 2);
    facts.add({ ...fact, kind: "specializationOf", id: terms.unknown(), args });
  }
  for (const kind of ["derivedByInsertionFrom", "derivedByRemovalFrom"] as const) {
    for (const fact of facts.of(kind)) {
      const args = [fact.args[0]!, fact.args[1]!, NONE, NONE, NONE];
      facts.add({ ...fact, kind: "wasDerivedFrom", args });
      for (const { entity } of pairsOf(fact)) {
        const member = [fact.args[0]!, terms.name(entity)];
        facts.add({ ...fact, kind: "hadMember", id: terms.unknown(), args: member });
      }
    }
  }
  for (const fact of facts.of("hadDictionaryMember")) {
    const args = fact.args.slice(0, 2);
    facts.add({ ...fact, kind: "hadMember", id: terms.unknown(), args });
  }
}

const TRIGGERED: [KindName, number][] = [
  ["wasStartedBy", 9],
  ["wasEndedBy", 10],
];

/**
 * List the facts that say an influence under an identifier that two kinds share: only
 * there can inference 15 bring two influences of one identifier together.
 */
export function influences(facts: Facts, terms: Terms): Fact[] {
  const kindsOf = new Map<Term, KindName | "several">();
  for (const kind of identified) {
    for (const { id } of facts.of(kind)) {
      const root = terms.root(id);
      const before = kindsOf.get(root);
      kindsOf.set(root, before === undefined || before === kind ? kind : "several");
    }
  }
  if (![...kindsOf.values()].includes("several")) return [];
  return identified.flatMap((kind) =>
    facts.of(kind).filter(({ id }) => kindsOf.get(terms.root(id)) === "several"),
  );
}
