import { stripVTControlCharacters } from "node:util";

/** Return what a cell's outputs say as plain text, the way a terminal would. */
export function outputText(outputs) {
  const text = outputs.map(oneText).join("");
  return stripVTControlCharacters(text)
    .replace(/\r\n/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trimEnd();
}

function oneText({ output_type: type, text, data, ename, evalue }) {
  if (type === "stream") return joined(text);
  if (type === "error") return `${ename}: ${evalue}\n`;
  const plain = joined(data["text/plain"] ?? `[${Object.keys(data).join(", ")}]`);
  return plain.endsWith("\n") ? plain : `${plain}\n`;
}

/** Return a multi-line value of a notebook file, which may be a list of lines. */
export function joined(text) {
  return Array.isArray(text) ? text.join("") : text;
}

/** Leave out what no reader wants: where an error was thrown, tfjs' advertisement. */
export function tidied(text) {
  return text
    .replace(/^ +at .+(:\d+:\d+|<anonymous>)\)?( \{)?\n?/gm, "")
    .replace(/\n?=+\nHi, looks like you are running TensorFlow\.js.*\n=+\n?/, "")
    .trimEnd();
}

/**
 * Put fixed words for what differs from one execution to the next: ids, times,
 * durations, and the padding and rules that depend on their width. With `numbers`, also
 * for decimals, where a training is not seeded.
 */
export function normalised(text, { numbers = false } = {}) {
  const named = text
    .replace(/\r\n/g, "\n")
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "<id>")
    .replace(/\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?)?/g, "<time>")
    .replace(/\b\d+(\.\d+)? ?(µs|ms|s|min|h)\b/g, "<duration>");
  return (numbers ? named.replace(/-?\d+\.\d+(e[-+]?\d+)?/gi, "<number>") : named)
    .replace(/[ \t]+/g, " ")
    .replace(/([─━═-])\1+/g, "$1$1")
    .trimEnd();
}
