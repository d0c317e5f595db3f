/** What a formal argument holds: a thing by its IRI, a time, or JSON. */
export type Holds = "iri" | "time" | "json";

/** A relation of PROV as a view has it. */
export interface Relation {
  /** The name in PROV-N. */
  readonly kind: string;
  readonly comment: string;
  /** The formal arguments in PROV-DM's order, each with its COMMENT. */
  readonly args: Readonly<Record<string, readonly [comment: string, holds?: Holds]>>;
}

const at = ["When, UTC", "time"] as const;

/** The relations of PROV-DM, PROV-Dictionary and PROV-Links, by the names of their views. */
export const relations = {
  entity: { kind: "entity", comment: "A row an entity: a thing", args: {} },
  activity: {
    kind: "activity",
    comment: "A row an activity: something that takes time",
    args: {
      start_time: ["Start, UTC", "time"],
      end_time: ["End, UTC; null while it goes on", "time"],
    },
  },
  agent: { kind: "agent", comment: "A row an agent: a person or a program", args: {} },
  was_generated_by: {
    kind: "wasGeneratedBy",
    comment: "A row a generation: an activity made an entity",
    args: {
      entity: ["The entity that was made"],
      activity: ["The activity that made it"],
      time: at,
    },
  },
  used: {
    kind: "used",
    comment: "A row a usage: an activity used an entity",
    args: {
      activity: ["The activity"],
      entity: ["The entity that it used"],
      time: at,
    },
  },
  was_informed_by: {
    kind: "wasInformedBy",
    comment: "A row a communication: an activity used what another made",
    args: { informed: ["The later activity"], informant: ["The earlier activity"] },
  },
  was_started_by: {
    kind: "wasStartedBy",
    comment: "A row a start of an activity",
    args: {
      activity: ["The activity that started"],
      trigger: ["The entity that set it off"],
      starter: ["The activity that started it"],
      time: at,
    },
  },
  was_ended_by: {
    kind: "wasEndedBy",
    comment: "A row an end of an activity",
    args: {
      activity: ["The activity that ended"],
      trigger: ["The entity that made it end"],
      ender: ["The activity that ended it"],
      time: at,
    },
  },
  was_invalidated_by: {
    kind: "wasInvalidatedBy",
    comment: "A row an invalidation: an activity ended an entity",
    args: {
      entity: ["The entity that ceased"],
      activity: ["The activity that did it"],
      time: at,
    },
  },
  was_derived_from: {
    kind: "wasDerivedFrom",
    comment: "A row a derivation of one entity from another",
    args: {
      generated_entity: ["The later entity"],
      used_entity: ["The earlier entity"],
      activity: ["The activity in between"],
      generation: ["The generation of the later entity: one of was_generated_by"],
      usage: ["The usage of the earlier entity: one of used"],
    },
  },
  was_attributed_to: {
    kind: "wasAttributedTo",
    comment: "A row an attribution of an entity to an agent",
    args: { entity: ["The entity"], agent: ["The agent"] },
  },
  was_associated_with: {
    kind: "wasAssociatedWith",
    comment: "A row an association of an activity with an agent",
    args: {
      activity: ["The activity"],
      agent: ["The agent"],
      plan: ["The plan that the agent followed"],
    },
  },
  acted_on_behalf_of: {
    kind: "actedOnBehalfOf",
    comment: "A row a delegation: an agent acted for another",
    args: {
      delegate: ["The agent that acted"],
      responsible: ["The agent for which it acted"],
      activity: ["The activity in which it did"],
    },
  },
  was_influenced_by: {
    kind: "wasInfluencedBy",
    comment: "A row an influence of one thing on another",
    args: { influencee: ["The later thing"], influencer: ["The earlier thing"] },
  },
  specialization_of: {
    kind: "specializationOf",
    comment: "A row an entity that is another one seen closer",
    args: {
      specific_entity: ["The entity seen closer"],
      general_entity: ["The entity that it is a form of"],
    },
  },
  alternate_of: {
    kind: "alternateOf",
    comment: "A row two entities that are one thing",
    args: { alternate1: ["One"], alternate2: ["The other"] },
  },
  had_member: {
    kind: "hadMember",
    comment: "A row a member of a collection",
    args: { collection: ["The collection"], entity: ["The member"] },
  },
  mention_of: {
    kind: "mentionOf",
    comment: "A row a mention of an entity of another bundle; of imported documents",
    args: {
      specific_entity: ["The entity here"],
      general_entity: ["The entity there"],
      bundle: ["The other bundle"],
    },
  },
  derived_by_insertion_from: {
    kind: "derivedByInsertionFrom",
    comment: "A row a dictionary with keys put in; of imported documents",
    args: {
      new_dictionary: ["The later dictionary"],
      old_dictionary: ["The earlier dictionary"],
      inserted_key_entity_pair: ["What was put in, as PROV-JSON", "json"],
    },
  },
  derived_by_removal_from: {
    kind: "derivedByRemovalFrom",
    comment: "A row a dictionary with keys taken out; of imported documents",
    args: {
      new_dictionary: ["The later dictionary"],
      old_dictionary: ["The earlier dictionary"],
      removed_key: ["What was taken out, as PROV-JSON", "json"],
    },
  },
  had_dictionary_member: {
    kind: "hadDictionaryMember",
    comment: "A row an entity under a key of a dictionary; of imported documents",
    args: {
      dictionary: ["The dictionary"],
      entity: ["The entity"],
      key: ["The key, as PROV-JSON", "json"],
    },
  },
} as const satisfies Record<string, Relation>;

/** The name of a view of schema `prov`. */
export type RelationName = keyof typeof relations;

/** The names of the views, in the order of PROV-DM. */
export const relationNames = Object.keys(relations) as RelationName[];
