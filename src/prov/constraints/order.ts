import type { Fact, Facts } from "./facts";
import { cycles, type Edge } from "./graph";
import type { Term, Terms } from "./terms";
import type { Typing } from "./types";

/** Why one event precedes another. */
export interface Why {
  readonly constraint: number;
  readonly fact: Fact;
}

type Event = "start" | "end" | "generation" | "invalidation" | "use";

/**
 * Find the cycles of events of which one strictly precedes the next (constraints 30 to
 * 49). All starts of an activity are simultaneous (31), as are its ends (32) and the
 * generations and invalidations of an entity (39, 40): each is one node.
 */
export function strictCycles(
  facts: Facts,
  terms: Terms,
  types: Map<Term, Typing>,
): Edge<Why>[][] {
  const { nodes, edges } = new Order(facts, terms, types).build();
  return cycles(nodes, edges, ({ strict }) => strict);
}

class Order {
  readonly #edges: Edge<Why>[] = [];
  readonly #nodes: Record<Event, Map<Term, number>> = {
    start: new Map(),
    end: new Map(),
    generation: new Map(),
    invalidation: new Map(),
    use: new Map(),
  };
  #count = 0;

  constructor(
    readonly facts: Facts,
    readonly terms: Terms,
    readonly types: Map<Term, Typing>,
  ) {}

  build(): { nodes: number; edges: Edge<Why>[] } {
    this.#events();
    this.#lifetimes();
    this.#uses();
    this.#activities();
    this.#entities();
    this.#agents();
    this.#specializations();
    return { nodes: this.#count, edges: this.#edges };
  }

  /** Number the events that are stated or inferred to be: inferences 7, 8 and 13. */
  #events(): void {
    for (const [term, { statedEntity, statedActivity }] of this.types) {
      if (statedEntity) this.#lifetime(term);
      if (statedActivity) this.#event("start", term);
      if (statedActivity) this.#event("end", term);
    }
    for (const [kind, event] of HAPPENS) {
      for (const { args } of this.facts.of(kind)) this.#event(event, args[0]!);
    }
    for (const { id } of this.facts.of("used")) this.#event("use", id);
  }

  #lifetime(entity: Term): void {
    this.#event("generation", entity);
    this.#event("invalidation", entity);
  }

  #event(event: Event, term: Term): void {
    const nodes = this.#nodes[event];
    const root = this.terms.root(term);
    if (!nodes.has(root)) nodes.set(root, this.#count++);
  }

  /** Note that an event precedes another, if both are known to happen. */
  #before(
    constraint: number,
    fact: Fact,
    [from, of]: [Event, Term],
    [to, than]: [Event, Term],
    strict = false,
  ): void {
    const left = this.#nodes[from].get(this.terms.root(of));
    const right = this.#nodes[to].get(this.terms.root(than));
    if (left === undefined || right === undefined) return;
    this.#edges.push({ from: left, to: right, strict, why: { constraint, fact } });
  }

  /** 30: an activity starts before it ends; 36: an entity is made before it is gone. */
  #lifetimes(): void {
    for (const [term, typing] of this.types) {
      const { entity, activity } = typing;
      if (activity) this.#before(30, activity, ["start", term], ["end", term]);
      if (entity)
        this.#before(36, entity, ["generation", term], ["invalidation", term]);
    }
  }

  #uses(): void {
    for (const fact of this.facts.of("used")) {
      const [activity, entity] = fact.args as [Term, Term];
      this.#before(33, fact, ["start", activity], ["use", fact.id]);
      this.#before(33, fact, ["use", fact.id], ["end", activity]);
      this.#before(37, fact, ["generation", entity], ["use", fact.id]);
      this.#before(38, fact, ["use", fact.id], ["invalidation", entity]);
    }
    for (const fact of this.facts.of("wasGeneratedBy")) {
      const [entity, activity] = fact.args as [Term, Term];
      this.#before(34, fact, ["start", activity], ["generation", entity]);
      this.#before(34, fact, ["generation", entity], ["end", activity]);
    }
  }

  #activities(): void {
    for (const fact of this.facts.of("wasInformedBy")) {
      const [informed, informant] = fact.args as [Term, Term];
      this.#before(35, fact, ["start", informant], ["end", informed]);
    }
    for (const [kind, constraint, event] of TRIGGERED) {
      for (const fact of this.facts.of(kind)) {
        const [activity, trigger] = fact.args as [Term, Term];
        this.#before(constraint, fact, ["generation", trigger], [event, activity]);
        this.#before(constraint, fact, [event, activity], ["invalidation", trigger]);
      }
    }
  }

  #entities(): void {
    for (const fact of this.facts.of("wasDerivedFrom")) {
      const [e2, e1, , , usage] = fact.args as [Term, Term, Term, Term, Term];
      this.#before(41, fact, ["use", usage], ["generation", e2]);
      this.#before(42, fact, ["generation", e1], ["generation", e2], true);
    }
  }

  #agents(): void {
    for (const fact of this.facts.of("wasAssociatedWith")) {
      const [activity, agent] = fact.args as [Term, Term];
      this.#before(47, fact, ["start", activity], ["invalidation", agent]);
      this.#before(47, fact, ["generation", agent], ["end", activity]);
      this.#before(47, fact, ["start", activity], ["end", agent]);
      this.#before(47, fact, ["start", agent], ["end", activity]);
    }
    for (const fact of this.facts.of("wasAttributedTo")) {
      const [entity, agent] = fact.args as [Term, Term];
      this.#before(48, fact, ["generation", agent], ["generation", entity]);
      this.#before(48, fact, ["start", agent], ["generation", entity]);
    }
    for (const fact of this.facts.of("actedOnBehalfOf")) {
      const [delegate, responsible] = fact.args as [Term, Term];
      this.#before(49, fact, ["generation", responsible], ["invalidation", delegate]);
      this.#before(49, fact, ["start", responsible], ["end", delegate]);
    }
  }

  /**
   * By inference 19 a chain orders its ends even where nothing makes what is between
   * them: the nodes that this adds come last, so that no other rule meets them.
   */
  #specializations(): void {
    for (const fact of this.facts.of("specializationOf")) {
      const [specific, general] = fact.args as [Term, Term];
      for (const term of [specific, general]) this.#lifetime(term);
      this.#before(45, fact, ["generation", general], ["generation", specific]);
      this.#before(46, fact, ["invalidation", specific], ["invalidation", general]);
    }
  }
}

const HAPPENS = [
  ["wasGeneratedBy", "generation"],
  ["wasAttributedTo", "generation"],
  ["wasInvalidatedBy", "invalidation"],
  ["wasStartedBy", "start"],
  ["wasEndedBy", "end"],
] as const;

const TRIGGERED = [
  ["wasStartedBy", 43, "start"],
  ["wasEndedBy", 44, "end"],
] as const;
