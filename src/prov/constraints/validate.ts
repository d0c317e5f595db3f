import { NameWriter } from "../model/name-writer";
import {
  bundlesByName,
  type DocumentData,
  type Scope,
  type Statement,
} from "../model/statement";
import { nameText, statementText } from "../provn/write";
import { dictionaryBreaches } from "./dictionary";
import { type Fact, Facts, factFrom, missing } from "./facts";
import { impossibilities } from "./impossible";
import { infer } from "./infer";
import { MENTION, mergeFacts } from "./merge";
import { strictCycles } from "./order";
import { titles } from "./rules";
import { type Term, Terms } from "./terms";
import { typings } from "./types";

/** A breach of PROV-DM or of a constraint. */
export interface Finding {
  /** The number in PROV-CONSTRAINTS; absent for what PROV-DM or PROV-Links asks for. */
  readonly constraint?: number;
  /** All the numbers that play a part, for a cycle of events. */
  readonly constraints?: readonly number[];
  readonly message: string;
  /** The statements in PROV-N, each once. */
  readonly statements: readonly string[];
  /** The IRI of the bundle. */
  readonly bundle?: string;
}

/** What checking a document found. */
export interface Validation {
  /** `malformed` when a statement lacks what PROV-DM asks for, which comes first. */
  readonly verdict: "valid" | "invalid" | "malformed";
  readonly findings: readonly Finding[];
}

/**
 * Check a document against PROV-CONSTRAINTS: the document's own statements and each
 * bundle on their own, in time proportional to their number.
 */
export function validate(document: DocumentData): Validation {
  const checks = [document, ...bundlesByName(document)].map(
    (scope) => new Check(scope),
  );
  const findings = checks.flatMap((check) => check.findings());
  if (findings.length === 0) return { verdict: "valid", findings };
  const malformed = checks.some((check) => check.malformed);
  return { verdict: malformed ? "malformed" : "invalid", findings };
}

class Check {
  malformed = false;
  readonly #terms = new Terms();
  readonly #facts = new Facts();
  readonly #findings: Finding[] = [];
  readonly #clashes = new Set<string>();
  readonly #names: NameWriter;
  readonly #bundle: string | undefined;

  constructor(readonly scope: Scope & { id?: { iri: string } }) {
    this.#names = new NameWriter(scope.namespaces, nameText);
    this.#bundle = scope.id?.iri;
  }

  findings(): Finding[] {
    for (const each of this.scope.statements) this.#expand(each);
    const [facts, terms] = [this.#facts, this.#terms];
    infer(facts, terms);
    mergeFacts(facts, terms, { onClash: (...clash) => this.#clash(...clash) });
    const types = typings(facts, terms);
    for (const { constraint, facts: found, thing } of impossibilities(
      facts,
      terms,
      types,
    )) {
      this.#report(constraint, found, thing === undefined ? "" : this.#label(thing));
    }
    for (const { message, facts: found } of dictionaryBreaches(facts, terms)) {
      this.#add(
        message,
        found.map(({ from }) => from),
      );
    }
    for (const cycle of strictCycles(facts, terms, types)) {
      const constraints = [...new Set(cycle.map(({ why }) => why.constraint))];
      this.#report(
        42,
        cycle.map(({ why }) => why.fact),
        "",
        { constraints },
      );
    }
    return this.#findings;
  }

  #expand(each: Statement): void {
    const lacks = missing(each);
    if (lacks.length === 0) this.#facts.add(factFrom(each, this.#terms));
    else {
      this.malformed = true;
      this.#add(`${each.kind} lacks ${lacks.join(" and ")}, which PROV-DM asks for`, [
        each,
      ]);
    }
  }

  #clash(constraint: number, a: Fact, b: Fact, left: Term, right: Term): void {
    const labels = [this.#label(left), this.#label(right)].sort();
    const key = `${constraint} ${a.kind} ${labels}`;
    if (this.#clashes.has(key)) return;
    this.#clashes.add(key);
    const rule =
      constraint === MENTION ? "an entity is mentioned once" : titles[constraint];
    const message = `${rule}: ${labels[0]} is not ${labels[1]}`;
    this.#add(message, [a.from, b.from], constraint === MENTION ? {} : { constraint });
  }

  #report(constraint: number, facts: readonly Fact[], thing: string, more = {}): void {
    const message = titles[constraint]! + (thing === "" ? "" : `: ${thing}`);
    this.#add(
      message,
      facts.map(({ from }) => from),
      { constraint, ...more },
    );
  }

  #add(message: string, of: readonly Statement[], more: Partial<Finding> = {}): void {
    const statements = [...new Set(of)].map((each) => statementText(each, this.#names));
    const bundle = this.#bundle === undefined ? {} : { bundle: this.#bundle };
    this.#findings.push({ ...more, message, statements, ...bundle });
  }

  #label(term: Term): string {
    const label = this.#terms.label(term);
    if (label === undefined) return "something";
    return typeof label === "string" ? label : this.#names.write(label);
  }
}
