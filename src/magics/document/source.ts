import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import {
  type Format,
  formatNamed,
  formatOf,
  type ProvDocument,
  readDocument,
} from "../../prov/index";
import { messageOf, ProvError } from "../../util/errors";

export interface ImportOptions {
  /** Its form; that of the file's extension unless told. */
  format?: Format;
  /** Name to find it by; that of the file unless told. */
  name?: string;
}

/** A path or a text, or what is a text whatever it holds. */
export type Given = string | { readonly text: string };

/** A document and the text that it was read from. */
export interface Source {
  text: Uint8Array | string;
  document: ProvDocument;
  name: string | null;
  format: Format;
}

/**
 * Read a document from a file, or from a text: that is one with a line break or a bracket.
 *
 * @throws ProvError for no such file or format; ProvSyntaxError with line and column.
 */
export function readSource(given: Given, options: ImportOptions): Source {
  const isText = typeof given !== "string" || /[\n{(<]/.test(given);
  if (isText && options.format === undefined) throw noFormat();
  const pathOrText = typeof given === "string" ? given : given.text;
  const text = isText ? pathOrText : bytesOf(pathOrText);
  const format = options.format ? formatNamed(options.format) : formatOf(pathOrText);
  return {
    text,
    format,
    name: options.name ?? (isText ? null : basename(pathOrText)),
    document: readDocument(text, format),
  };
}

function bytesOf(path: string): Uint8Array {
  if (!statSync(path, { throwIfNoEntry: false })) {
    throw new ProvError(`No file named ${JSON.stringify(path)}`, {
      hint: "try: a path from the notebook's folder, such as workflow.provn",
    });
  }
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ProvError(`Could not read ${JSON.stringify(path)}`, {
      hint: messageOf(error),
      cause: error,
    });
  }
}

function noFormat(): ProvError {
  return new ProvError("No format told for a document that is a text", {
    hint: 'try: prov.import(text, { format: "provn" })',
  });
}
