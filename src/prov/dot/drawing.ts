import { ProvError } from "../../util/errors";
import { type KindName, kindNames } from "../model/kinds";
import type { DocumentData } from "../model/statement";
import type { FoldedArrow } from "./fold";
import { type Fold, layersOf } from "./layers";
import { type Look, lookOf } from "./look";
import { pictureText } from "./text";
import { type DotOptions, dotOf } from "./write";

/** What a line of a picture means. */
export interface KeyEntry extends Look {
  readonly text: string;
}

/** A picture of a document that is not laid out yet. */
export interface Drawing {
  /** Graphviz DOT; the direction is the caller's to try. */
  dot(direction: "BT" | "RL"): string;
  /** What the lines mean, where they don't say it themselves. */
  readonly key: readonly KeyEntry[];
  /** The same in words. */
  readonly text: string;
}

/** How a picture is drawn. */
export interface DrawingOptions extends Pick<DotOptions, "attributes" | "measure"> {
  fold?: Fold;
}

/** Up to so many arrows say what they are; more have a key. */
const LABELLED = 36;

/** More than these nobody can read, nor Graphviz lay out soon. */
const MOST = { things: 150, relations: 300 };

/**
 * Make the picture of a document: what Graphviz lays out, a key and a text.
 *
 * @throws ProvError for more things than a picture can show.
 */
export function drawingOf(
  document: DocumentData,
  { fold, ...look }: DrawingOptions = {},
): Drawing {
  const layers = layersOf(document, fold);
  const arrows = layers.flatMap(({ picture }) => picture.arrows);
  const things = layers.reduce((sum, { picture }) => sum + picture.nodes.length, 0);
  refuseMany(things, arrows.length);
  const arrowLabels = arrows.length <= LABELLED;
  return {
    dot: (direction) => dotOf(layers, { ...look, direction, arrowLabels }),
    key: arrowLabels ? [] : keyOf(arrows),
    text: pictureText(layers),
  };
}

function refuseMany(things: number, relations: number): void {
  if (things <= MOST.things && relations <= MOST.relations) return;
  throw new ProvError(`No graph drawn of ${things} things and ${relations} relations`, {
    hint: [
      `at most ${MOST.things} and ${MOST.relations} can be read; like things count once`,
      "try: one bundle of the document, or toDot(document) for another program",
    ],
  });
}

function keyOf(arrows: readonly FoldedArrow[]): KeyEntry[] {
  const used = new Set<KindName>();
  for (const { kind, dashed } of arrows) if (!dashed) used.add(kind);
  const key = kindNames
    .filter((kind) => used.has(kind))
    .map((kind) => ({ text: kind, ...lookOf({ kind }) }));
  const plan = arrows.find(({ dashed }) => dashed);
  return plan ? [...key, { text: "plan", ...lookOf(plan) }] : key;
}
