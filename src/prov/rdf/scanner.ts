import { syntaxError } from "../errors";
import { LETTERS, MARKS } from "../model/characters";

const SPACE = /(?:\s+|#[^\n\r]*)+/y;
const ESCAPED = "(?:%[0-9A-Fa-f]{2}|\\\\[_~.\\-!$&'()*+,;=/?#@%])";
const RUN = `[${LETTERS}${MARKS}_:.\\-]*`;
const PREFIX = `(?:[${LETTERS}][${LETTERS}${MARKS}_.\\-]*)?:`;
const LOCAL = `(?:(?:[${LETTERS}0-9_:]|${ESCAPED})${RUN}(?:${ESCAPED}${RUN})*)?`;
const NAME = new RegExp(PREFIX + LOCAL, "uy");
/** The names of most texts, which end at white space or a mark. */
const PLAIN_NAME = /[A-Za-z][\w-]*:[A-Za-z0-9_][\w-]*(?=[\s,;)\]])/y;
const BLANK = new RegExp(`_:[${LETTERS}0-9_][${LETTERS}${MARKS}_.\\-]*`, "uy");
const NUMBER = /[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+)/y;
const LANGUAGE = /@[A-Za-z]+(?:-[A-Za-z0-9]+)*/y;
const WORD = /@?[A-Za-z]+/y;
const NOT_IN_IRI = /[\p{Cc} <"{}|^`]/u;

/** Read the tokens of Turtle, TriG, N-Triples and N-Quads one by one. */
export class Scanner {
  offset = 0;

  constructor(readonly text: string) {
    this.skip();
  }

  /** Pass white space and comments. */
  skip(): void {
    const code = this.text.charCodeAt(this.offset);
    if (code > 35 && code < 128) return;
    SPACE.lastIndex = this.offset;
    if (SPACE.test(this.text)) this.offset = SPACE.lastIndex;
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** Return the next character. */
  get next(): string {
    return this.text[this.offset] ?? "";
  }

  take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.offset)) return false;
    this.offset += mark.length;
    this.skip();
    return true;
  }

  expect(mark: string): void {
    if (!this.take(mark)) this.fail(`expected "${mark}", found ${this.found()}`);
  }

  /** Return a word such as `@prefix`, `GRAPH` or `a` when one of these comes next. */
  word(among: readonly string[]): string | undefined {
    const word = this.#match(WORD);
    const after = this.text[this.offset + (word?.length ?? 0)] ?? " ";
    if (word === undefined || !among.includes(word) || /[\w:.-]/.test(after))
      return undefined;
    return this.#pass(word);
  }

  /** Return a name with prefix, as written. */
  name(): string | undefined {
    const plain = this.#match(PLAIN_NAME);
    return plain === undefined ? this.#dotted(NAME) : this.#pass(plain);
  }

  /** Return the label of a blank node, with its `_:`. */
  blank(): string | undefined {
    return this.#dotted(BLANK);
  }

  number(): string | undefined {
    return this.#token(NUMBER);
  }

  language(): string | undefined {
    return this.#token(LANGUAGE)?.slice(1);
  }

  /** Return an IRI between angle brackets, its escapes undone. */
  iri(): string | undefined {
    if (this.next !== "<") return undefined;
    const end = this.text.indexOf(">", this.offset);
    const iri = end < 0 ? "<" : this.text.slice(this.offset + 1, end);
    if (NOT_IN_IRI.test(iri))
      this.fail("an IRI has no end, or a character that none may hold");
    this.offset = end + 1;
    this.skip();
    return iri.includes("\\") ? unescaped(iri) : iri;
  }

  /** Return a string between any of the four kinds of quotes, its escapes undone. */
  string(): string | undefined {
    const { next } = this;
    if (next !== '"' && next !== "'") return undefined;
    const long = this.text.startsWith(next.repeat(3), this.offset);
    const quote = long ? next.repeat(3) : next;
    const start = this.offset + quote.length;
    const end = this.#endOfString(start, quote);
    this.offset = end + quote.length;
    this.skip();
    const text = this.text.slice(start, end);
    return text.includes("\\") ? unescaped(text) : text;
  }

  #endOfString(start: number, quote: string): number {
    let end = this.text.indexOf(quote, start);
    while (end >= 0 && this.#isEscaped(end, start))
      end = this.text.indexOf(quote, end + 1);
    // A long string may end with quotes of its own.
    while (quote.length === 3 && end >= 0 && this.text[end + 3] === quote[0]) end++;
    const line = quote.length === 1 ? this.text.indexOf("\n", start) : -1;
    if (end < 0 || (line >= 0 && line < end)) this.fail("a string has no end");
    return end;
  }

  #isEscaped(at: number, from: number): boolean {
    let slashes = 0;
    for (let i = at - 1; i >= from && this.text[i] === "\\"; i--) slashes++;
    return slashes % 2 === 1;
  }

  /** Describe what comes next, for messages. */
  found(): string {
    if (this.atEnd) return "the end of the text";
    const ahead = this.text.slice(this.offset, this.offset + 20);
    return JSON.stringify(/\S+/.exec(ahead)?.[0] ?? "");
  }

  fail(problem: string, offset = this.offset): never {
    throw syntaxError("RDF", this.text, Math.min(offset, this.text.length), problem);
  }

  /** A full stop at the end of a name ends the statement, it is not part of the name. */
  #dotted(pattern: RegExp): string | undefined {
    const found = this.#match(pattern);
    if (found === undefined) return undefined;
    const whole =
      found.endsWith(".") && !found.endsWith("\\.") ? found.replace(/\.+$/, "") : found;
    return this.#pass(whole);
  }

  #token(pattern: RegExp): string | undefined {
    const found = this.#match(pattern);
    return found === undefined ? undefined : this.#pass(found);
  }

  #pass(token: string): string {
    this.offset += token.length;
    this.skip();
    return token;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.text)?.[0];
  }
}

const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

function unescaped(text: string): string {
  return text.replace(
    /\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/gs,
    (_, short?: string, long?: string, mark = "") => {
      const code = Number.parseInt(short ?? long ?? "", 16);
      if (code <= 0x10ffff) return String.fromCodePoint(code);
      return ESCAPES[mark] ?? mark;
    },
  );
}
