import { ink } from "./palette";

/** A Vega-Lite specification: plain JSON, in the grammar of version 5.6. */
export interface ChartSpec {
  $schema: string;
  [part: string]: unknown;
}

/** One mark of a chart over one data set. */
export type Layer = Record<string, unknown>;

/** What stands around the marks. */
export interface Frame {
  title: string;
  /** Lines under the title. */
  notes: readonly string[];
  width: number;
  height: number;
}

/**
 * Put layers and their data into a frame. All inks are said, so that a dark theme of a
 * front end, which the white background outlives, can't make the text white as well.
 */
export function chartSpec(
  { title, notes, width, height }: Frame,
  datasets: Record<string, readonly unknown[]>,
  layer: readonly Layer[],
): ChartSpec {
  return {
    $schema: schema,
    description: title,
    background: "white",
    padding: 10,
    title: { text: title, ...(notes.length > 0 && { subtitle: notes }) },
    width,
    height,
    datasets,
    layer,
    config,
  };
}

/** Say in words that there is nothing to draw. */
export function emptySpec(frame: Frame, text: string): ChartSpec {
  const mark = { type: "text", text, fontSize: 14, color: ink.lesser };
  return chartSpec(frame, { nothing: [{}] }, [{ data: { name: "nothing" }, mark }]);
}

/** The grammar that front ends of notebooks know. */
export const schema = "https://vega.github.io/schema/vega-lite/v5.json";

/** Our look. */
export const config = {
  view: { stroke: null },
  title: {
    anchor: "start",
    frame: "bounds",
    offset: 12,
    color: ink.text,
    fontSize: 15,
    fontWeight: "normal",
    subtitleColor: ink.lesser,
    subtitleFontSize: 11,
    subtitleLineHeight: 15,
    subtitlePadding: 5,
  },
  axis: {
    domainColor: ink.line,
    gridColor: "#eeeeee",
    tickColor: ink.line,
    labelColor: ink.lesser,
    labelFontSize: 11,
    labelPadding: 4,
    labelFlush: false,
    titleColor: ink.lesser,
    titleFontSize: 11,
    titleFontWeight: "normal",
    titlePadding: 6,
  },
  text: { color: ink.text },
};
