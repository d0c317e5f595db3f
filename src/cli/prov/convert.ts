import { writeFileSync } from "node:fs";
import type { Format, ProvDocument } from "../../prov";
import { ProvError } from "../../util/errors";
import { formatFor, nameOf, readInput } from "./input";
import { located } from "./located";
import { reasonOf } from "./reasons";
import { STANDARD } from "./standard";

export interface ConvertOptions {
  from?: string;
  to?: string;
}

/** Write a document in another form; nothing is written when it can't be read. */
export async function convert(
  source: string,
  target: string,
  { from, to }: ConvertOptions,
): Promise<number> {
  const input = { file: source, format: formatFor(source, from, "--from") };
  const format = formatFor(target, to, "--to");
  const document = await located(source, () => readInput(input));
  sayPassed(document);
  const text = written(document, format);
  if (target === STANDARD) process.stdout.write(text);
  else write(target, text);
  return 0;
}

function written(document: ProvDocument, format: Format): string {
  try {
    return document.to(format);
  } catch (cause) {
    // V8 says so of a string that is too long
    if (!(cause instanceof RangeError)) throw cause;
    throw new ProvError("Could not write the document: it has more than 512 MB", {
      hint: "a document is written as one text, which can't be longer",
      cause,
    });
  }
}

/** Statements of extensions are read, but no other form can hold them. */
function sayPassed({ skipped }: ProvDocument): void {
  if (skipped.length === 0) return;
  const what = skipped.length === 1 ? "1 statement" : `${skipped.length} statements`;
  const lines = skipped.slice(0, 3).map((each) => `  ${each.slice(0, 80)}\n`);
  const said = `Left out ${what} that PROV does not know\n${lines.join("")}`;
  process.stderr.write(said);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    throw new ProvError(`Could not write ${nameOf(file)}: ${reasonOf(cause)}`, {
      cause,
    });
  }
}
