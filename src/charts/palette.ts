/** How the line of a run looks. */
export interface Stroke {
  color: string;
  dashed: boolean;
}

/**
 * Seven colours that readers with any colour vision tell apart, after Okabe and Ito
 * (2008), "Color Universal Design"; their yellow is left out as it fades on white.
 */
const colors = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#e69f00",
  "#56b4e9",
  "#000000",
];

/** The line of a run that is shown, but not named. */
export const background: Stroke = { color: "#b4b4b4", dashed: false };

/** The ink of text, of lesser text, and of the lines of the frame. */
export const ink = { text: "#222222", lesser: "#666666", line: "#cccccc" };

/** Return the line of the nth named run; from the eighth on they are dashed. */
export function stroke(n: number): Stroke {
  return {
    color: colors[n % colors.length]!,
    dashed: n % (2 * colors.length) >= colors.length,
  };
}
