import { relative } from "node:path";
import { inspect } from "node:util";
import { packageFile } from "../util/version";
import type { Failure } from "./execution";
import type { Scripts } from "./scripts";
import type { Diagnostic } from "./typescript/tslab";

/** Where the code of this package runs from. */
const ours = packageFile("dist");

const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
const dim = (text: string) => `\u001b[2m${text}\u001b[22m`;

/** What a cell fails with that the user stopped. */
export const INTERRUPTED = "Interrupted";

/** Tell of an error that a cell threw: its message, and the user's own lines. */
export function failureFrom(error: unknown, scripts: Scripts): Failure {
  const { name, message, stack } = partsOf(error);
  const frames = stack.flatMap((frame) => frameLines(frame, scripts));
  return {
    ename: name,
    evalue: message,
    traceback: [`${red(name)}: ${message}`, ...frames],
  };
}

/** Tell that the user stopped a cell. */
export function interruption(): Failure {
  const evalue = "The cell was stopped by the user";
  const traceback = [`${red(INTERRUPTED)}: ${evalue}`];
  return { ename: INTERRUPTED, evalue, traceback };
}

/** Tell whether an error says that the user stopped something. */
export function isInterruption(error: unknown): boolean {
  const { name, code, message } = (error ?? {}) as Record<string, unknown>;
  return (
    name === INTERRUPTED ||
    code === "ERR_SCRIPT_EXECUTION_INTERRUPTED" ||
    message === "Interrupted asynchronously"
  );
}

/** Tell of what TypeScript refused, each with its line and a mark under the place. */
export function refusal(
  diagnostics: readonly Diagnostic[],
  source: string,
  cell: number,
): Failure {
  const lines = source.split("\n");
  const told = diagnostics.map((one, i) =>
    diagnosticText(one, diagnostics[i - 1], lines, cell),
  );
  const ename = "TypeScriptError";
  return {
    ename,
    evalue: told.join("\n"),
    traceback: told.map((text) => text.replace(/^\S.*/, (first) => red(first))),
  };
}

function diagnosticText(
  { start, end, messageText, fileName }: Diagnostic,
  before: Diagnostic | undefined,
  lines: readonly string[],
  cell: number,
): string {
  // The parts of a longer message come one by one, all with the same place.
  if (before?.start.offset === start.offset && before.fileName === fileName) {
    return `    ${messageText}`;
  }
  const place = `line ${start.line + 1}, column ${start.character + 1}`;
  if (fileName) return `${fileName}, ${place}: ${messageText}`;
  const text = lines[start.line] ?? "";
  const until = end.line === start.line ? end.character : text.length;
  const mark = "^".repeat(Math.max(1, until - start.character));
  const shown = `    ${text}\n    ${" ".repeat(start.character)}${mark}`;
  return `cell ${cell}, ${place}: ${messageText}\n${shown}`;
}

function partsOf(error: unknown): { name: string; message: string; stack: string[] } {
  if (typeof error !== "object" || error === null || !("message" in error)) {
    return { name: "Error", message: inspect(error), stack: [] };
  }
  const { name, message, stack } = error as Error;
  return {
    name: typeof name === "string" && name !== "" ? name : "Error",
    message: String(message),
    stack: typeof stack === "string" ? stack.split("\n").filter(isFrame) : [],
  };
}

function isFrame(line: string): boolean {
  return /^\s+at /.test(line);
}

/** Return a frame of a cell, or of a file beside the notebook; nothing for any other. */
function frameLines(frame: string, scripts: Scripts): string[] {
  const place = scripts.place(frame);
  if (place) {
    const where = `cell ${place.cell}, line ${place.line}`;
    const called = /at (?:async )?([\w$.<>]+) \(/.exec(frame)?.[1];
    const at = called ? `${called} (${where})` : where;
    return [`    at ${at}: ${dim(place.text.trim())}`];
  }
  const [, file, line] =
    /\(?((?:file:)?[/\\A-Z][^()]*):(\d+):\d+\)?$/.exec(frame) ?? [];
  if (!file) return [];
  const path = relative(process.cwd(), file);
  const elsewhere = /^\.\.|node_modules|^[A-Z]:/.test(path) || file.startsWith(ours);
  return elsewhere ? [] : [`    at ${path}, line ${line}`];
}
