import { NameWriter } from "../model/name-writer";
import { isName } from "../model/value";
import { nameText } from "../provn/write";
import type { FoldedArrow, FoldedNode } from "./fold";
import { labelLines } from "./label";
import type { Layer } from "./layers";
import { lookOf, shapes } from "./look";
import { escaped, quoted } from "./quoted";
import { sizeOf } from "./size";
import type { DotOptions } from "./write";

/** Writes the nodes and arrows of one scope as DOT. */
export class DotWriter {
  readonly #ids = new Map<string, string>();
  readonly #names: NameWriter;

  constructor(
    readonly layer: Layer,
    prefix: string,
    readonly options: DotOptions,
  ) {
    this.#names = new NameWriter(layer.scope.namespaces, nameText);
    for (const [index, { iri }] of layer.picture.nodes.entries()) {
      this.#ids.set(iri, `${prefix}n${index + 1}`);
    }
  }

  lines(): string[] {
    const { nodes, arrows } = this.layer.picture;
    const notes = this.options.attributes ? nodes : [];
    return [
      ...nodes.map((node) => this.#node(node)),
      ...arrows.map((arrow) => this.#arrow(arrow)),
      ...notes.flatMap((node) => this.#note(node)),
    ];
  }

  #node(node: FoldedNode): string {
    const { iri, kind, label, count } = node;
    const lines = labelLines(label);
    if (count > 1) lines.push(`${lines.pop()} ×${count}`);
    const stacked = count > 1 ? ", peripheries=2" : "";
    const size = sizeOf(kind, lines, this.options.measure);
    const text = lines.map(escaped).join("\\n");
    return `${this.#ids.get(iri)} [label="${text}", ${shapes[kind]}${size}${stacked}]`;
  }

  #arrow(arrow: FoldedArrow): string {
    const { from, to, kind, dashed, count } = arrow;
    const { color, style } = lookOf(arrow);
    const what = dashed ? "plan" : kind;
    const text = count > 1 ? `${what} ×${count}` : what;
    // blanks keep the label off the line beside it
    const label =
      this.options.arrowLabels === false
        ? ""
        : `label=${quoted(` ${text} `)}, fontcolor="${color}", `;
    const dash = style === "solid" ? "" : `, style=${style}`;
    const ends = `${this.#ids.get(from)} -> ${this.#ids.get(to)}`;
    return `${ends} [${label}color="${color}"${dash}]`;
  }

  #note({ iri, statement, count }: FoldedNode): string[] {
    if (!statement || statement.attributes.length === 0 || count > 1) return [];
    const rows = statement.attributes.map(([name, value]) => {
      const text = isName(value) ? this.#names.write(value) : value.value;
      return `${this.#names.write(name)} = ${text.slice(0, 60)}`;
    });
    const id = this.#ids.get(iri)!;
    const label = `"${rows.map(escaped).join("\\l")}\\l"`;
    const look =
      'shape=note, style="filled,dashed", fillcolor=white, color=gray, fontsize=10';
    return [
      `${id}_a [label=${label}, ${look}]`,
      `${id} -> ${id}_a [dir=none, style=dashed, color=gray]`,
    ];
  }
}
