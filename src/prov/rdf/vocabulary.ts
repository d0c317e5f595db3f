import { derivationTypes, type KindName, kindNames, kindOf } from "../model/kinds";
import { PROV, PROVEXT, prov, QualifiedName, RDF, RDFS } from "../model/name";

export const RDF_TYPE = `${RDF}type`;

/** The namespace that the class and the properties of a kind stand in. */
function spaceOf(kind: KindName): string {
  return kindOf(kind).ext ? PROVEXT : PROV;
}

/** The IRI of the class of a kind's qualified node, or of an element. */
export function classIri(kind: KindName): string {
  return spaceOf(kind) + kindOf(kind).class;
}

/** The IRI of the property from a subject to its qualified node. */
export function qualifiedIri(kind: KindName): string {
  return `${spaceOf(kind)}qualified${kindOf(kind).class}`;
}

/** What PROV-Dictionary and PROV-Links name, though they qualify nothing with it. */
const OF_THE_NOTES = new Set(["asInBundle", "pairEntity", "pairKey"]);

/** The IRI of the property of an argument on the qualified node. */
export function argumentIri(kind: KindName, index: number): string {
  const { rdf = "" } = kindOf(kind).args[index]!;
  return (OF_THE_NOTES.has(rdf) ? PROV : spaceOf(kind)) + rdf;
}

/** The relations: all kinds but the three elements. */
export const relations = kindNames.filter((kind) => kindOf(kind).id !== "required");

/** Kinds by the IRI of their class; elements too. */
export const kindOfClass = new Map(kindNames.map((kind) => [classIri(kind), kind]));

/** Kinds by the IRI of the property that states them without a qualified node. */
export const kindOfDirect = new Map(relations.map((kind) => [PROV + kind, kind]));

/** Kinds by the IRI of their qualified property. */
export const kindOfQualified = new Map(
  relations.map((kind) => [qualifiedIri(kind), kind]),
);

/** The types that PROV-O gives a class or properties of their own. */
const subtypes = Object.keys(derivationTypes);

/** Subtypes of derivation by the IRI of their direct, then of their qualified property. */
export const subtypeOfDirect = new Map(
  Object.entries(derivationTypes).map(([type, { rdf }]) => [PROV + rdf, prov(type)]),
);
export const subtypeOfQualified = new Map(
  subtypes.map((type) => [`${PROV}qualified${type}`, prov(type)]),
);
export const subtypeOfClass = new Map(
  subtypes.map((type) => [PROV + type, prov(type)]),
);

/** Properties that say a relation from its other end. */
export const inverse = new Map<string, KindName>([
  [`${PROV}generated`, "wasGeneratedBy"],
  [`${PROV}invalidated`, "wasInvalidatedBy"],
  [`${PROV}influenced`, "wasInfluencedBy"],
]);

/** Properties that say a time of an event without naming the event. */
export const timeOf = new Map<string, KindName>([
  [`${PROV}generatedAtTime`, "wasGeneratedBy"],
  [`${PROV}invalidatedAtTime`, "wasInvalidatedBy"],
]);

/** Classes that say no more than the property that leads to their instance. */
export const implied = new Set(
  [
    "Influence",
    "EntityInfluence",
    "ActivityInfluence",
    "AgentInfluence",
    "InstantaneousEvent",
    "KeyEntityPair",
  ].map((local) => PROV + local),
);

/** The attributes of PROV-DM that PROV-O names otherwise. */
const RENAMED: [string, string, string][] = [
  ["type", RDF, "type"],
  ["label", RDFS, "label"],
  ["location", PROV, "atLocation"],
  ["role", PROV, "hadRole"],
];

export const attributeOfProperty = new Map(
  RENAMED.map(([local, space, property]) => [space + property, prov(local)]),
);

export const propertyOfAttribute = new Map(
  RENAMED.map(([local, space, property]) => [
    PROV + local,
    new QualifiedName(space, property, space === PROV ? "prov" : prefixOf(space)),
  ]),
);

function prefixOf(space: string): string {
  return space === RDF ? "rdf" : "rdfs";
}
