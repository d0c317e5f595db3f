import type { SaxesParser, SaxesTagNS } from "saxes";
import { messageOf } from "../../util/errors";
import { syntaxError } from "../errors";
import { Namespaces } from "../model/namespaces";

/** An element below the document: what it says, and the prefixes it knows. */
export interface Element {
  readonly tag: SaxesTagNS;
  readonly namespaces: Namespaces;
  readonly children: Element[];
  readonly offset: number;
  text: string;
  /** Where the content begins in the source, and after closing, the content itself. */
  start: number;
  source: string;
}

/** What walking over a text reports. */
export interface Visitor {
  /** The root is open. */
  root(element: Element): void;
  /** An element of the second level is closed; or tell to descend into it. */
  closed(element: Element): void;
  /** Tell whether the children of an open element are to be reported one by one. */
  descends(element: Element): boolean;
  /** A container that was descended into is closed. */
  left(): void;
}

const DEEPEST = 32;

/** Walk over an XML text without building it whole: saxes, loaded at the first use. */
export function walk(text: string, visitor: Visitor): void {
  const { SaxesParser } = require("saxes") as typeof import("saxes");
  const parser = new SaxesParser({ xmlns: true });
  const walker = new Walker(text, parser, visitor);
  parser.on("opentag", (tag) => walker.open(tag));
  parser.on("closetag", () => walker.close());
  parser.on("text", (part) => walker.text(part));
  parser.on("cdata", (part) => walker.text(part));
  parser.on("doctype", (body) => walker.doctype(body));
  parser.on("error", (error) => walker.fail(problemOf(error)));
  parser.write(text).close();
}

/** Report a problem at a place of the text as `Not PROV-XML at line …`. */
export function failAt(text: string, offset: number, problem: string): never {
  throw syntaxError("PROV-XML", text, Math.min(offset, text.length), problem);
}

class Walker {
  readonly #stack: Element[] = [];
  readonly #reported: boolean[] = [];

  constructor(
    readonly source: string,
    readonly parser: SaxesParser<{ xmlns: true }>,
    readonly visitor: Visitor,
  ) {}

  open(tag: SaxesTagNS): void {
    const above = this.#stack.at(-1);
    if (this.#stack.length > DEEPEST) {
      this.fail(`more than ${DEEPEST} elements inside each other`);
    }
    const start = this.parser.position;
    const namespaces = scopeOf(tag, above?.namespaces);
    const element = {
      tag,
      namespaces,
      children: [],
      offset: start,
      text: "",
      start,
      source: "",
    };
    if (!above) this.visitor.root(element);
    else if (!this.#reported.at(-1)) above.children.push(element);
    const inside = !above || Boolean(this.#reported.at(-1));
    this.#stack.push(element);
    this.#reported.push(!above || (inside && this.visitor.descends(element)));
  }

  close(): void {
    const element = this.#stack.pop()!;
    const container = this.#reported.pop()!;
    if (element.children.length > 0) element.source = this.#content(element);
    if (container) this.visitor.left();
    else if (this.#reported.at(-1)) this.visitor.closed(element);
  }

  #content({ start }: Element): string {
    return this.source.slice(
      start,
      this.source.lastIndexOf("</", this.parser.position - 1),
    );
  }

  text(part: string): void {
    const element = this.#stack.at(-1);
    if (!element) return;
    if (!this.#reported.at(-1)) element.text += part;
    else if (part.trim() !== "") this.fail("text where only elements may stand");
  }

  doctype(body: string): void {
    if (/<!ENTITY/i.test(body)) this.fail("entities are not expanded, declare none");
  }

  fail(problem: string): never {
    return failAt(this.source, this.parser.position, problem);
  }
}

/** Return the prefixes of an element, which are those around it unless it has own. */
function scopeOf(tag: SaxesTagNS, above?: Namespaces): Namespaces {
  const declared = Object.entries(tag.ns);
  if (above && declared.length === 0) return above;
  const namespaces = new Namespaces(above);
  for (const [prefix, iri] of declared) {
    if (prefix !== "xmlns" && prefix !== "xml") namespaces.set(prefix, iri);
  }
  return namespaces;
}

/** Drop the place that saxes puts before its message: ours says it, too. */
function problemOf(error: Error): string {
  return messageOf(error)
    .replace(/^\d+:\d+: /, "")
    .replace(/\.$/, "");
}
