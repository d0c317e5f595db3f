/** Write a name with its prefix, or nothing when Turtle needs the whole IRI. */
export function nameText(prefix: string, local: string): string {
  const fits = /^(?:[\p{L}\d_](?:[\p{L}\d_.-]*[\p{L}\d_-])?)?$/u.test(local);
  return fits && /^(?:\p{L}[\p{L}\d_-]*)?$/u.test(prefix) ? `${prefix}:${local}` : "";
}

/** Write a whole IRI, characters that none may hold encoded. */
export function iriText(iri: string): string {
  return `<${iri.replace(/[\s<>"{}|^`\\\p{Cc}]/gu, (mark) => encodeURIComponent(mark))}>`;
}

const ESCAPES: Record<string, string> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Write a text between quotes. */
export function stringText(text: string): string {
  return `"${text.replace(/["\\\n\r\t]/g, (mark) => ESCAPES[mark]!)}"`;
}
