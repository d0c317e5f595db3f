import { textWidth } from "./font";
import { ink } from "./palette";

/** What a line of a graph means. */
export interface KeyEntry {
  text: string;
  color: string;
  style: "solid" | "dashed" | "dotted";
}

const SIZE = 11;
const ROW = 18;
const MARGIN = 8;
/** The line, and the room after an entry. */
const LINE = 24;
const GAP = 18;

/** Lay out the key of a graph in rows of at most so many pixels. */
export function keyFrom(entries: readonly KeyEntry[], most: number) {
  if (entries.length === 0) return { svg: "", width: 0, height: 0 };
  let [x, y, width] = [MARGIN, MARGIN, 0];
  const parts = entries.map((entry) => {
    const wide = LINE + 5 + textWidth(entry.text, SIZE);
    if (x > MARGIN && x + wide > most) [x, y] = [MARGIN, y + ROW];
    const part = partOf(entry, x, y + ROW / 2);
    x += wide + GAP;
    width = Math.max(width, x - GAP + MARGIN);
    return part;
  });
  return { svg: parts.join(""), width, height: y + ROW + MARGIN };
}

const DASHES = { solid: "", dashed: "5,3", dotted: "1.5,3" };

function partOf({ text, color, style }: KeyEntry, x: number, y: number): string {
  const dash = DASHES[style] && ` stroke-dasharray="${DASHES[style]}"`;
  const [end, tip] = [x + LINE - 6, x + LINE];
  const font = `font-family="sans-serif" font-size="${SIZE}" fill="${ink.text}"`;
  return (
    `<path d="M${x} ${y}H${end}" stroke="${color}" stroke-width="1.2"${dash}/>` +
    `<path d="M${end} ${y - 3}L${tip} ${y}L${end} ${y + 3}Z" fill="${color}"/>` +
    `<text x="${tip + 5}" y="${y + 4}" ${font}>${text}</text>`
  );
}
