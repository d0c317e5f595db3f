import { valueKey } from "../algebra/canonical";
import type { KeyEntityPair } from "../model/statement";
import type { Fact, Facts } from "./facts";
import type { Term, Terms } from "./terms";

/** The entity that a dictionary has under a key, and who says so. */
interface Member {
  readonly entity: Term;
  readonly fact: Fact;
}

/** How one dictionary comes from another: the keys that it does not take over. */
interface Step {
  readonly to: Term;
  readonly blocked: readonly string[];
}

/** Two members of one dictionary under one key. */
export type Clash = (key: string, a: Fact, b: Fact) => void;

/**
 * Carry the members of dictionaries over through insertions and removals, and find keys
 * that lead to two entities. One walk down from each first dictionary keeps the members
 * at hand and undoes what a step changed on the way back, so it takes as long as there
 * are members and steps. Where a dictionary comes from two others, both are compared
 * with what it has itself, and the members of the first go on.
 */
export class Carried {
  readonly #own = new Map<Term, Map<string, Member>>();
  readonly #steps = new Map<Term, Step[]>();
  readonly #made = new Set<Term>();
  readonly #visited = new Set<Term>();
  readonly #at = new Map<string, Member>();

  constructor(
    facts: Facts,
    readonly terms: Terms,
    readonly pairsOf: (fact: Fact) => readonly KeyEntityPair[],
    readonly onClash: Clash,
  ) {
    for (const fact of facts.of("hadDictionaryMember")) this.#take(fact);
    for (const fact of facts.of("derivedByInsertionFrom")) {
      this.#take(fact);
      const blocked = pairsOf(fact).map(({ key }) => valueKey(key));
      this.#step(fact, blocked);
    }
    for (const fact of facts.of("derivedByRemovalFrom")) {
      this.#step(fact, removedKeys(fact));
    }
  }

  /** Walk from the dictionaries that come from no other; circles come last. */
  find(): void {
    const starts = [...this.#own.keys(), ...this.#steps.keys()];
    const first = starts.filter((term) => !this.#made.has(term));
    for (const term of [...first, ...starts]) {
      if (!this.#visited.has(term)) this.#walk(term);
    }
  }

  /** Note what a fact puts into its dictionary. */
  #take(fact: Fact): void {
    const dictionary = this.terms.root(fact.args[0]!);
    const own = this.#own.get(dictionary) ?? new Map<string, Member>();
    this.#own.set(dictionary, own);
    for (const { key, entity: name } of this.pairsOf(fact)) {
      const member = { entity: this.terms.root(this.terms.name(name)), fact };
      const before = own.get(valueKey(key));
      if (!before) own.set(valueKey(key), member);
      else this.#compare(valueKey(key), before, member);
    }
  }

  #step({ args }: Fact, blocked: readonly string[]): void {
    const [to, from] = [this.terms.root(args[0]!), this.terms.root(args[1]!)];
    const steps = this.#steps.get(from) ?? [];
    this.#steps.set(from, steps);
    steps.push({ to, blocked });
    this.#made.add(to);
  }

  #compare(key: string, a: Member, b: Member): void {
    if (a.entity !== b.entity) this.onClash(key, a.fact, b.fact);
  }

  /** A stack of things to do, as chains may be too long for calls in calls. */
  #walk(start: Term): void {
    const todo: (() => void)[] = [];
    const enter = (to: Term, blocked: readonly string[]) => {
      const undo = this.#enter(to, blocked);
      todo.push(undo);
      if (this.#visited.has(to)) return;
      this.#visited.add(to);
      for (const step of this.#steps.get(to) ?? []) {
        todo.push(() => enter(step.to, step.blocked));
      }
    };
    enter(start, []);
    for (let next = todo.pop(); next; next = todo.pop()) next();
  }

  /** Make the members at hand those of a dictionary; return how to go back. */
  #enter(to: Term, blocked: readonly string[]): () => void {
    const before: [key: string, member: Member | undefined][] = [];
    const put = (key: string, member: Member | undefined) => {
      before.push([key, this.#at.get(key)]);
      if (member) this.#at.set(key, member);
      else this.#at.delete(key);
    };
    for (const key of blocked) put(key, undefined);
    for (const [key, member] of this.#own.get(to) ?? []) {
      const carried = this.#at.get(key);
      if (carried) this.#compare(key, carried, member);
      put(key, member);
    }
    return () => {
      for (const [key, member] of before.reverse()) {
        if (member) this.#at.set(key, member);
        else this.#at.delete(key);
      }
    };
  }
}

function removedKeys({ from: { args } }: Fact): string[] {
  const last = args[2];
  return typeof last === "object" && "keys" in last ? last.keys.map(valueKey) : [];
}
