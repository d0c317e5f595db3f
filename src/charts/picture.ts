import { isCovered, textWidth } from "./font";
import type { ChartSpec } from "./spec";
import { type Picture, type PictureOptions, pictureFromSvg } from "./svg";

/** What this file needs of vega and vega-lite, met by shape. */
interface Vega {
  parse(spec: unknown): unknown;
  View: new (
    runtime: unknown,
    options: unknown,
  ) => {
    runAsync(): Promise<unknown>;
    toSVG(): Promise<string>;
    finalize(): void;
  };
  textMetrics: { width(item: TextItem, text: unknown): number };
}
interface VegaLite {
  compile(spec: unknown, options: unknown): { spec: unknown };
}
interface TextItem {
  fontSize?: number;
  text?: unknown;
}

/**
 * Draw a chart without a browser. The libraries are loaded here, on the first picture,
 * so that importing the package stays fast.
 *
 * @throws ProvError when the font can't be read, as all text would be lost silently.
 */
export async function pictureFromSpec(
  spec: ChartSpec,
  options: PictureOptions = {},
): Promise<Picture> {
  const alone = isCovered(JSON.stringify(spec));
  const svg = await inTurn(() => svgFromSpec(spec, alone ? 1 : 1.12));
  return pictureFromSvg(svg, { ...options, alone });
}

/** `stretch` leaves room for a font of the system that is wider than ours. */
async function svgFromSpec(spec: ChartSpec, stretch: number): Promise<string> {
  const vega = require("vega") as Vega;
  const { compile } = require("vega-lite") as VegaLite;
  // a copy, as Vega marks the rows that it is given
  const own = structuredClone(spec);
  const runtime = vega.parse(compile(own, { logger: silent }).spec);
  const { width } = vega.textMetrics;
  vega.textMetrics.width = (item, text) => stretch * widthOf(item, text);
  const view = new vega.View(runtime, { renderer: "none", logger: silent });
  try {
    await view.runAsync();
    return (await view.toSVG()).replace(notXml, "");
  } finally {
    view.finalize();
    vega.textMetrics.width = width;
  }
}

/** Characters that no XML may hold; a name in a label for screen readers has them. */
export const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Vega's own guess outside a browser is half as wide again as the text. */
function widthOf({ fontSize = 11, text: own }: TextItem, text: unknown = own): number {
  return textWidth(String(text ?? ""), fontSize);
}

let last: Promise<unknown> = Promise.resolve();

/** One drawing after another, as each lends Vega its measure of text. */
function inTurn<T>(task: () => Promise<T>): Promise<T> {
  const mine = last.then(task);
  last = mine.catch(() => undefined);
  return mine;
}

/** Warnings have no place in a cell; the tests look at them. */
const silent = {
  level: () => silent,
  error: () => silent,
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};
