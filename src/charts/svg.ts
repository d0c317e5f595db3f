import { ProvError } from "../util/errors";
import { type Font, isCovered, ownFont } from "./font";

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
 * Make a picture of an SVG whose text is in the family `sans-serif`. The library is
 * loaded here, on the first picture, so that importing the package stays fast.
 *
 * @param alone whether our font has all characters, so that no other is needed.
 * @throws ProvError when the font can't be read, as all text would be lost silently.
 */
export function pictureFromSvg(
  svg: string,
  {
    scale = 2,
    font = ownFont,
    alone = isCovered(svg),
  }: PictureOptions & { alone?: boolean },
): Picture {
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
