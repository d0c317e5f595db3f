import { ProvError } from "../../util/errors";

/** A word behind a magic, and where it stands. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** Whether it stands in quotes, and is no option. */
  quoted: boolean;
  /** The quote that was opened and not closed. */
  open?: string;
}

const piece = /"([^"]*)("?)|'([^']*)('?)|(\S+)/g;

/** Split what stands behind a magic into words; quotes hold a name with spaces. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(piece)].map((match) => {
    const [whole, double, doubleEnd, single, singleEnd, bare] = match;
    const place = { start: match.index, end: match.index + whole.length };
    if (bare !== undefined) return { text: bare, quoted: false, ...place };
    const open = doubleEnd === "" ? '"' : singleEnd === "" ? "'" : undefined;
    return { text: double ?? single!, quoted: true, ...place, open };
  });
}

/** Split what stands behind a magic into words, each whole. */
export function wholeWords(text: string): Word[] {
  const words = wordsOf(text);
  const broken = words.find(({ open }) => open !== undefined);
  if (!broken?.open) return words;
  throw new ProvError(
    `No closing ${broken.open} behind ${JSON.stringify(broken.text)}`,
    {
      hint: `try: ${broken.open}${broken.text}${broken.open}`,
    },
  );
}

/** Write a word so that it is read as one; text with both quotes can't be. */
export function quotedWord(text: string): string {
  if (text !== "" && !/[\s"']|^-/.test(text)) return text;
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
