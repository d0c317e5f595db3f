import type { KindName } from "../model/kinds";
import type { Node } from "./graph";

/** How the line of a relation looks: one colour and dash a kind. */
export interface Look {
  readonly color: string;
  readonly style: "solid" | "dashed" | "dotted";
}

/**
 * The shapes and fills of the W3C working group: entities are ovals, activities boxes,
 * agents houses.
 */
export const shapes: Readonly<Record<Node["kind"], string>> = {
  entity: 'shape=oval, fillcolor="#FFFC87", color="#808080"',
  activity: 'shape=box, fillcolor="#9FB1FC", color="#0000FF"',
  agent: 'shape=house, fillcolor="#FED37F", color="#000000"',
};

const solid = (color: string): Look => ({ color, style: "solid" });
const dashed = (color: string): Look => ({ color, style: "dashed" });
const dotted = (color: string): Look => ({ color, style: "dotted" });

/** Python prov's colours, but that an agent's lines are dark enough for white paper. */
const agents = "#B36B00";

const looks: Partial<Readonly<Record<KindName, Look>>> = {
  wasGeneratedBy: solid("#006400"),
  wasInvalidatedBy: dashed("#006400"),
  used: solid("#8B0000"),
  wasDerivedFrom: solid("#000000"),
  wasAssociatedWith: solid(agents),
  wasAttributedTo: dashed(agents),
  actedOnBehalfOf: dotted(agents),
  wasStartedBy: solid("#5B3FA0"),
  wasEndedBy: dashed("#5B3FA0"),
  wasInformedBy: dotted("#5B3FA0"),
  specializationOf: solid("#777777"),
  alternateOf: dashed("#777777"),
  mentionOf: dotted("#777777"),
  hadMember: solid("#00788A"),
  hadDictionaryMember: solid("#00788A"),
  derivedByInsertionFrom: dashed("#00788A"),
  derivedByRemovalFrom: dotted("#00788A"),
};

/** The line from an activity to the plan of an association. */
const plan: Look = dashed("#8B0000");

/** Return how a relation is drawn. */
export function lookOf({ kind, dashed }: { kind: KindName; dashed?: boolean }): Look {
  return dashed ? plan : (looks[kind] ?? dashedGrey);
}

const dashedGrey: Look = { color: "#444444", style: "dashed" };
