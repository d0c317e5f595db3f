import {
  type Comparison,
  compareDocuments,
  type Difference,
  type DocumentData,
} from "../../prov";
import { ProvError } from "../../util/errors";
import { type Input, inputsOf, nameOf, readInput } from "./input";
import { located } from "./located";

export interface CompareOptions {
  from?: string;
  json?: boolean;
}

/** Exit codes, those of diff. */
const SAME = 0;
const DIFFERENT = 1;
const TROUBLE = 2;

/** Say whether two documents are the same, and what only one of them holds; return diff's code. */
export async function compare(
  files: readonly [a: string, b: string],
  { from, json = false }: CompareOptions,
): Promise<number> {
  const inputs = inputsOf(files, from);
  try {
    const [a, b] = await readBoth(inputs);
    const comparison = compareDocuments(a, b);
    process.stdout.write(json ? jsonFrom(comparison) : textFrom(comparison, files));
    return comparison.equal ? SAME : DIFFERENT;
  } catch (error) {
    if (!(error instanceof ProvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return TROUBLE;
  }
}

async function readBoth(
  inputs: readonly Input[],
): Promise<[DocumentData, DocumentData]> {
  const [a, b] = inputs as [Input, Input];
  return [
    await located(a.file, () => readInput(a)),
    await located(b.file, () => readInput(b)),
  ];
}

function jsonFrom(comparison: Comparison): string {
  return `${JSON.stringify(comparison)}\n`;
}

function textFrom(
  { equal, differences }: Comparison,
  files: readonly string[],
): string {
  const names = files.map(nameOf).join(" and ");
  if (equal) return `${names} hold the same document\n`;
  const count = differences.length;
  const head = `${names} differ in ${count} ${count === 1 ? "statement" : "statements"}`;
  return `${[head, ...linesOf(differences)].join("\n")}\n`;
}

/** Write what only a holds with a minus, what only b holds with a plus, by bundle. */
function linesOf(differences: readonly Difference[]): string[] {
  let inside: string | undefined;
  return differences.flatMap(({ only, bundle, statement }) => {
    const head = bundle === inside ? [] : [`in bundle <${bundle}>`];
    inside = bundle;
    return [...head, `${only === "a" ? "-" : "+"} ${statement}`];
  });
}
