import type { ChartSpec } from "../charts/spec";
import type { Values } from "../store/result";
import { inspect } from "../util/inspect";
import { type Displayable, display, type MimeBundle } from "../util/mime";
import type { Rows } from "./rows";

/** The query whose rows a chart draws, and what it gave. */
export interface ChartOrigin {
  text: string;
  values: Values;
  rows: Rows;
  /** The runs that are drawn. */
  runIds: readonly string[];
}

/** A chart that has read its data. */
export interface Drawing {
  spec: ChartSpec;
  /** The chart in a line of text. */
  text: string;
  /** What it was drawn from; nothing where there was nothing to ask. */
  origin: ChartOrigin | undefined;
  /** Make what a notebook shows; without its picture where that is told. */
  bundle(how?: { picture?: boolean }): Promise<MimeBundle>;
}

/**
 * A chart that is drawn when it is shown, from the data as they are then.
 *
 * @example
 * await prov.show(prov.compare("val_loss"))
 */
export class Chart implements Displayable {
  readonly #what: string;
  readonly #draw: () => Promise<Drawing>;
  readonly #shown: (drawing: Drawing) => void;

  /** @param shown takes note of the chart each time that it is shown. */
  constructor(
    what: string,
    draw: () => Promise<Drawing>,
    shown: (drawing: Drawing) => void = () => undefined,
  ) {
    this.#what = what;
    this.#draw = draw;
    this.#shown = shown;
  }

  /** Return the Vega-Lite specification, its data in it. */
  async spec(): Promise<ChartSpec> {
    return (await this.#draw()).spec;
  }

  /** Return the picture as a PNG file. */
  async png(): Promise<Uint8Array> {
    const { data } = await (await this.#draw()).bundle();
    return Buffer.from(String(data["image/png"]), "base64");
  }

  async [display](): Promise<MimeBundle> {
    const drawing = await this.#draw();
    const bundle = await drawing.bundle();
    this.#shown(drawing);
    return bundle;
  }

  toString(): string {
    return `Chart of ${this.#what}\nnot drawn yet: show it`;
  }

  [inspect](): string {
    return this.toString();
  }
}
