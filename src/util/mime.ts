/** One output in several forms; a front end shows the richest that it knows. */
export interface MimeBundle {
  /** By MIME type: text, base64 for binary forms, an object for `…+json` only. */
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** The method by which a value shows itself in Jupyter; Deno's convention. */
export const display: unique symbol = Symbol.for("Jupyter.display");

/** A value that can show itself. */
export interface Displayable {
  [display](): MimeBundle | Promise<MimeBundle>;
}
