/** A line of a text diff: only in the first text, only in the second, or in both. */
export interface DiffLine {
  mark: "-" | "+" | " ";
  line: string;
}

/** More pairs of lines than these are not compared: one text replaces the other. */
const MOST_PAIRS = 4_000_000;

/** Return what takes one text to another, line by line, by the longest common part. */
export function lineDiff(a: string, b: string): DiffLine[] {
  const [from, to] = [linesOf(a), linesOf(b)];
  const shared = Math.min(from.length, to.length);
  let head = 0;
  while (head < shared && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shared - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const middle = (lines: string[]) => lines.slice(head, lines.length - tail);
  return [
    ...from.slice(0, head).map(marked(" ")),
    ...changed(middle(from), middle(to)),
    ...from.slice(from.length - tail).map(marked(" ")),
  ];
}

/** Write a diff as text: the changed lines with some around them, `…` between. */
export function diffText(lines: readonly DiffLine[], around = 2): string {
  const near = lines.map((_, i) =>
    lines.slice(Math.max(0, i - around), i + around + 1).some(isChange),
  );
  return lines
    .flatMap(({ mark, line }, i) => {
      if (near[i]) return [`${mark} ${line}`.trimEnd()];
      return i > 0 && near[i - 1] && near.includes(true, i) ? ["…"] : [];
    })
    .join("\n");
}

const isChange = ({ mark }: DiffLine) => mark !== " ";

const marked =
  (mark: DiffLine["mark"]) =>
  (line: string): DiffLine => ({ mark, line });

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/\r?\n/);
}

function changed(from: readonly string[], to: readonly string[]): DiffLine[] {
  if (from.length * to.length > MOST_PAIRS) {
    return [...from.map(marked("-")), ...to.map(marked("+"))];
  }
  const common = commonLengths(from, to);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    if (i < from.length && j < to.length && from[i] === to[j]) {
      lines.push({ mark: " ", line: from[i++]! });
      j++;
    } else if (
      j === to.length ||
      (i < from.length && common(i + 1, j) >= common(i, j + 1))
    ) {
      lines.push({ mark: "-", line: from[i++]! });
    } else {
      lines.push({ mark: "+", line: to[j++]! });
    }
  }
  return lines;
}

/** Count the lines that what is left of two texts has in common, from each place. */
function commonLengths(from: readonly string[], to: readonly string[]) {
  const wide = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * wide);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      lengths[i * wide + j] =
        from[i] === to[j]
          ? lengths[(i + 1) * wide + j + 1]! + 1
          : Math.max(lengths[(i + 1) * wide + j]!, lengths[i * wide + j + 1]!);
    }
  }
  return (i: number, j: number) => lengths[i * wide + j]!;
}
