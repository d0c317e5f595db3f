import { stripVTControlCharacters } from "node:util";

/** Return what a cell's outputs say as plain text, the way a terminal would. */
export function outputText(outputs) {
  const text = outputs.map(oneText).join("");
  return stripVTControlCharacters(text)
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

/**
 * Put fixed words for what differs from one execution to the next: ids, times,
 * durations, and the padding and rules that depend on their width.
 */
export function normalised(text, { numbers = false } = {}) {
  const told = numbers ? text.replace(/-?\d+\.\d+(e[-+]?\d+)?/gi, "<number>") : text;
  return told
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "<id>")
    .replace(/\b\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?)?/g, "<time>")
    .replace(/(\b\d+(\.\d+)?|<number>) ?(µs|ms|s|min|h)\b/g, "<duration>")
    .replace(/[ \t]+/g, " ")
    .replace(/([─━═-])\1+/g, "$1$1")
    .trimEnd();
}
