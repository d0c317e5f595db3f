import { resolve } from "node:path";

/** A font that pictures of charts are drawn with. */
export interface Font {
  file: string;
  family: string;
}

/**
 * The font of the package. A picture that uses it alone has the same bytes on every
 * machine, and its text shows on machines without any font.
 */
export const ownFont: Font = {
  file: resolve(__dirname, "../../../assets/DejaVuSansCondensed.ttf"),
  family: "DejaVu Sans Condensed",
};

/**
 * Blocks of which our font has every character: Latin, Greek, Cyrillic, punctuation,
 * arrows, operators of mathematics, shapes, and the signs that charts themselves use.
 */
const covered =
  /^[\n\t -~\u00a0-\u024f\u0391-\u03a1\u03a3-\u03ce\u0400-\u0481\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u25a0-\u25ff\u2715]*$/;

/** Tell whether our font has every character of a text. */
export function isCovered(text: string): boolean {
  return covered.test(text);
}

/** Widths of the characters from space to tilde in our font, in hundredths of its size. */
const widths = (
  "29 36 41 75 57 85 70 25 35 35 45 75 29 32 29 30 57 57 57 57 57 57 57 57 57 57 30 30 " +
  "75 75 75 48 90 62 62 63 69 57 52 70 68 27 27 59 50 78 67 71 54 71 63 57 55 66 62 89 " +
  "62 55 62 35 30 35 75 45 45 55 57 49 57 55 32 57 57 25 25 52 25 88 57 55 57 57 37 47 " +
  "35 57 53 74 53 53 47 57 30 57 75"
)
  .split(" ")
  .map(Number);

/** Return how wide a text is in our font; other scripts are taken to be wide. */
export function textWidth(text: string, size: number): number {
  let hundredths = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    hundredths += widths[code - 32] ?? (code < 0x2e80 ? 70 : 105);
  }
  return (hundredths * size) / 100;
}
