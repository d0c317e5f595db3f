import type { KeyEntityPair } from "../model/statement";
import { isName } from "../model/value";
import { Carried } from "./carried";
import type { Fact, Facts } from "./facts";
import type { Terms } from "./terms";

/** A breach of PROV-Dictionary, whose rules have no number in PROV-CONSTRAINTS. */
export interface DictionaryBreach {
  readonly message: string;
  readonly facts: readonly Fact[];
}

/** List what breaks the constraints of PROV-Dictionary (section 5 of the Note). */
export function dictionaryBreaches(facts: Facts, terms: Terms): DictionaryBreach[] {
  return [...sharedKeys(facts, terms), ...mixedSteps(facts, terms)];
}

/** A key of a dictionary has one entity: stated, inserted or carried over. */
function sharedKeys(facts: Facts, terms: Terms): DictionaryBreach[] {
  const found: DictionaryBreach[] = [];
  const onClash = (key: string, ...clash: [Fact, Fact]) => {
    found.push({
      message: `a key of a dictionary has one entity: ${key}`,
      facts: clash,
    });
  };
  new Carried(facts, terms, pairsOf, onClash).find();
  return found;
}

/** Return the keys and entities that a fact puts into its first argument. */
export function pairsOf({ from: { args } }: Fact): readonly KeyEntityPair[] {
  const [, entity, last] = args;
  if (typeof last !== "object") return [];
  if ("pairs" in last) return last.pairs;
  return "key" in last && isName(entity) ? [{ key: last.key, entity }] : [];
}

/** One dictionary does not come from another by insertion and by removal. */
function mixedSteps(facts: Facts, terms: Terms): DictionaryBreach[] {
  const step = ({ args }: Fact) =>
    args
      .slice(0, 2)
      .map((term) => terms.root(term))
      .join(" ");
  const insertions = new Map<string, Fact>();
  for (const fact of facts.of("derivedByInsertionFrom"))
    insertions.set(step(fact), fact);
  return facts.of("derivedByRemovalFrom").flatMap((fact) => {
    const insertion = insertions.get(step(fact));
    if (!insertion) return [];
    const message =
      "a dictionary comes from another by insertion or by removal, not both";
    return [{ message, facts: [insertion, fact] }];
  });
}
