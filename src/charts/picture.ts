import { ProvError } from "../util/errors";
import type { Font } from "./font";
import { isCovered, ownFont, textWidth } from "./font";
import type { ChartSpec } from "./spec";

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

/** A picture of a chart. */
export interface Picture {
  png: Buffer;
  /** In CSS pixels. */
  width: number;
  height: number;
}

/** How to draw a picture: pixels a CSS pixel, and the font. */
export interface PictureOptions {
  scale?: number;
  font?: Font;
}

/**
 * Draw a chart without a browser. The libraries are loaded here, on the first picture,
 * so that importing the package stays fast.
 *
 * @throws ProvError when the font can't be read, as all text would be lost silently.
 */
export async function pictureFromSpec(
  spec: ChartSpec,
  { scale = 2, font = ownFont }: PictureOptions = {},
): Promise<Picture> {
  const alone = isCovered(JSON.stringify(spec));
  const svg = await inTurn(() => svgFromSpec(spec, alone ? 1 : 1.12));
  const { Resvg } = require("@resvg/resvg-js") as typeof import("@resvg/resvg-js");
  const fonts = fontOptions(font, alone);
  const probe = new Resvg(svgOfLetter, { font: fonts });
  if (!probe.getBBox()) throw noFont(font);
  const options = { font: fonts, fitTo: { mode: "zoom" as const, value: scale } };
  const image = new Resvg(svg, { ...options, background: "white" }).render();
  return {
    png: image.asPng(),
    width: Math.round(image.width / scale),
    height: Math.round(image.height / scale),
  };
}

const svgOfLetter =
  '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="sans-serif">M</text></svg>';

/** The fonts of the system join in only when ours lacks a character. */
function fontOptions({ file, family }: Font, alone: boolean) {
  return {
    fontFiles: [file],
    loadSystemFonts: !alone,
    defaultFontFamily: family,
    sansSerifFamily: family,
  };
}

function noFont({ file }: Font): ProvError {
  return new ProvError(`Could not read the font ${JSON.stringify(file)}`, {
    hint: [
      "without a font the text of a chart would be missing from its picture",
      "try: npm install tfjs-prov",
    ],
  });
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
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

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
