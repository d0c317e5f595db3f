import { messageOf } from "../../util/errors";
import { syntaxError } from "../errors";
import { type JsonPath, locate } from "./locate";

export type { JsonPath };

/** Say that the value at a path of a JSON document is not what PROV expects there. */
export class ShapeError extends Error {
  constructor(
    readonly path: JsonPath,
    problem: string,
  ) {
    super(problem);
  }
}

/** An object of a JSON text. */
export type JsonObject = { readonly [key: string]: unknown };

/** Parse a JSON text and read it; errors of either step name the line and column. */
export function parseJson<T>(
  format: string,
  text: string,
  read: (root: unknown) => T,
): T {
  try {
    return read(parsed(format, text));
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw syntaxError(format, text, locate(text, error.path), error.message);
  }
}

function parsed(format: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = messageOf(error);
    const offset = /position (\d+)/.exec(message)?.[1] ?? text.length;
    throw syntaxError(format, text, Number(offset), problemOf(message));
  }
}

/** Keep what V8 says is wrong, without the quotation of the text. */
function problemOf(message: string): string {
  if (/Unexpected end/.test(message)) return "the JSON text ends too early";
  const token = /Unexpected token '?(.+?)'?(?:,| in JSON)/s.exec(message)?.[1];
  return token ? `unexpected ${JSON.stringify(token)}` : message.split(" in JSON")[0]!;
}

/** Return an object, or say that there must be one. */
export function objectAt(value: unknown, path: JsonPath, what: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as JsonObject;
  }
  throw new ShapeError(path, `${what} must be an object`);
}

/** Return a text, or say that there must be one. */
export function textAt(value: unknown, path: JsonPath, what: string): string {
  if (typeof value === "string") return value;
  throw new ShapeError(path, `${what} must be a text`);
}

/** Return what is an array, and of anything else an array of it alone. */
export function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
