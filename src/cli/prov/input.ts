import { createReadStream } from "node:fs";
import {
  type Format,
  formatNamed,
  formatOf,
  type ProvDocument,
  readDocument,
} from "../../prov";
import { messageOf, ProvError } from "../../util/errors";
import { UsageError } from "../usage";
import { reasonOf } from "./reasons";
import { STANDARD } from "./standard";

/** Where a document comes from: a path, or `-` for standard input. */
export interface Input {
  readonly file: string;
  readonly format: Format;
}

/**
 * Return the form of a file: the one that is told, or that of its extension.
 *
 * @param option how the form is told on the command line.
 * @throws UsageError when neither says it.
 */
export function formatFor(file: string, told: string | undefined, option: string) {
  try {
    if (told !== undefined) return formatNamed(told);
    if (file !== STANDARD) return formatOf(file);
  } catch (cause) {
    throw told === undefined ? noExtension(file, option, cause) : usage(cause);
  }
  throw noFormat(option);
}

function usage(cause: unknown): UsageError {
  return new UsageError(messageOf(cause), { cause });
}

function noExtension(file: string, option: string, cause: unknown): UsageError {
  return new UsageError(`No form known for the file ${JSON.stringify(file)}`, {
    hint: [
      "extensions: provn, json, xml, ttl, trig, jsonld",
      `try: ${option} provn, or what it is`,
    ],
    cause,
  });
}

function noFormat(option: string): UsageError {
  const which = option === "--to" ? "output" : "input";
  return new UsageError(`No form known for standard ${which}`, {
    hint: ["a stream has no extension", `try: ${option} provn, or what it is`],
  });
}

/**
 * Find the form of each file, before any is read.
 *
 * @throws UsageError when one has none, or when standard input is named twice.
 */
export function inputsOf(files: readonly string[], from?: string): Input[] {
  if (files.indexOf(STANDARD) !== files.lastIndexOf(STANDARD)) {
    throw new UsageError("Standard input can be read only once", {
      hint: "try: a file for all but one",
    });
  }
  return files.map((file) => ({ file, format: formatFor(file, from, "--from") }));
}

/**
 * Read the document of a file or of standard input.
 *
 * @throws ProvError when it can't be read; ProvSyntaxError, with line and column, when
 *   its text is not of the form.
 */
export async function readInput({ file, format }: Input): Promise<ProvDocument> {
  return readDocument(await bytesOf(file), format);
}

/** What one string can hold. */
const MOST = 2 ** 29 - 32;

/** Read no more than can become a document: a device may never end. */
async function bytesOf(file: string): Promise<Buffer> {
  const stream = file === STANDARD ? process.stdin : createReadStream(file);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST) throw tooLarge(file);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof ProvError ? error : unreadable(file, error);
  }
  return Buffer.concat(chunks);
}

function tooLarge(file: string): ProvError {
  return new ProvError(`Could not read ${nameOf(file)}: it has more than 512 MB`, {
    hint: "a document is read as one text, which can't be longer",
  });
}

function unreadable(file: string, cause: unknown): ProvError {
  const { code } = cause as NodeJS.ErrnoException;
  const reason = code === "ENOENT" ? "there is no such file" : reasonOf(cause);
  return new ProvError(`Could not read ${nameOf(file)}: ${reason}`, { cause });
}

/** Return how a message calls a file. */
export function nameOf(file: string): string {
  return file === STANDARD ? "standard input" : JSON.stringify(file);
}
