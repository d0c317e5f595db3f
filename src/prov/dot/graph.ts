import { LABEL, TYPE, VALUE } from "../algebra/canonical";
import { type KindName, kindOf, type Role } from "../model/kinds";
import type { QualifiedName } from "../model/name";
import { type Scope, type Statement, valuesOf } from "../model/statement";
import { isName } from "../model/value";

/** A thing in the picture. */
export interface Node {
  readonly iri: string;
  readonly kind: "entity" | "activity" | "agent";
  readonly label: string;
  /** The IRIs of its types, sorted. */
  readonly types: readonly string[];
  readonly statement?: Statement;
}

/** A relation in the picture, from the effect to the cause. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly kind: KindName;
  readonly dashed?: boolean;
}

/** The things of a scope and the relations between them. */
export interface Picture {
  readonly nodes: Map<string, Node>;
  readonly arrows: Arrow[];
}

/** Lay out what a scope says as nodes and arrows; nothing is positioned. */
export function pictureOf({ statements }: Scope): Picture {
  const nodes = new Map<string, Node>();
  for (const each of statements) {
    if (isElement(each.kind) && each.id) state(nodes, each, each.kind);
  }
  const arrows = statements.flatMap((each) => arrowsOf(each, nodes));
  return { nodes, arrows };
}

function isElement(kind: KindName): kind is Node["kind"] {
  return kind === "entity" || kind === "activity" || kind === "agent";
}

/** An agent that is also an entity is drawn as an agent. */
function state(nodes: Map<string, Node>, of: Statement, kind: Node["kind"]): void {
  const { iri } = of.id!;
  const before = nodes.get(iri);
  const types = valuesOf(of, TYPE).map((value) =>
    isName(value) ? value.iri : value.value,
  );
  nodes.set(iri, {
    iri,
    kind: before?.kind === "agent" ? "agent" : kind,
    label: labelOf(of) ?? before?.label ?? String(of.id),
    types: [...new Set([...(before?.types ?? []), ...types])].sort(),
    statement: before?.statement ?? of,
  });
}

/**
 * What PROV-DM means for readers, in the first language that it is given in; else the
 * name that schema.org's word gives. A value stands behind it.
 */
function labelOf(of: Statement): string | undefined {
  const told = textOf(of, LABEL) ?? textOf(of, NAME);
  const value = textOf(of, VALUE);
  return told !== undefined && value !== undefined
    ? `${told} = ${shortened(value)}`
    : told;
}

const NAME = "https://schema.org/name";

function textOf(of: Statement, attribute: string): string | undefined {
  const [value] = valuesOf(of, attribute);
  return value === undefined || isName(value) || value.value.trim() === ""
    ? undefined
    : value.value;
}

/** A number with four digits; what is no number as it is. */
function shortened(value: string): string {
  const number = Number(value);
  return Number.isFinite(number) ? String(Number(number.toPrecision(4))) : value;
}

function arrowsOf(each: Statement, nodes: Map<string, Node>): Arrow[] {
  if (isElement(each.kind)) return [];
  const [from, ...rest] = each.args.map((argument, index) => {
    const { role } = kindOf(each.kind).args[index]!;
    return isName(argument) ? mention(nodes, argument, role) : undefined;
  });
  if (from === undefined) return [];
  const [first, second] = rest;
  const { kind } = each;
  const to =
    first ?? (kind === "wasStartedBy" || kind === "wasEndedBy" ? second : undefined);
  const main = to === undefined ? [] : [{ from, to, kind }];
  const plan = kind === "wasAssociatedWith" && second ? second : undefined;
  return plan === undefined ? main : [...main, { from, to: plan, kind, dashed: true }];
}

/** Draw what is only mentioned, too, as its place in the relation says. */
function mention(
  nodes: Map<string, Node>,
  name: QualifiedName,
  role: Role,
): string | undefined {
  if (role === "generation" || role === "usage" || role === "bundle") return undefined;
  if (!nodes.has(name.iri)) {
    const kind = role === "activity" || role === "agent" ? role : "entity";
    nodes.set(name.iri, { iri: name.iri, kind, label: String(name), types: [] });
  }
  return name.iri;
}
