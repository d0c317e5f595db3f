import { labelWidth, pictureFromGraph, svgFromGraph } from "../charts/graph";
import type { Picture } from "../charts/svg";
import {
  type DocumentData,
  type Drawing,
  type DrawingOptions,
  drawingOf,
  type Scope,
  toDot,
} from "../prov";
import { inspect } from "../util/inspect";
import { type Displayable, display, type MimeBundle } from "../util/mime";

/** What is drawn: a document, or one bundle of it. */
export type Drawn = DocumentData | Scope;

/** How a graph is drawn. */
export type GraphOptions = Pick<DrawingOptions, "fold" | "attributes">;

/** A PROV document as a picture, which is drawn when it is shown. */
export class Graph implements Displayable {
  readonly #document: DocumentData;
  readonly #options: GraphOptions;

  constructor(drawn: Drawn, options: GraphOptions = {}) {
    this.#document = "bundles" in drawn ? drawn : { ...scopeOf(drawn), bundles: [] };
    this.#options = options;
  }

  /** Return the picture as a PNG file. */
  async png(): Promise<Uint8Array> {
    return (await this.#picture()).png;
  }

  /** Return the picture as SVG, for a report or a paper. */
  async svg(): Promise<string> {
    return (await svgFromGraph(this.#drawing())).svg;
  }

  /** Return it as Graphviz DOT, for another program to lay out. */
  dot(): string {
    return toDot(this.#document, this.#options);
  }

  /** Return the graph in words. */
  text(): string {
    return this.#drawing().text;
  }

  /** Exactly these two: an SVG breaks PDF exports, and HTML shows in few front ends. */
  async [display](): Promise<MimeBundle> {
    const { png, width, height } = await this.#picture();
    return {
      data: { "image/png": png.toString("base64"), "text/plain": this.text() },
      metadata: { "image/png": { width, height } },
    };
  }

  toString(): string {
    return `${this.text()}\nnot drawn yet: show it`;
  }

  [inspect](): string {
    return this.toString();
  }

  #drawing(): Drawing {
    return drawingOf(this.#document, { ...this.#options, measure: labelWidth });
  }

  #picture(): Promise<Picture> {
    return pictureFromGraph(this.#drawing());
  }
}

function scopeOf({ namespaces, statements }: Scope): Scope {
  return { namespaces, statements };
}

/**
 * Draw a PROV document, or a bundle of one, in the shapes of W3C: entities as ovals,
 * activities as boxes, agents as houses, arrows from effect to cause. What repeats,
 * such as epochs, is folded where there are more than 20 things.
 *
 * @throws ProvError when shown with more than 150 things.
 * @example
 * await show(drawDocument(readDocument(text, "provn")))
 */
export function drawDocument(drawn: Drawn, options: GraphOptions = {}): Graph {
  return new Graph(drawn, options);
}
