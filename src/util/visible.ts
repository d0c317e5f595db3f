const named: Record<string, string> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\0": "\\0",
};

// controls, line and paragraph ends, marks that turn the direction of text, halves of
// a surrogate pair: whatever would move or hide what stands beside it
const hidden = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** Write characters that can't be seen as escapes, such as `\n` and `\u202e`. */
export function visible(text: string): string {
  return text.replace(hidden, (char) => {
    const code = char.charCodeAt(0).toString(16);
    return named[char] ?? (code.length <= 2 ? hex(code, 2, "x") : hex(code, 4, "u"));
  });
}

function hex(code: string, digits: number, letter: string): string {
  return `\\${letter}${code.padStart(digits, "0")}`;
}
