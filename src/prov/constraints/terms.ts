import type { QualifiedName } from "../model/name";

/** A name, a time, "none" or an unknown, as a number. */
export type Term = number;

/** What `-` means where it may not stand for an unknown (definition 4). */
export const NONE: Term = 0;

/**
 * Keep which terms are known to be the same. Names and times are constants; an unknown
 * may become any of them, and two constants may be equated only if asked for.
 */
export class Terms {
  readonly #parent: Term[] = [NONE];
  readonly #labels: (QualifiedName | string | undefined)[] = ["none"];
  readonly #names = new Map<string, Term>();
  readonly #times = new Map<string, Term>();

  /** Return the number of terms; each is below it. */
  get size(): number {
    return this.#parent.length;
  }

  name(name: QualifiedName): Term {
    return this.#constant(this.#names, name.iri, name);
  }

  /** Return the term of a time in its canonical form. */
  time(canonical: string): Term {
    return this.#constant(this.#times, canonical, canonical);
  }

  /** Return a new unknown. */
  unknown(): Term {
    return this.#add(undefined);
  }

  #constant(
    known: Map<string, Term>,
    key: string,
    label: QualifiedName | string,
  ): Term {
    let term = known.get(key);
    if (term === undefined) {
      term = this.#add(label);
      known.set(key, term);
    }
    return term;
  }

  #add(label: QualifiedName | string | undefined): Term {
    this.#labels.push(label);
    return this.#parent.push(this.#parent.length) - 1;
  }

  /** Return the term that stands for all that are the same as this one. */
  root(term: Term): Term {
    const parents = this.#parent;
    let root = term;
    while (parents[root] !== root) root = parents[root]!;
    for (let at = term; at !== root; ) {
      const next = parents[at]!;
      parents[at] = root;
      at = next;
    }
    return root;
  }

  /** Return what a term is known to be: a name, a time, or undefined for an unknown. */
  label(term: Term): QualifiedName | string | undefined {
    return this.#labels[this.root(term)];
  }

  /** Tell whether a term is a constant rather than an unknown. */
  isKnown(term: Term): boolean {
    return this.label(term) !== undefined;
  }

  /** Take two terms for the same; return whether they can be. */
  unify(a: Term, b: Term): boolean {
    const [left, right] = [this.root(a), this.root(b)];
    if (left === right) return true;
    if (this.#labels[left] !== undefined && this.#labels[right] !== undefined)
      return false;
    this.#join(left, right);
    return true;
  }

  /** Take two names for names of one thing, even if they are different. */
  equate(a: Term, b: Term): boolean {
    const [left, right] = [this.root(a), this.root(b)];
    if (left === right || this.unify(left, right)) return true;
    const names = [left, right].every((term) => typeof this.#labels[term] === "object");
    if (names) this.#join(Math.max(left, right), Math.min(left, right));
    return names;
  }

  #join(left: Term, right: Term): void {
    if (this.#labels[right] === undefined) this.#parent[right] = left;
    else this.#parent[left] = right;
  }
}
