import { inspect } from "../../util/inspect";
import { type Displayable, display, type MimeBundle } from "../../util/mime";

/** Text that shows itself as it is, without quotes around it. */
export class Text implements Displayable {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  [display](): MimeBundle {
    return { data: { "text/plain": this.#text }, metadata: {} };
  }

  toString(): string {
    return this.#text;
  }

  [inspect](): string {
    return this.#text;
  }
}
