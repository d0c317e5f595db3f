/** What an argument of a statement names or holds. */
export type Role =
  | "entity"
  | "activity"
  | "agent"
  | "generation"
  | "usage"
  | "any"
  | "bundle"
  | "time"
  | "pairs"
  | "keys"
  | "key";

/** A formal argument: its name in each form, and how the constraints take its absence. */
export interface Formal {
  /** The name in PROV-DM, in PROV-XML and in PROV-JSONLD. */
  readonly name: string;
  readonly role: Role;
  /** PROV-DM gives no meaning to the statement without it. */
  readonly required?: boolean;
  /** An absent one stays absent: PROV-CONSTRAINTS, definition 4, `-` as "none". */
  readonly fixed?: boolean;
  /** The property in PROV-O, on the qualified node; the first argument has none. */
  readonly rdf?: string;
  /** The name in PROV-JSON where it is another. */
  readonly json?: string;
  /** The name in PROV-XML where it is another. */
  readonly xml?: string;
}

/** A kind of statement, as all forms and all checks know it. */
export interface Kind {
  readonly component: 1 | 2 | 3 | 4 | 5 | 6;
  /** The class in PROV-O and PROV-JSONLD. */
  readonly class: string;
  readonly args: readonly Formal[];
  /** The statement must have an identifier (element), may have one, or has none. */
  readonly id: "required" | "optional" | "none";
  /** Its class is not PROV's but ProvToolbox's extension. */
  readonly ext?: boolean;
  /** It comes from the Note on dictionaries or on links, not from PROV-DM. */
  readonly note?: "dictionary" | "links";
}

const REQUIRED = { required: true };
const element = (component: 1 | 3, name: string, args: Formal[] = []): Kind => ({
  component,
  class: name,
  args,
  id: "required",
});
const relation = (
  component: Kind["component"],
  name: string,
  args: Formal[],
): Kind => ({
  component,
  class: name,
  args,
  id: "optional",
});
const plain = (component: 5 | 6, name: string, args: Formal[], more = {}): Kind => ({
  component,
  class: name,
  args,
  id: "none",
  ext: true,
  ...more,
});
const arg = (
  name: string,
  role: Role,
  rdf?: string,
  more: Partial<Formal> = {},
): Formal => ({
  name,
  role,
  ...(rdf === undefined ? {} : { rdf }),
  ...more,
});
const subject = (name: string, role: Role, more: Partial<Formal> = {}): Formal =>
  arg(name, role, undefined, { ...REQUIRED, ...more });
const atTime = arg("time", "time", "atTime");
const LINKS = { note: "links" };
const DICTIONARY = { note: "dictionary" } as const;

/** The statements of PROV-DM, PROV-Dictionary and PROV-Links, by their PROV-N name. */
export const kinds = {
  entity: element(1, "Entity"),
  activity: element(1, "Activity", [
    arg("startTime", "time", "startedAtTime"),
    arg("endTime", "time", "endedAtTime"),
  ]),
  wasGeneratedBy: relation(1, "Generation", [
    subject("entity", "entity"),
    arg("activity", "activity", "activity"),
    atTime,
  ]),
  used: relation(1, "Usage", [
    subject("activity", "activity"),
    arg("entity", "entity", "entity"),
    atTime,
  ]),
  wasInformedBy: relation(1, "Communication", [
    subject("informed", "activity"),
    arg("informant", "activity", "activity", REQUIRED),
  ]),
  wasStartedBy: relation(1, "Start", [
    subject("activity", "activity"),
    arg("trigger", "entity", "entity"),
    arg("starter", "activity", "hadActivity"),
    atTime,
  ]),
  wasEndedBy: relation(1, "End", [
    subject("activity", "activity"),
    arg("trigger", "entity", "entity"),
    arg("ender", "activity", "hadActivity"),
    atTime,
  ]),
  wasInvalidatedBy: relation(1, "Invalidation", [
    subject("entity", "entity"),
    arg("activity", "activity", "activity"),
    atTime,
  ]),
  wasDerivedFrom: relation(2, "Derivation", [
    subject("generatedEntity", "entity"),
    arg("usedEntity", "entity", "entity", REQUIRED),
    arg("activity", "activity", "hadActivity", { fixed: true }),
    arg("generation", "generation", "hadGeneration", { fixed: true }),
    arg("usage", "usage", "hadUsage", { fixed: true }),
  ]),
  agent: element(3, "Agent"),
  wasAttributedTo: relation(3, "Attribution", [
    subject("entity", "entity"),
    arg("agent", "agent", "agent", REQUIRED),
  ]),
  wasAssociatedWith: relation(3, "Association", [
    subject("activity", "activity"),
    arg("agent", "agent", "agent"),
    arg("plan", "entity", "hadPlan", { fixed: true }),
  ]),
  actedOnBehalfOf: relation(3, "Delegation", [
    subject("delegate", "agent"),
    arg("responsible", "agent", "agent"),
    arg("activity", "activity", "hadActivity"),
  ]),
  wasInfluencedBy: relation(3, "Influence", [
    subject("influencee", "any"),
    arg("influencer", "any", "influencer", REQUIRED),
  ]),
  specializationOf: plain(5, "Specialization", [
    subject("specificEntity", "entity"),
    arg("generalEntity", "entity", "generalEntity", REQUIRED),
  ]),
  alternateOf: plain(5, "Alternate", [
    subject("alternate1", "entity"),
    arg("alternate2", "entity", "alternate", REQUIRED),
  ]),
  hadMember: plain(6, "Membership", [
    subject("collection", "entity"),
    arg("entity", "entity", "member", REQUIRED),
  ]),
  mentionOf: plain(
    5,
    "Mention",
    [
      subject("specificEntity", "entity"),
      arg("generalEntity", "entity", "mentionedEntity", REQUIRED),
      arg("bundle", "bundle", "asInBundle", REQUIRED),
    ],
    LINKS,
  ),
  derivedByInsertionFrom: {
    ...relation(6, "Insertion", [
      subject("newDictionary", "entity", { json: "after" }),
      arg("oldDictionary", "entity", "dictionary", { ...REQUIRED, json: "before" }),
      arg("insertedKeyEntityPair", "pairs", "insertedKeyEntityPair", {
        ...REQUIRED,
        json: "key-entity-set",
        xml: "keyEntityPair",
      }),
    ]),
    ...DICTIONARY,
  },
  derivedByRemovalFrom: {
    ...relation(6, "Removal", [
      subject("newDictionary", "entity", { json: "after" }),
      arg("oldDictionary", "entity", "dictionary", { ...REQUIRED, json: "before" }),
      arg("removedKey", "keys", "removedKey", {
        ...REQUIRED,
        json: "key-set",
        xml: "key",
      }),
    ]),
    ...DICTIONARY,
  },
  hadDictionaryMember: plain(
    6,
    "DictionaryMembership",
    [
      subject("dictionary", "entity"),
      arg("entity", "entity", "pairEntity", REQUIRED),
      arg("key", "key", "pairKey", REQUIRED),
    ],
    DICTIONARY,
  ),
} satisfies Record<string, Kind>;

/** The name of a kind of statement, such as `used`. */
export type KindName = keyof typeof kinds;

/** The names of all kinds, in the order of PROV-DM's components. */
export const kindNames = Object.keys(kinds) as KindName[];

/** The relations of PROV-DM that may have an identifier; each is an influence, too. */
export const identified = kindNames.filter((name) => {
  const { id, note }: Kind = kinds[name];
  return id === "optional" && note === undefined;
});

/** Return the kind of a name, typed loosely. */
export function kindOf(name: KindName): Kind {
  return kinds[name];
}

/** Tell whether a text names a kind of statement; `__proto__` does not. */
export function isKind(name: string): name is KindName {
  return Object.hasOwn(kinds, name);
}

/** The subtypes that PROV-O and PROV-XML write as a relation or class of their own. */
export const derivationTypes = {
  Revision: { xml: "wasRevisionOf", rdf: "wasRevisionOf" },
  Quotation: { xml: "wasQuotedFrom", rdf: "wasQuotedFrom" },
  PrimarySource: { xml: "hadPrimarySource", rdf: "hadPrimarySource" },
} as const;

/** The types of entities and agents that have a class or an element of their own. */
export const elementTypes: Readonly<Record<string, "entity" | "agent">> = {
  Person: "agent",
  Organization: "agent",
  SoftwareAgent: "agent",
  Plan: "entity",
  Collection: "entity",
  EmptyCollection: "entity",
  Dictionary: "entity",
  EmptyDictionary: "entity",
  Bundle: "entity",
};

/** The kinds on which PROV-DM gives `prov:location` a meaning (table 8). */
export const located: ReadonlySet<KindName> = new Set([
  "entity",
  "activity",
  "agent",
  "used",
  "wasGeneratedBy",
  "wasInvalidatedBy",
  "wasStartedBy",
  "wasEndedBy",
]);

/** The kinds on which PROV-DM gives `prov:role` a meaning (table 8). */
export const withRole: ReadonlySet<KindName> = new Set([
  "used",
  "wasGeneratedBy",
  "wasInvalidatedBy",
  "wasAssociatedWith",
  "wasStartedBy",
  "wasEndedBy",
]);
