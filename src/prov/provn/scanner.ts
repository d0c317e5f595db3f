import { syntaxError } from "../errors";
import { LETTERS, MARKS } from "../model/characters";

const OTHERS = "/@~&+*?#$!";
const ESCAPED = "(?:%[0-9A-Fa-f]{2}|\\\\[=\\\\'(),\\-:;[\\].])";
const RUN = `[${LETTERS}${MARKS}_\\-.${OTHERS}]*`;
const LOCAL = `(?:[${LETTERS}0-9_${OTHERS}]|${ESCAPED})${RUN}(?:${ESCAPED}${RUN})*`;

const SPACE = /(?:\s+|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)+/y;
const NAME = new RegExp(
  `(?:[${LETTERS}][${LETTERS}${MARKS}_\\-.]*)?:(?:${LOCAL})?|${LOCAL}`,
  "uy",
);
const IRI = /<([^<>"{}|^`\\\s]*)>/y;
const DATE_TIME =
  /-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?(?![^\s,)\]/])/y;
const INTEGER = /-?\d+/y;
const LANGUAGE = /@([A-Za-z]+(?:-[A-Za-z0-9]+)*)/y;

/** Read the tokens of a PROV-N text one by one (PROV-N, section 3.7 and appendix A). */
export class Scanner {
  offset = 0;

  constructor(
    readonly text: string,
    /** Refuse a string of several lines in single quotes, which ProvToolbox writes. */
    readonly strict = false,
  ) {
    this.skip();
  }

  /** Pass white space and comments. */
  skip(): void {
    const code = this.text.charCodeAt(this.offset);
    if (code > 32 && code !== 47 && code < 128) return;
    SPACE.lastIndex = this.offset;
    if (SPACE.test(this.text)) this.offset = SPACE.lastIndex;
    if (this.text.startsWith("/*", this.offset)) this.fail("a comment has no end");
  }

  /** Take a punctuation mark when it comes next. */
  take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.offset)) return false;
    this.offset += mark.length;
    this.skip();
    return true;
  }

  /** Take a punctuation mark that must come next. */
  expect(mark: string, after: string): void {
    if (!this.take(mark)) this.fail(`expected "${mark}" after ${after}`);
  }

  /** Return the next qualified name, as written; without moving when there is none. */
  name(): string | undefined {
    const found = this.#match(NAME);
    if (found === undefined || !found.endsWith(".") || found.endsWith("\\.")) {
      if (found !== undefined) this.skip();
      return found;
    }
    const whole = found.replace(/\.+$/, "");
    this.offset -= found.length - whole.length;
    return whole === "" ? undefined : whole;
  }

  iri(): string | undefined {
    return this.#token(IRI)?.slice(1, -1);
  }

  dateTime(): string | undefined {
    return this.#token(DATE_TIME);
  }

  integer(): string | undefined {
    return this.#token(INTEGER);
  }

  language(): string | undefined {
    return this.#token(LANGUAGE)?.slice(1);
  }

  /** Return the next string, its escapes undone. */
  string(): string | undefined {
    if (this.text[this.offset] !== '"') return undefined;
    const long = this.text.startsWith('"""', this.offset);
    const quote = long ? '"""' : '"';
    const start = this.offset + quote.length;
    const end = this.#endOfString(start, quote);
    this.offset = end + quote.length;
    this.skip();
    return unescaped(this.text.slice(start, end));
  }

  #endOfString(start: number, quote: string): number {
    let end = this.text.indexOf(quote, start);
    while (end >= 0 && isEscaped(this.text, end, start)) {
      end = this.text.indexOf(quote, end + 1);
    }
    if (end < 0) this.fail("a string has no end");
    const line = quote === '"' && this.strict ? this.text.indexOf("\n", start) : -1;
    if (line >= 0 && line < end) this.fail("a string ends with its line");
    return end;
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** Describe what comes next, for messages. */
  next(): string {
    if (this.atEnd) return "the end of the text";
    return JSON.stringify(
      /\S{1,20}/.exec(this.text.slice(this.offset, this.offset + 20))?.[0],
    );
  }

  fail(problem: string, offset = this.offset): never {
    throw syntaxError("PROV-N", this.text, Math.min(offset, this.text.length), problem);
  }

  #token(pattern: RegExp): string | undefined {
    const found = this.#match(pattern);
    if (found !== undefined) this.skip();
    return found;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.offset = pattern.lastIndex;
    return found;
  }
}

/** Tell whether an odd number of backslashes stands before a place. */
function isEscaped(text: string, at: number, from: number): boolean {
  let slashes = 0;
  for (let i = at - 1; i >= from && text[i] === "\\"; i--) slashes++;
  return slashes % 2 === 1;
}

const ESCAPES: Record<string, string> = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(u[0-9A-Fa-f]{4}|.)/g, (_, code: string) =>
    code.length > 1
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : (ESCAPES[code] ?? code),
  );
}
