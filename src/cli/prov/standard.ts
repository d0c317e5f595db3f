/** The argument that stands for standard input or output. */
export const STANDARD = "-";
