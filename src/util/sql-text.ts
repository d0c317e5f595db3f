/** A piece of SQL text that is neither space nor comment, and where it stands. */
export interface SqlToken {
  text: string;
  at: number;
}

const piece = new RegExp(
  [
    /\s+|--[^\n]*/, // space, a comment to the end of the line
    /\/\*(?:[^/*]|\/(?!\*)|\*(?!\/)|\/\*[\s\S]*?\*\/)*\*\//, // a comment, maybe in another
    /\/\*[\s\S]*$/, // a comment without an end
    /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/, // text with escapes
    /'(?:[^']|'')*'|"(?:[^"]|"")*"/, // text, a quoted name
    /\$([A-Za-z_]*)\$[\s\S]*?\$\1\$/, // dollar-quoted text
    /[\p{L}\p{N}_$]+/u, // a word, a number, a placeholder
    /[\s\S]/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "gu",
);

/** Split SQL text into tokens, leaving out space and comments. */
export function sqlTokens(text: string): SqlToken[] {
  return sqlPieces(text).filter((token) => !/^(?:\s|--|\/\*)/.test(token.text));
}

/** Split SQL text into all its pieces: tokens, space and comments. */
export function sqlPieces(text: string): SqlToken[] {
  return [...text.matchAll(piece)].map((match) => ({
    text: match[0],
    at: match.index,
  }));
}

/**
 * Return the statement without the comments around it and the semicolon behind it,
 * so that it can stand in parentheses.
 */
export function bareStatement(text: string): string {
  const tokens = sqlTokens(text);
  while (tokens.at(-1)?.text === ";") tokens.pop();
  const last = tokens.at(-1);
  return last ? text.slice(tokens[0]!.at, last.at + last.text.length) : "";
}

/** Return text from its n-th token on. */
export function fromToken(text: string, tokens: readonly SqlToken[], n: number) {
  return text.slice(tokens[n]?.at ?? text.length);
}

/** Count the tokens of `EXPLAIN`, `EXPLAIN ANALYZE` or `EXPLAIN (FORMAT json)`. */
export function explainTokens(tokens: readonly SqlToken[]): number {
  const word = (n: number) => tokens[n]?.text.toUpperCase() ?? "";
  if (word(0) !== "EXPLAIN") return 0;
  const n = word(1) === "ANALYZE" ? 2 : 1;
  const options = word(n) === "(" && ["FORMAT", "ANALYZE"].includes(word(n + 1));
  return options ? tokens.findIndex(({ text }) => text === ")") + 1 : n;
}
