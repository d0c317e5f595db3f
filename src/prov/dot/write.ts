import type { DocumentData } from "../model/statement";
import { DotWriter } from "./dot-writer";
import { labelLines } from "./label";
import { type Fold, type Layer, layersOf } from "./layers";
import { quoted } from "./quoted";

/** How to draw. */
export interface DotOptions {
  /** Fold groups of at least so many like things; true is 4, false draws all. */
  fold?: Fold;
  /** Write each thing's attributes beside it. */
  attributes?: boolean;
  /** Where the past lies: above as W3C draws it, or to the left. */
  direction?: "BT" | "RL";
  /** Write on each arrow what it says; true unless told. */
  arrowLabels?: boolean;
  /** How wide a text is at a size in points; without it Graphviz estimates. */
  measure?: (text: string, size: number) => number;
}

/** In larger pictures lines are straight, and the search for good places is short. */
const CURVED = { things: 60, arrows: 120 };
const HURRIED = ", splines=line, nslimit=2, nslimit1=2, mclimit=0.2";

/**
 * Write the picture of a document as Graphviz DOT, in the shapes and colours of the
 * W3C working group: entities as ovals, activities as boxes, agents as houses, bundles
 * as frames, arrows from effect to cause.
 */
export function toDot(document: DocumentData, options: DotOptions = {}): string {
  return dotOf(layersOf(document, options.fold), options);
}

/** Write pictures that are folded already as DOT. */
export function dotOf(layers: readonly Layer[], options: DotOptions): string {
  const { direction = "BT" } = options;
  const body = layers.flatMap((layer, index) => {
    const lines = new DotWriter(
      layer,
      index === 0 ? "" : `b${index}_`,
      options,
    ).lines();
    return layer.bundle === undefined
      ? lines
      : framed(layer.bundle, index, lines, direction);
  });
  const straight = isLarge(layers) ? HURRIED : "";
  const lines = [
    `graph [rankdir=${direction}, ${FONT}, nodesep=0.2, ranksep=0.35${straight}]`,
    `node [${FONT}, fontsize=12, style=filled, height=0.4, margin="0.12,0.06"]`,
    `edge [${FONT}, fontsize=10, arrowsize=0.7]`,
    ...(body.length === 0 ? [NOTHING] : body),
  ];
  return ["digraph prov {", ...lines.map((line) => `  ${line}`), "}", ""].join("\n");
}

/** Graphviz knows how wide its letters are, and they are as wide as ours. */
const FONT = 'fontname="Helvetica"';

const NOTHING = 'nothing [label="Nothing to draw", shape=plaintext, style=""]';

function isLarge(layers: readonly Layer[]): boolean {
  const sum = (of: "nodes" | "arrows") =>
    layers.reduce((total, { picture }) => total + picture[of].length, 0);
  return sum("nodes") > CURVED.things || sum("arrows") > CURVED.arrows;
}

const FRAME =
  'margin=18, fontsize=12, style="rounded,filled", color="#BBBBBB", fillcolor="#F7F7F7"';

/** Graphviz turns these with the rest: the label stands at the top left. */
const PLACE = { BT: "labelloc=b, labeljust=l", RL: "labelloc=t, labeljust=r" } as const;

function framed(
  label: string,
  index: number,
  lines: readonly string[],
  direction: "BT" | "RL",
): string[] {
  const text = labelLines(label).join(" ");
  const head = [
    `subgraph cluster_${index} {`,
    `  graph [label=${quoted(text)}, ${PLACE[direction]}, ${FRAME}]`,
  ];
  return [...head, ...lines.map((line) => `  ${line}`), "}"];
}
