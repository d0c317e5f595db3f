import type { Curve } from "./curve";
import type { Axis } from "./domain";
import { label } from "./names";
import { digitsFor, nonFinite, rounded, short } from "./numbers";
import type { Plot } from "./plot";

/** The height of a line of labels, in pixels. */
const lineHeight = 15;

/** The label of a run at the right of the plot, level with the end of its line. */
export interface LabelRow {
  r: number;
  /** Where the line ends; null when no point of it is drawn. */
  x: number | null;
  y: number | null;
  /** Pixels from the top: of the end of the line, and of the label. */
  from: number;
  at: number;
  text: string;
}

/** Make the labels of the named runs, none upon another. */
export function labelRows(plot: Plot): LabelRow[] {
  const { named, height, y, given } = plot;
  const ends = named.map((curve) => {
    const end = curve.y.at(-1);
    return { curve, end, from: end === undefined ? 8 : height * (1 - y.part(end)) };
  });
  const places = apart(
    ends.map(({ from }) => from),
    { gap: Math.min(lineHeight, height / named.length), low: 4, high: height - 4 },
  );
  return ends.map(({ curve, from }, i) => ({
    r: curve.index,
    x: endOf(curve.x, plot.x),
    y: endOf(curve.y, y),
    from: Math.round(from * 10) / 10,
    at: Math.round(places[i]! * 10) / 10,
    text: labelText(curve, given === 1 ? "" : label(curve.series.run, 28)),
  }));
}

function endOf(values: readonly number[], { domain }: Axis): number | null {
  const end = values.at(-1);
  return end === undefined ? null : rounded(end, digitsFor(domain));
}

/** The value at the end of the line as it is drawn, the name, and how the run fared. */
function labelText({ y, last, end, series }: Curve, name: string): string {
  const value = y.at(-1) ?? last ?? end!;
  const brokenOff = !Number.isFinite(end) && Number.isFinite(value);
  const asides = [
    ...(brokenOff ? [`then ${nonFinite(end!)}`] : []),
    ...(series.status === "finished" ? [] : [series.status]),
  ];
  return [`${short(value)} ${name}`.trim(), ...asides].join(" · ");
}

/** Write the last value of a run, and what came after it: `0.31 then NaN`. */
export function valueText(last: number | undefined, end: number | undefined): string {
  if (end === undefined) return "no points";
  if (last === undefined) return nonFinite(end);
  return Number.isFinite(end) ? short(last) : `${short(last)} then ${nonFinite(end)}`;
}

/** A block of labels that touch, and the mean of where they want to be. */
interface Block {
  members: number[];
  middle: number;
}

/**
 * Move places apart to at least `gap`, each as little as it can, all within `low` and
 * `high` where there is room. Neighbours that collide merge into a block around the
 * mean of where they want to be.
 */
export function apart(
  wanted: readonly number[],
  { gap, low, high }: { gap: number; low: number; high: number },
): number[] {
  const half = ({ members }: Block) => ((members.length - 1) * gap) / 2;
  const within = (block: Block) =>
    Math.max(low + half(block), Math.min(high - half(block), block.middle));
  const blocks: Block[] = [];
  for (const i of wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!)) {
    let block: Block = { members: [i], middle: wanted[i]! };
    block.middle = within(block);
    for (let above = blocks.at(-1); above; above = blocks.at(-1)) {
      if (block.middle - half(block) - (above.middle + half(above)) >= gap) break;
      block = merged(blocks.pop()!, block, wanted);
      block.middle = within(block);
    }
    blocks.push(block);
  }
  return placesOf(blocks, { gap, half });
}

function merged(above: Block, below: Block, wanted: readonly number[]): Block {
  const members = [...above.members, ...below.members];
  const sum = members.reduce((total, i) => total + wanted[i]!, 0);
  return { members, middle: sum / members.length };
}

function placesOf(
  blocks: readonly Block[],
  { gap, half }: { gap: number; half: (block: Block) => number },
): number[] {
  const places: number[] = [];
  for (const block of blocks) {
    for (const [nth, i] of block.members.entries()) {
      places[i] = block.middle - half(block) + nth * gap;
    }
  }
  return places;
}
