import type { ChartSpec } from "../charts/spec";
import { inspect } from "../util/inspect";
import { type Displayable, display, type MimeBundle } from "../util/mime";

/** A chart that has read its data. */
export interface Drawing {
  spec: ChartSpec;
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

  constructor(what: string, draw: () => Promise<Drawing>) {
    this.#what = what;
    this.#draw = draw;
  }

  /** Return the Vega-Lite specification, its data in it. */
  async spec(): Promise<ChartSpec> {
    return (await this.#draw()).spec;
  }

  /** Return the picture as a PNG file. */
  async png(): Promise<Uint8Array> {
    const { data } = await this[display]();
    return Buffer.from(String(data["image/png"]), "base64");
  }

  async [display](): Promise<MimeBundle> {
    return (await this.#draw()).bundle();
  }

  toString(): string {
    return `Chart of ${this.#what}\nnot drawn yet: show it`;
  }

  [inspect](): string {
    return this.toString();
  }
}
