import { ProvError, unknownName } from "../util/errors";
import { decoded } from "./decode";
import { ProvSyntaxError } from "./errors";
import { readJson } from "./json/read";
import { writeJson } from "./json/write";
import { readJsonLd } from "./jsonld/read";
import { writeJsonLd } from "./jsonld/write";
import type { DocumentData } from "./model/statement";
import { type ProvNOptions, readProvN } from "./provn/read";
import { writeProvN } from "./provn/write";
import { readRdf } from "./rdf/read";
import { writeTriG, writeTurtle } from "./rdf/write";
import { readXml } from "./xml/read";
import { writeXml } from "./xml/write";

/** A form of PROV. */
export type Format = "provn" | "json" | "xml" | "turtle" | "trig" | "jsonld";

interface Form {
  readonly name: string;
  /** Extensions of files and other names that people use. */
  readonly also: readonly string[];
  readonly read: (text: string, options?: ProvNOptions) => DocumentData;
  readonly write: (document: DocumentData) => string;
}

const forms: Readonly<Record<Format, Form>> = {
  provn: {
    name: "PROV-N",
    also: ["pn", "asn", "prov-asn", "prov", "text/provenance-notation"],
    read: readProvN,
    write: writeProvN,
  },
  json: {
    name: "PROV-JSON",
    also: ["provjson", "application/json"],
    read: readJson,
    write: writeJson,
  },
  xml: {
    name: "PROV-XML",
    also: ["provx", "application/provenance+xml", "application/xml"],
    read: readXml,
    write: writeXml,
  },
  turtle: {
    name: "Turtle",
    also: ["ttl", "nt", "ntriples", "rdf", "text/turtle"],
    read: readRdf,
    write: writeTurtle,
  },
  trig: {
    name: "TriG",
    also: ["nq", "nquads", "application/trig"],
    read: readRdf,
    write: writeTriG,
  },
  jsonld: {
    name: "PROV-JSONLD",
    also: ["json-ld", "application/ld+json"],
    read: readJsonLd,
    write: writeJsonLd,
  },
};

/** The names of all forms. */
export const formats = Object.keys(forms) as Format[];

/** Return the form that a word means: `ttl`, `provx`, a media type. */
export function formatNamed(word: string): Format {
  const wanted = word.toLowerCase();
  const found = formats.find((format) =>
    [format, ...forms[format].also].includes(wanted),
  );
  if (found) return found;
  throw unknownName("format", word, formats);
}

/**
 * Return the form of a file by its extension.
 *
 * @example formatOf("run.provn") // "provn"
 */
export function formatOf(path: string): Format {
  const extension = /\.([\w-]+)$/.exec(path)?.[1] ?? "";
  try {
    return formatNamed(extension);
  } catch (cause) {
    throw new ProvError(`No format known for the file ${JSON.stringify(path)}`, {
      hint: ["extensions: provn, json, xml, ttl, trig, jsonld", "try: say the format"],
      cause,
    });
  }
}

/**
 * Read the statements of a text. Bytes must be UTF-8.
 *
 * @throws ProvSyntaxError with line and column when the text is not of that form.
 */
export function readData(
  text: string | Uint8Array,
  format: Format,
  options?: ProvNOptions,
): DocumentData {
  const { name, read } = forms[format] ?? forms[formatNamed(format)];
  const source = decoded(text, name);
  try {
    return read(source, options);
  } catch (error) {
    // V8 says so of tokens and nesting that no real document has.
    if (!(error instanceof RangeError)) throw error;
    const problem = "a token too long or values nested too deep to read";
    throw Object.assign(new ProvSyntaxError(name, problem, 1, 1), { cause: error });
  }
}

/** Write a document in a form; equal documents in equal order give equal text. */
export function writeDocument(document: DocumentData, format: Format): string {
  return (forms[format] ?? forms[formatNamed(format)]).write(document);
}
