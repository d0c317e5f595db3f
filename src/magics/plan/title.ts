/** What a title is made from. */
export interface Titled {
  readonly source: string;
  readonly heading: string | undefined;
  /** Calls as they are written: `model.fit`. */
  readonly calls: readonly string[];
}

/** Characters of a title at most. */
const MOST = 60;

/**
 * Name a cell: by the comment that it begins with, the heading above it, what it trains,
 * or its first line.
 */
export function titleOf({ source, heading, calls }: Titled): string {
  const called = [...new Set(calls)].join(", ");
  const first = source.trim().split("\n")[0]!.trim();
  const title = commentIn(source) ?? heading ?? (called || first);
  return title.length > MOST ? `${title.slice(0, MOST - 1)}…` : title;
}

function commentIn(source: string): string | undefined {
  const found = /^\s*(?:\/\/+|\/\*+)\s*([^\n]*?)\s*(?:\*+\/|\n|$)/.exec(source)?.[1];
  return found === "" ? undefined : found;
}
