/** Part a text from the cursor in it, which is written `|`. */
export function marked(text: string): [text: string, cursor: number] {
  const cursor = text.indexOf("|");
  return [text.slice(0, cursor) + text.slice(cursor + 1), cursor];
}
