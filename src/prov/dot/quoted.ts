/** Write a text as a string of DOT. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/**
 * Escape a text for the inside of a string of DOT, where Graphviz reads entities, and
 * where a NUL would end it.
 */
export function escaped(text: string): string {
  return text
    .replace(/[\\"]/g, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/\r?\n/g, "\\n")
    .replace(/\p{Cc}|\p{Cs}/gu, " ");
}
