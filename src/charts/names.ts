/** Control characters, halves of others, and what turns the direction of a text. */
const unprintable = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu;

/**
 * Fit a name into a label of one line of `most` characters. The middle goes, as names
 * of runs tend to differ at their ends.
 */
export function label(name: string, most: number): string {
  return cut(name.replace(unprintable, " ").trim() || '""', most, 0.6);
}

/** Bound a name of any length, its end lost; kept exactly when it is short enough. */
export function bounded(name: string, most: number): string {
  return cut(name, most, 1);
}

function cut(text: string, most: number, head: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  if (characters.length <= most) return text;
  const front = Math.ceil((most - 1) * head);
  const back = characters.length - (most - 1 - front);
  return [...characters.slice(0, front), "…", ...characters.slice(back)].join("");
}
