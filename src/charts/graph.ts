import { ProvError } from "../util/errors";
import { isCovered, textWidth } from "./font";
import { type KeyEntry, keyFrom } from "./graph-key";
import { notXml } from "./picture";
import { type Picture, type PictureOptions, pictureFromSvg } from "./svg";

/** A graph to be laid out, met by shape. */
export interface Graph {
  /** DOT whose arrows go upwards, or to the left. */
  dot(direction: "BT" | "RL"): string;
  /** What the lines mean. */
  key: readonly KeyEntry[];
}

/** What this file needs of @viz-js/viz, met by shape. */
interface Viz {
  render(dot: string, options: { format: "svg" }): Rendered;
}
interface Rendered {
  status: "success" | "failure";
  output?: string;
  errors: readonly { message: string }[];
}

/** An SVG and its size in CSS pixels. */
interface Svg {
  svg: string;
  width: number;
  height: number;
}

/** About as wide as a cell's output; what is wider is shown smaller there. */
const ROOM = 900;

/** Pixels that a picture may have, so that no notebook chokes on it. */
const MOST_PIXELS = 5_000_000;

/** Lay out a graph and return it as SVG, upwards or to the left as it is narrower. */
export async function svgFromGraph(graph: Graph): Promise<Svg> {
  const viz = await graphviz();
  const upwards = laidOut(viz, graph.dot("BT"));
  if (upwards.width <= ROOM) return framed(upwards, graph.key);
  const leftwards = laidOut(viz, graph.dot("RL"));
  return framed(leftwards.width < upwards.width ? leftwards : upwards, graph.key);
}

/** Draw a graph without a browser, large ones with fewer pixels. */
export async function pictureFromGraph(
  graph: Graph,
  { scale = 2, ...options }: PictureOptions = {},
): Promise<Picture> {
  const { svg, width, height } = await svgFromGraph(graph);
  const fitting = Math.sqrt(MOST_PIXELS / (width * height));
  return pictureFromSvg(svg, { ...options, scale: Math.min(scale, fitting) });
}

/** Measure a label; a font of the system may be wider than ours. */
export function labelWidth(text: string, size: number): number {
  return textWidth(text, size) * (isCovered(text) ? 1 : 1.12);
}

let loading: Promise<Viz> | undefined;

/** As a module: its script takes any global `document` for a browser's. */
function graphviz(): Promise<Viz> {
  loading ??= import("@viz-js/viz").then(({ instance }) => instance());
  return loading;
}

function laidOut(viz: Viz, dot: string): Svg {
  const { status, output, errors } = viz.render(dot, { format: "svg" });
  if (status !== "success" || output === undefined) throw noLayout(errors);
  const size = /<svg width="([\d.]+)pt" height="([\d.]+)pt"[^>]*>/.exec(output);
  if (!size) throw noLayout(errors);
  const end = output.lastIndexOf("</svg>");
  return {
    svg: output.slice(size.index + size[0].length, end),
    width: Number(size[1]),
    height: Number(size[2]),
  };
}

function noLayout(errors: Rendered["errors"]): ProvError {
  return new ProvError("Could not lay out the graph", {
    hint: errors.slice(0, 3).map(({ message }) => message),
  });
}

/** Put the key above a graph; a point of Graphviz is a pixel here. */
function framed({ svg, width, height }: Svg, entries: readonly KeyEntry[]): Svg {
  const key = keyFrom(entries, Math.max(width, 420));
  const size = { width: Math.max(width, key.width), height: height + key.height };
  const box = `width="${size.width}" height="${size.height}"`;
  const body = svg
    .replace(/font-family="[^"]*"/g, 'font-family="sans-serif"')
    .replace(notXml, " ");
  const left = (size.width - width) / 2;
  return {
    svg:
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${box}>` +
      `<rect ${box} fill="white"/>${key.svg}` +
      `<g transform="translate(${left} ${key.height})">${body}</g></svg>`,
    ...size,
  };
}
