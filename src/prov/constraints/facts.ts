import { type KindName, kindOf } from "../model/kinds";
import type { Statement } from "../model/statement";
import { canonicalTime } from "../model/time";
import { isName } from "../model/value";
import { NONE, type Term, type Terms } from "./terms";

/** A statement in its long form, with an unknown for each `-` that may be one. */
export interface Fact {
  readonly kind: KindName;
  readonly id: Term;
  readonly args: readonly Term[];
  /** The statement that says it, or from which it was inferred. */
  readonly from: Statement;
  /** The number of the inference, absent for what is stated. */
  readonly rule?: number;
}

/** Expand a statement (PROV-CONSTRAINTS, definitions 1 to 4). */
export function factFrom(of: Statement, terms: Terms): Fact {
  const { kind } = of;
  const shape = kindOf(kind);
  const id = of.id ? terms.name(of.id) : terms.unknown();
  // A derivation's generation and usage can be unknown only when its activity is given.
  const fixed = kind !== "wasDerivedFrom" || of.args[2] === undefined;
  const args = shape.args.map((formal, index) => {
    const given = of.args[index];
    if (given === undefined) return formal.fixed && fixed ? NONE : terms.unknown();
    if (isName(given)) return terms.name(given);
    return typeof given === "string" ? terms.time(canonicalTime(given)) : NONE;
  });
  return { kind, id, args, from: of };
}

/** Tell what a statement lacks that PROV-DM asks for. */
export function missing({ kind, id, args }: Statement): string[] {
  const shape = kindOf(kind);
  const lacks = shape.args.filter(
    ({ required }, i) => required && args[i] === undefined,
  );
  const names = lacks.map(({ name }) => name);
  return shape.id === "required" && !id ? ["identifier", ...names] : names;
}

/** The facts of a scope, by kind. */
export class Facts {
  readonly #byKind = new Map<KindName, Fact[]>();

  add(fact: Fact): void {
    const facts = this.#byKind.get(fact.kind);
    if (facts) facts.push(fact);
    else this.#byKind.set(fact.kind, [fact]);
  }

  of(kind: KindName): readonly Fact[] {
    return this.#byKind.get(kind) ?? [];
  }

  *all(): Iterable<Fact> {
    for (const facts of this.#byKind.values()) yield* facts;
  }
}
