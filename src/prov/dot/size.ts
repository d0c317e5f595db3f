import type { Node } from "./graph";

/** Points a line, and around the lines of each shape. */
const LINE = 15;
const ROOM = {
  entity: { across: 1.2, down: 1.2, wide: 22, high: 15 },
  activity: { across: 1, down: 1, wide: 20, high: 13 },
  // the roof takes its part of the height
  agent: { across: 1, down: 1.6, wide: 22, high: 13 },
} as const;

/** Write the size of a shape that has room for its text, if that can be measured. */
export function sizeOf(
  kind: Node["kind"],
  lines: readonly string[],
  measure?: (text: string, size: number) => number,
): string {
  if (!measure) return "";
  const { across, down, wide, high } = ROOM[kind];
  const text = Math.max(...lines.map((line) => measure(line, 12)));
  const width = inches(Math.max(54, text * across + wide));
  const height = inches(lines.length * LINE * down + high);
  return `, width=${width}, height=${height}, fixedsize=true`;
}

function inches(points: number): string {
  return (points / 72).toFixed(2);
}
