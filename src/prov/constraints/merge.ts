import { identified, type KindName } from "../model/kinds";
import type { Fact, Facts } from "./facts";
import { influences } from "./infer";
import type { Term, Terms } from "./terms";

/** Say that two facts must be one and cannot: which constraint, and in which place. */
export type Clash = (
  constraint: number,
  a: Fact,
  b: Fact,
  left: Term,
  right: Term,
) => void;

/** How to bring facts together. */
export interface MergeOptions {
  /** Take two names that must be one for names of one thing. */
  equate?: boolean;
  onClash?: Clash;
}

/** Constraints 24 to 27: the arguments that say which one of its kind it is. */
const UNIQUE: readonly [KindName, number, number, number][] = [
  ["wasGeneratedBy", 24, 0, 1],
  ["wasInvalidatedBy", 25, 0, 1],
  ["wasStartedBy", 26, 0, 2],
  ["wasEndedBy", 27, 0, 2],
];

/** Unify what the uniqueness constraints 22 to 29 say is one, until nothing changes. */
export function mergeFacts(
  facts: Facts,
  terms: Terms,
  options: MergeOptions = {},
): void {
  const merger = new Merger(facts, terms, options);
  while (merger.round());
}

class Merger {
  #changed = false;

  constructor(
    readonly facts: Facts,
    readonly terms: Terms,
    readonly options: MergeOptions,
  ) {}

  round(): boolean {
    this.#changed = false;
    this.#byIdentifier(22, this.facts.of("activity"));
    for (const kind of identified) this.#byIdentifier(23, this.facts.of(kind));
    this.#byIdentifier(23, influences(this.facts, this.terms), 2);
    for (const [kind, constraint, i, j] of UNIQUE) {
      this.#byPair(constraint, this.facts.of(kind), i, j);
    }
    // Names of one thing make usages by one activity of one thing one usage.
    if (this.options.equate) this.#byPair(23, this.facts.of("used"), 0, 1, 2);
    this.#boundary(28, "wasStartedBy", 0);
    this.#boundary(29, "wasEndedBy", 1);
    this.#byPair(MENTION, this.facts.of("mentionOf"), 0, 0);
    return this.#changed;
  }

  /** Facts of one identifier have the same arguments. */
  #byIdentifier(constraint: number, facts: readonly Fact[], most = 9): void {
    const first = new Map<Term, Fact>();
    for (const fact of facts) {
      const root = this.terms.root(fact.id);
      const known = first.get(root);
      if (known) this.#same(constraint, known, fact, most);
      else first.set(root, fact);
    }
  }

  #same(constraint: number, a: Fact, b: Fact, most: number): void {
    for (let i = 0; i < Math.min(a.args.length, b.args.length, most); i++) {
      this.#unify(constraint, a, b, a.args[i]!, b.args[i]!);
    }
  }

  /** Facts with the same two arguments are one fact: they have one identifier. */
  #byPair(
    constraint: number,
    facts: readonly Fact[],
    i: number,
    j: number,
    k = j,
  ): void {
    const { terms } = this;
    const first = new Map<string | number, Fact>();
    for (const fact of facts) {
      const pair = terms.root(fact.args[i]!) * terms.size + terms.root(fact.args[j]!);
      // Of usages, the times must agree as they are: none is not unknown here.
      const key = k === j ? pair : `${pair} ${terms.label(fact.args[k]!)}`;
      const known = first.get(key);
      if (!known) first.set(key, fact);
      else {
        this.#unify(constraint, known, fact, known.id, fact.id);
        this.#same(constraint === MENTION ? MENTION : 23, known, fact, 9);
      }
    }
  }

  /** An activity's start is the time of each of its starts; likewise its end. */
  #boundary(constraint: number, kind: KindName, index: 0 | 1): void {
    const { terms } = this;
    const activities = new Map<Term, Fact>();
    for (const fact of this.facts.of("activity"))
      activities.set(terms.root(fact.id), fact);
    for (const fact of this.facts.of(kind)) {
      const activity = activities.get(terms.root(fact.args[0]!));
      if (activity)
        this.#unify(constraint, activity, fact, activity.args[index]!, fact.args[3]!);
    }
  }

  #unify(constraint: number, a: Fact, b: Fact, left: Term, right: Term): void {
    const { terms, options } = this;
    if (terms.root(left) === terms.root(right)) return;
    const joined = options.equate
      ? terms.equate(left, right)
      : terms.unify(left, right);
    if (joined) this.#changed = true;
    else options.onClash?.(constraint, a, b, left, right);
  }
}

/** PROV-Links gives its rule no number among those of PROV-CONSTRAINTS. */
export const MENTION = 0;
