import type { CellRun } from "./host";
import type { Json } from "./jupyter/message";

type Entry = [session: number, line: number, source: string];

/**
 * Answer what was executed before: of this kernel's own cells, which is what a console's
 * arrow keys want. Source: Jupyter's `history_request`.
 */
export function historyOf(cells: readonly CellRun[], asked: Json): Json {
  const all = cells.map(
    ({ executionCount, source }): Entry => [0, executionCount, source],
  );
  const output = asked.output === true;
  const history = chosen(all, asked).map(([session, line, source]) =>
    output ? [session, line, [source, null]] : [session, line, source],
  );
  return { status: "ok", history };
}

function chosen(all: Entry[], asked: Json): Entry[] {
  const last = (entries: Entry[]) =>
    typeof asked.n === "number" ? entries.slice(-asked.n || entries.length) : entries;
  switch (asked.hist_access_type) {
    case "range":
      return between(all, asked);
    case "search":
      return last(matching(all, asked));
    default:
      return last(all);
  }
}

function between(all: Entry[], { start, stop }: Json): Entry[] {
  const from = typeof start === "number" ? start : 0;
  const to = typeof stop === "number" ? stop : Number.POSITIVE_INFINITY;
  return all.filter(([, line]) => line >= from && line < to);
}

/** `*` stands for any text, `?` for one character. */
function matching(all: Entry[], { pattern, unique }: Json): Entry[] {
  const glob = String(pattern ?? "*")
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^]*")
    .replaceAll("?", "[^]");
  const fits = new RegExp(`^${glob}$`);
  const found = all.filter(([, , source]) => fits.test(source));
  if (unique !== true) return found;
  return [...new Map(found.map((entry) => [entry[2], entry])).values()];
}
