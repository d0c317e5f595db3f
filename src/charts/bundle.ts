import type { MimeBundle } from "../util/mime";
import { pictureFromSpec } from "./picture";
import type { ChartSpec } from "./spec";
import type { PictureOptions } from "./svg";

/** What a bundle holds beside the chart. */
export interface BundleOptions extends PictureOptions {
  text: string;
  picture?: boolean;
}

/**
 * Make a chart show everywhere: as Vega-Lite where a front end can, as a picture in all
 * others and in exports, as a line of text in a terminal. Exactly these three: an SVG
 * breaks PDF export, and HTML outranks Vega in JupyterLab.
 *
 * @param text one line that tells the chart, such as `compareText` makes; `picture`
 *   false leaves out the picture, for a chart that is about to be drawn anew.
 */
export async function chartBundle(
  spec: ChartSpec,
  { text, picture = true, ...options }: BundleOptions,
): Promise<MimeBundle> {
  const [vega, plain] = ["application/vnd.vegalite.v5+json", "text/plain"] as const;
  if (!picture) return { data: { [vega]: spec, [plain]: text }, metadata: {} };
  const { png, width, height } = await pictureFromSpec(spec, options);
  return {
    data: {
      [vega]: spec,
      "image/png": png.toString("base64"),
      [plain]: text,
    },
    metadata: { "image/png": { width, height } },
  };
}
