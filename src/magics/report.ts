import { inspect } from "../util/inspect";
import { type Displayable, display, type MimeBundle } from "../util/mime";
import { visible } from "../util/visible";
import { cutToWidth } from "../util/width";
import type { Rows } from "./rows";
import { escaped } from "./table-html";

/** What a report says: names with values, or a table or lines of text under a title. */
export type Part =
  | { facts: readonly (readonly [name: string, value: string])[] }
  | { title: string; rows: Rows }
  | { title: string; text: string };

/**
 * Several facts and tables on one screen, read when it is shown.
 *
 * @example
 * await prov.show(prov.status())
 */
export class Report implements Displayable {
  readonly #what: string;
  readonly #read: () => Promise<readonly Part[]>;

  constructor(what: string, read: () => Promise<readonly Part[]>) {
    this.#what = what;
    this.#read = read;
  }

  /** Return the report as plain text, read now. */
  async text(): Promise<string> {
    return textOf(said(await this.#read()));
  }

  async [display](): Promise<MimeBundle> {
    const parts = said(await this.#read());
    return {
      data: { "text/html": htmlOf(parts), "text/plain": textOf(parts) },
      metadata: {},
    };
  }

  toString(): string {
    return `Report of ${this.#what}\nnot read yet: show it`;
  }

  [inspect](): string {
    return this.toString();
  }
}

/** Leave out what has nothing to say. */
function said(parts: readonly Part[]): Part[] {
  return parts.filter((part) => {
    if ("facts" in part) return true;
    return "rows" in part ? part.rows.length > 0 : part.text !== "";
  });
}

const LONGEST = 120;

function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if ("text" in part) return `${part.title}\n${readable(part.text)}`;
      if ("rows" in part) return `${part.title}\n${shownText(part.rows)}`;
      return factsText(part.facts);
    })
    .join("\n\n");
}

/** Names with their values. */
type Facts = readonly (readonly [name: string, value: string])[];

/** Write names with their values as text, a line each. */
export function factsText(facts: Facts): string {
  const wide = Math.max(...facts.map(([name]) => name.length));
  return facts
    .map(
      ([name, value]) => `${name.padEnd(wide)}  ${cutToWidth(visible(value), LONGEST)}`,
    )
    .join("\n");
}

/** Write names with their values as a table of HTML. */
export function factsHtml(facts: Facts): string {
  return `<table style="border-collapse:collapse">${facts.map(factHtml).join("\n")}</table>`;
}

function htmlOf(parts: readonly Part[]): string {
  const blocks = parts.map((part) => {
    if ("facts" in part) return factsHtml(part.facts);
    const body = "rows" in part ? tableOf(part.rows) : linesHtml(part.text);
    return `<div style="padding:8px 10px 0">${escaped(part.title)}</div>\n${body}`;
  });
  return `<div>${blocks.join("\n")}</div>`;
}

/** Escape what would hide or move text, line by line. */
function readable(text: string): string {
  return text
    .split("\n")
    .map((line) => visible(line.replaceAll("\t", "  ")))
    .join("\n");
}

function shownText(rows: Rows): string {
  return String(rows[display]().data["text/plain"]);
}

function linesHtml(text: string): string {
  return `<pre style="padding:4px 10px;margin:0">${escaped(readable(text))}</pre>`;
}

function tableOf(rows: Rows): string {
  return String(rows[display]().data["text/html"]);
}

function factHtml([name, value]: readonly [string, string]): string {
  const style = "padding:2px 10px;text-align:left";
  return (
    `<tr><th style="${style};white-space:nowrap">${escaped(name)}</th>` +
    `<td style="${style}">${escaped(visible(value))}</td></tr>`
  );
}
