import type { Arrow, Node, Picture } from "./graph";

/** A node that may stand for many of its like. */
export interface FoldedNode extends Node {
  readonly count: number;
}

/** An arrow that may stand for many. */
export interface FoldedArrow extends Arrow {
  readonly count: number;
}

export interface FoldedPicture {
  readonly nodes: readonly FoldedNode[];
  readonly arrows: readonly FoldedArrow[];
}

/**
 * Fold what repeats: of `least` or more nodes that are alike but for numbers in their
 * names, such as epochs, the first and the last stay and those between become one.
 */
export function fold({ nodes, arrows }: Picture, least: number): FoldedPicture {
  const groups = new Map<string, Node[]>();
  for (const node of nodes.values()) {
    const key = likeness(node);
    const group = groups.get(key);
    if (group) group.push(node);
    else groups.set(key, [node]);
  }
  const standIn = new Map<string, string>();
  const folded: FoldedNode[] = [];
  for (const group of groups.values()) {
    if (group.length < least)
      folded.push(...group.map((node) => ({ ...node, count: 1 })));
    else folded.push(...foldGroup(group, standIn));
  }
  return { nodes: folded, arrows: foldArrows(arrows, standIn) };
}

function foldGroup(group: readonly Node[], standIn: Map<string, string>): FoldedNode[] {
  const [first, ...middle] = group as [Node, ...Node[]];
  const last = middle.pop()!;
  const [stack] = middle as [Node];
  for (const { iri } of middle) standIn.set(iri, stack.iri);
  const label = stack.label.replace(NUMBERS, "…");
  return [
    { ...first, count: 1 },
    { ...stack, label, count: middle.length },
    { ...last, count: 1 },
  ];
}

function foldArrows(
  arrows: readonly Arrow[],
  standIn: Map<string, string>,
): FoldedArrow[] {
  const found = new Map<string, FoldedArrow>();
  for (const arrow of arrows) {
    const from = standIn.get(arrow.from) ?? arrow.from;
    const to = standIn.get(arrow.to) ?? arrow.to;
    const key = `${from} ${to} ${arrow.kind} ${arrow.dashed}`;
    const count = (found.get(key)?.count ?? 0) + 1;
    found.set(key, { ...arrow, from, to, count });
  }
  return [...found.values()];
}

/** Numbers, and the long hexadecimal parts of ids. */
const NUMBERS = /[0-9a-f]{8}(?:-?[0-9a-f]{4,})+|\d+/gi;

function likeness({ kind, types, iri }: Node): string {
  return [kind, ...types, iri.replace(NUMBERS, "#")].join(" ");
}
