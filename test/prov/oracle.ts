import type { KindName, Statement } from "../../src/prov";
import { type Fact, Facts, factFrom } from "../../src/prov/constraints/facts";
import { impossibilities } from "../../src/prov/constraints/impossible";
import { mergeFacts } from "../../src/prov/constraints/merge";
import { type Term, Terms } from "../../src/prov/constraints/terms";
import { typings } from "../../src/prov/constraints/types";

/**
 * Judge statements by the whole of PROV-CONSTRAINTS, slowly: all inferences 5 to 21
 * applied until nothing is new, then every constraint as the Recommendation words it,
 * each event a node of its own and all pairs of events closed. It shares the terms and
 * the merging with the validator; inferences, ordering and cycles are its own.
 */
export function isValid(statements: readonly Statement[]): boolean {
  const terms = new Terms();
  const chase = new Chase(terms);
  for (const each of statements) chase.add(factFrom(each, terms));
  let clash = false;
  do {
    mergeFacts(chase.facts(), terms, {
      onClash: () => {
        clash = true;
      },
    });
  } while (!clash && chase.infer());
  if (clash) return false;
  const facts = chase.facts();
  if (impossibilities(facts, terms, typings(facts, terms)).length > 0) return false;
  return !chase.isCyclic();
}

type Args = readonly Term[];

class Chase {
  readonly #all: Fact[] = [];

  constructor(readonly terms: Terms) {}

  add(fact: Fact): void {
    this.#all.push(fact);
  }

  facts(): Facts {
    const facts = new Facts();
    for (const fact of this.#all) facts.add(fact);
    return facts;
  }

  #of(kind: KindName): Fact[] {
    return this.#all.filter((fact) => fact.kind === kind);
  }

  /** Tell whether a fact of a kind has these arguments; undefined fits anything. */
  #has(kind: KindName, args: readonly (Term | undefined)[], id?: Term): boolean {
    const same = (a: Term | undefined, b: Term) =>
      a === undefined || this.terms.root(a) === this.terms.root(b);
    return this.#of(kind).some(
      (fact) => same(id, fact.id) && args.every((arg, i) => same(arg, fact.args[i]!)),
    );
  }

  /** Add a fact unless one says it already; undefined arguments become unknowns. */
  #imply(
    from: Fact,
    kind: KindName,
    args: readonly (Term | undefined)[],
    id?: Term,
  ): boolean {
    if (this.#has(kind, args, id)) return false;
    const whole = args.map((arg) => arg ?? this.terms.unknown());
    const fact = { kind, id: id ?? this.terms.unknown(), args: whole, from: from.from };
    this.#all.push(fact);
    return true;
  }

  /** Apply each inference once to all facts; return whether something is new. */
  infer(): boolean {
    let added = false;
    for (const fact of [...this.#all]) {
      if (this.#fromFact(fact)) added = true;
    }
    return added;
  }

  #fromFact(fact: Fact): boolean {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = fact.args;
    const imply = (...rest: [KindName, (Term | undefined)[], Term?]) =>
      this.#imply(fact, ...rest);
    const influence =
      INFLUENCES.has(fact.kind) && imply("wasInfluencedBy", [a, b], fact.id);
    switch (fact.kind) {
      case "entity": {
        const made = imply("wasGeneratedBy", [fact.id, undefined, undefined]);
        const gone = imply("wasInvalidatedBy", [fact.id, undefined, undefined]);
        return imply("alternateOf", [fact.id, fact.id]) || made || gone;
      }
      case "activity": {
        const started = imply("wasStartedBy", [fact.id, undefined, undefined, a]);
        return imply("wasEndedBy", [fact.id, undefined, undefined, b]) || started;
      }
      case "wasInformedBy":
        return this.#communication(fact, a, b) || influence;
      case "wasGeneratedBy":
        return this.#generation(fact, a, b) || influence;
      case "wasStartedBy":
      case "wasEndedBy":
        return imply("wasGeneratedBy", [b, c, undefined]) || influence;
      case "wasDerivedFrom": {
        const used = c !== 0 && imply("used", [c, b, undefined], e);
        const made = c !== 0 && imply("wasGeneratedBy", [a, c, undefined], d);
        return used || made || influence;
      }
      case "wasAttributedTo":
        return this.#attribution(fact, a, b) || influence;
      case "actedOnBehalfOf": {
        const first = imply("wasAssociatedWith", [c, a, undefined]);
        return imply("wasAssociatedWith", [c, b, undefined]) || first || influence;
      }
      case "alternateOf":
        return this.#alternate(fact, a, b);
      case "specializationOf":
        return this.#specialization(fact, a, b);
      default:
        return influence;
    }
  }

  /** 5: what informs generates something that the informed uses. */
  #communication(fact: Fact, informed: Term, informant: Term): boolean {
    const root = (term: Term) => this.terms.root(term);
    const shared = this.#of("wasGeneratedBy").some(
      ({ args: [e, by] }) =>
        root(by!) === root(informant) && this.#has("used", [informed, e!]),
    );
    if (shared) return false;
    const entity = this.terms.unknown();
    this.#imply(fact, "wasGeneratedBy", [entity, informant, undefined]);
    return this.#imply(fact, "used", [informed, entity, undefined]);
  }

  /** 6: who uses what another generated was informed by it. */
  #generation(fact: Fact, entity: Term, activity: Term): boolean {
    const uses = this.#of("used").filter(
      ({ args }) => this.terms.root(args[1]!) === this.terms.root(entity),
    );
    let added = false;
    for (const { args } of uses) {
      if (this.#imply(fact, "wasInformedBy", [args[0]!, activity])) added = true;
    }
    return added;
  }

  /** 13: what is attributed to an agent an activity of the agent generated. */
  #attribution(fact: Fact, entity: Term, agent: Term): boolean {
    const root = (term: Term) => this.terms.root(term);
    const known = this.#of("wasGeneratedBy").some(
      ({ args: [e, by] }) =>
        root(e!) === root(entity) && this.#has("wasAssociatedWith", [by!, agent]),
    );
    if (known) return false;
    const activity = this.terms.unknown();
    this.#imply(fact, "wasGeneratedBy", [entity, activity, undefined]);
    return this.#imply(fact, "wasAssociatedWith", [activity, agent, undefined]);
  }

  /** 17 and 18: alternates are symmetric and transitive. */
  #alternate(fact: Fact, a: Term, b: Term): boolean {
    let added = this.#imply(fact, "alternateOf", [b, a]);
    for (const { args } of this.#of("alternateOf")) {
      if (this.terms.root(args[0]!) !== this.terms.root(b)) continue;
      if (this.#imply(fact, "alternateOf", [a, args[1]!])) added = true;
    }
    return added;
  }

  /** 19 to 21: specialization is transitive, implies alternates, hands down attributes. */
  #specialization(fact: Fact, specific: Term, general: Term): boolean {
    let added = this.#imply(fact, "alternateOf", [specific, general]);
    for (const { args } of this.#of("specializationOf")) {
      if (this.terms.root(args[0]!) !== this.terms.root(general)) continue;
      if (this.#imply(fact, "specializationOf", [specific, args[1]!])) added = true;
    }
    for (const above of this.#of("entity")) {
      if (this.terms.root(above.id) !== this.terms.root(general)) continue;
      if (this.#imply(above, "entity", [], specific)) added = true;
    }
    return added;
  }

  /** Close the order of all events and look for one that strictly precedes itself. */
  isCyclic(): boolean {
    const order = new Map<string, number>();
    const set = (from: Fact, to: Fact, strict: 1 | 2) => {
      const key = `${this.#event(from)}>${this.#event(to)}`;
      order.set(key, Math.max(order.get(key) ?? 0, strict));
    };
    for (const [from, to, strict] of this.#rules()) set(from, to, strict ? 2 : 1);
    const nodes = [...new Set([...order.keys()].flatMap((key) => key.split(">")))];
    for (const via of nodes) {
      for (const from of nodes) {
        const first = order.get(`${from}>${via}`);
        if (first === undefined) continue;
        for (const to of nodes) {
          const second = order.get(`${via}>${to}`);
          if (second === undefined) continue;
          const key = `${from}>${to}`;
          order.set(key, Math.max(order.get(key) ?? 0, first, second));
        }
      }
    }
    return nodes.some((node) => order.get(`${node}>${node}`) === 2);
  }

  #event(fact: Fact): string {
    return `${fact.kind} ${this.terms.root(fact.id)}`;
  }

  *#rules(): Iterable<[Fact, Fact, boolean?]> {
    const gens = (e: Term) => this.#about("wasGeneratedBy", 0, e);
    const invs = (e: Term) => this.#about("wasInvalidatedBy", 0, e);
    const starts = (a: Term) => this.#about("wasStartedBy", 0, a);
    const ends = (a: Term) => this.#about("wasEndedBy", 0, a);
    const each = function* (from: Fact[], to: Fact[], strict = false) {
      for (const one of from)
        for (const other of to) yield [one, other, strict] as const;
    };
    const cross = function* (
      ...pairs: [Fact[], Fact[]][]
    ): Iterable<[Fact, Fact, boolean]> {
      for (const [from, to] of pairs)
        for (const rule of each(from, to)) yield [...rule];
    };
    for (const fact of this.#all) {
      const [a = 0, b = 0, , , e = 0] = fact.args as Args;
      switch (fact.kind) {
        case "wasStartedBy":
          yield* cross(
            [[fact], ends(a)],
            [[fact], starts(a)],
            [gens(b), [fact]],
            [[fact], invs(b)],
          );
          break;
        case "wasEndedBy":
          yield* cross([[fact], ends(a)], [gens(b), [fact]], [[fact], invs(b)]);
          break;
        case "used":
          yield* cross(
            [starts(a), [fact]],
            [[fact], ends(a)],
            [gens(b), [fact]],
            [[fact], invs(b)],
          );
          break;
        case "wasGeneratedBy":
          yield* cross(
            [starts(b), [fact]],
            [[fact], ends(b)],
            [[fact], invs(a)],
            [[fact], gens(a)],
          );
          break;
        case "wasInvalidatedBy":
          yield* cross([[fact], invs(a)]);
          break;
        case "wasInformedBy":
          yield* cross([starts(b), ends(a)]);
          break;
        case "wasDerivedFrom":
          for (const [from, to] of each(gens(b), gens(a))) yield [from, to, true];
          yield* cross([this.#about("used", -1, e), gens(a)]);
          break;
        case "specializationOf":
          yield* cross([gens(b), gens(a)], [invs(a), invs(b)]);
          break;
        case "wasAssociatedWith":
          yield* cross([starts(a), invs(b)], [gens(b), ends(a)]);
          yield* cross([starts(a), ends(b)], [starts(b), ends(a)]);
          break;
        case "wasAttributedTo":
          yield* cross([gens(b), gens(a)], [starts(b), gens(a)]);
          break;
        case "actedOnBehalfOf":
          yield* cross([gens(b), invs(a)], [starts(b), ends(a)]);
          break;
      }
    }
  }

  /** List the facts of a kind with this argument, at -1 with this identifier. */
  #about(kind: KindName, index: number, term: Term): Fact[] {
    const root = this.terms.root(term);
    return this.#of(kind).filter(
      ({ id, args }) => this.terms.root(index < 0 ? id : args[index]!) === root,
    );
  }
}

const INFLUENCES = new Set<KindName>([
  "wasGeneratedBy",
  "used",
  "wasInformedBy",
  "wasStartedBy",
  "wasEndedBy",
  "wasInvalidatedBy",
  "wasDerivedFrom",
  "wasAttributedTo",
  "wasAssociatedWith",
  "actedOnBehalfOf",
]);
