/** Characters of a line, and of a label, at most. */
const WIDE = 24;
const MOST = 56;

/** Long hexadecimal ids, of which the ends tell them apart. */
const IDS = /([0-9a-f]{4})[0-9a-f]{4}(?:-?[0-9a-f]{4}){2,}-?[0-9a-f]*([0-9a-f]{6})/gi;

/**
 * Break a name into lines that fit a shape: behind marks where it has some, with its
 * middle left out where it is very long.
 */
export function labelLines(name: string): string[] {
  const text = shortened(printable(name).replace(IDS, "$1…$2"), MOST);
  const lines: string[] = [];
  let rest = [...text];
  while (rest.length > 0) {
    const end = rest.length <= WIDE ? rest.length : breakIn(rest);
    lines.push(rest.slice(0, end).join("").trim());
    rest = rest.slice(end);
  }
  return lines;
}

/** Line ends and control characters have no place in a label. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]|\p{Cs}/gu, " ").trim();
}

/** Leave out the middle of a text; characters beyond the first plane stay whole. */
export function shortened(text: string, most: number): string {
  const characters = text.length <= most ? [] : [...text.slice(0, 10_000)];
  if (characters.length <= most) return text;
  const end = [...text.slice(-most)].slice(-Math.floor(most / 2)).join("");
  return `${characters.slice(0, Math.ceil(most / 2) - 1).join("")}…${end}`;
}

/** Find the last place in a line where a name may be broken, in its second half. */
function breakIn(characters: readonly string[]): number {
  for (let at = WIDE; at > WIDE / 2; at--) {
    const [before = "", after = ""] = [characters[at - 1], characters[at]];
    if (/[\s/\-_:.,;#]/.test(before)) return at;
    if (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(after)) return at;
  }
  return WIDE;
}
