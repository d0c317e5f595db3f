import type { KindName } from "../model/kinds";
import { NameWriter } from "../model/name-writer";
import { bundlesByName, type DocumentData, type Scope } from "../model/statement";
import { isName } from "../model/value";
import { nameText } from "../provn/write";
import { type FoldedArrow, type FoldedNode, type FoldedPicture, fold } from "./fold";
import { pictureOf } from "./graph";

/** How to draw. */
export interface DotOptions {
  /** Fold groups of at least so many like nodes; true is 4, false draws all. */
  fold?: boolean | number;
  /** Write each thing's attributes beside it. */
  attributes?: boolean;
  /** Where the past lies: below as W3C draws it, or to the left. */
  direction?: "BT" | "RL";
}

/**
 * Write the picture of a document as Graphviz DOT, in the shapes and colours of the
 * W3C working group: entities as ovals, activities as boxes, agents as houses, bundles
 * as frames, arrows from effect to cause.
 */
export function toDot(document: DocumentData, options: DotOptions = {}): string {
  const { direction = "BT" } = options;
  const scopes = [document, ...bundlesByName(document)].map((scope) => ({
    scope,
    picture: fold(pictureOf(scope), least(options.fold)),
  }));
  const count = scopes.reduce((sum, { picture }) => sum + picture.nodes.length, 0);
  const body = scopes.flatMap(({ scope, picture }, index) => {
    const writer = new DotWriter(scope, picture, index === 0 ? "" : `b${index}_`);
    const lines = writer.lines(options.attributes ?? false);
    return "id" in scope ? framed(String(scope.id), index, lines) : lines;
  });
  const lines = [
    `graph [rankdir=${direction}, fontname="sans-serif"${count > 60 ? ", splines=line" : ""}]`,
    'node [fontname="sans-serif", fontsize=11, style=filled]',
    'edge [fontname="sans-serif", fontsize=9]',
    ...body,
  ];
  return ["digraph prov {", ...lines.map((line) => `  ${line}`), "}", ""].join("\n");
}

function least(fold: boolean | number = true): number {
  if (fold === false) return Number.POSITIVE_INFINITY;
  return fold === true ? 4 : Math.max(4, fold);
}

function framed(label: string, index: number, lines: string[]): string[] {
  const head = [
    `subgraph cluster_${index} {`,
    `  label=${quoted(label)}`,
    "  color=gray",
  ];
  return [...head, ...lines.map((line) => `  ${line}`), "}"];
}

const SHAPES: Record<FoldedNode["kind"], string> = {
  entity: 'shape=oval, fillcolor="#FFFC87", color="#808080"',
  activity: 'shape=box, fillcolor="#9FB1FC", color="#0000FF"',
  agent: 'shape=house, fillcolor="#FED37F", color="#000000"',
};

const COLOURS: Partial<Record<KindName, string>> = {
  wasGeneratedBy: "darkgreen",
  used: "red4",
  wasAssociatedWith: "#FED37F",
  wasAttributedTo: "#FED37F",
  actedOnBehalfOf: "#FED37F",
};

class DotWriter {
  readonly #ids = new Map<string, string>();
  readonly #names: NameWriter;

  constructor(
    { namespaces }: Scope,
    readonly picture: FoldedPicture,
    readonly prefix: string,
  ) {
    this.#names = new NameWriter(namespaces, nameText);
    for (const [index, { iri }] of picture.nodes.entries()) {
      this.#ids.set(iri, `${prefix}n${index + 1}`);
    }
  }

  lines(attributes: boolean): string[] {
    return [
      ...this.picture.nodes.map((node) => this.#node(node)),
      ...this.picture.arrows.map((arrow) => this.#arrow(arrow)),
      ...(attributes ? this.picture.nodes.flatMap((node) => this.#note(node)) : []),
    ];
  }

  #node({ iri, kind, label, count }: FoldedNode): string {
    const text = count > 1 ? `${label} ×${count}` : label;
    const stacked = count > 1 ? ", peripheries=2" : "";
    return `${this.#ids.get(iri)} [label=${quoted(text)}, ${SHAPES[kind]}${stacked}]`;
  }

  #arrow({ from, to, kind, dashed, count }: FoldedArrow): string {
    const label = dashed ? "plan" : kind;
    const text = count > 1 ? `${label} ×${count}` : label;
    const colour = COLOURS[kind] ? `, color="${COLOURS[kind]}"` : "";
    const style = dashed ? ", style=dashed" : "";
    const ends = `${this.#ids.get(from)} -> ${this.#ids.get(to)}`;
    return `${ends} [label=${quoted(text)}${colour}${style}]`;
  }

  #note({ iri, statement, count }: FoldedNode): string[] {
    if (!statement || statement.attributes.length === 0 || count > 1) return [];
    const rows = statement.attributes.map(([name, value]) => {
      const text = isName(value) ? this.#names.write(value) : value.value;
      return `${this.#names.write(name)} = ${text.slice(0, 60)}`;
    });
    const id = this.#ids.get(iri)!;
    const label = `"${rows.map(escaped).join("\\l")}\\l"`;
    const look = "shape=note, style=dashed, color=gray, fontsize=9";
    return [
      `${id}_a [label=${label}, ${look}]`,
      `${id} -> ${id}_a [dir=none, style=dashed, color=gray]`,
    ];
  }
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

function escaped(text: string): string {
  return text.replace(/[\\"]/g, "\\$&").replace(/\r?\n/g, "\\n");
}
