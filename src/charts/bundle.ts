import type { MimeBundle } from "../util/mime";
import { type PictureOptions, pictureFromSpec } from "./picture";
import type { ChartSpec } from "./spec";

/**
 * Make a chart show everywhere: as Vega-Lite where a front end can, as a picture in all
 * others and in exports, as a line of text in a terminal. Exactly these three: an SVG
 * breaks PDF export, and HTML outranks Vega in JupyterLab.
 *
 * @param text one line that tells the chart, such as `compareText` makes.
 */
export async function chartBundle(
  spec: ChartSpec,
  { text, ...options }: { text: string } & PictureOptions,
): Promise<MimeBundle> {
  const { png, width, height } = await pictureFromSpec(spec, options);
  return {
    data: {
      "application/vnd.vegalite.v5+json": spec,
      "image/png": png.toString("base64"),
      "text/plain": text,
    },
    metadata: { "image/png": { width, height } },
  };
}
