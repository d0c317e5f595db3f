const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const wide = new RegExp(
  "^(?:\\p{Emoji_Presentation}|\\p{RI}\\p{RI}|\\p{Extended_Pictographic}\\uFE0F|" +
    "[\\u1100-\\u115F\\u2E80-\\u303E\\u3041-\\uA4CF\\uA960-\\uA97F\\uAC00-\\uD7A3" +
    "\\uF900-\\uFAFF\\uFE30-\\uFE6F\\uFF01-\\uFF60\\uFFE0-\\uFFE6" +
    "\\u{17000}-\\u{18CFF}\\u{1B000}-\\u{1B2FF}\\u{20000}-\\u{3FFFD}])",
  "u",
);
const plain = /^[\x20-\x7e]*$/;
const without = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/**
 * Count the columns that text takes in a terminal: two for East Asian wide characters
 * and for emoji, none for marks. Source: Unicode Standard Annex 11.
 */
export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** Cut text to at most `most` columns, the last of them `…` when something is cut. */
export function cutToWidth(text: string, most: number): string {
  // a character takes 16 code units at the very most that is reasonable to look at
  if (text.length <= most * 16 && widthOf(text) <= most) return text;
  let kept = "";
  let width = 0;
  for (const { segment } of graphemes.segment(text.slice(0, most * 16))) {
    width += graphemeWidth(segment);
    if (width > most - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

function graphemeWidth(segment: string): number {
  if (wide.test(segment)) return 2;
  return without.test(segment) ? 0 : 1;
}
