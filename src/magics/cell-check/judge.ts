import type { SavedCell, SavedNotebook } from "../saved-notebook";
import { isEdited } from "./likeness";

/** A cell that stands, and whether it was run as it stands: then it is no other, edited. */
export interface KnownCell extends Pick<SavedCell, "id" | "hash" | "source"> {
  ran: boolean;
}

/** A notebook of which is known what was run. */
export interface KnownNotebook extends Omit<SavedNotebook, "cells"> {
  cells: readonly KnownCell[];
}

/** How the cell of a run stands now. */
export type Standing = "stands" | "edited" | "gone" | "out of order";

/** A cell run, as far as it has to be found in the notebook. */
export interface RanCell {
  hash: string;
  source: string;
  id: string | null;
  executionCount: number;
  startedAt: number;
}

/** An earlier cell run whose name was used, by the cell itself or on the way to it. */
export interface UsedCell extends RanCell {
  name: string;
  /** Whether its cell was run again after that use. */
  again: boolean;
}

export interface Judgement {
  standing: Standing;
  why: string | null;
}

/** Where a cell is: one place, or the first and last of several of the same source. */
type Place = { first: number; last: number } | "edited" | "gone";

/**
 * Tell how the cell of a run stands in its notebook now: whether the notebook, run from
 * top to bottom, would still make it from the same sources.
 */
export function judge(
  cell: RanCell,
  used: readonly UsedCell[],
  notebook: KnownNotebook,
): Judgement {
  const own = placeOf(cell, notebook.cells);
  if (typeof own === "string") return moved(cell, own, notebook);
  for (const one of used) {
    const place = placeOf(one, notebook.cells);
    if (typeof place === "string") return moved(one, place, notebook, one.name);
  }
  const order = used.flatMap((one) => disorder(one, own.last, notebook.cells));
  if (order.length === 0) return { standing: "stands", why: null };
  return { standing: "out of order", why: order[0]! };
}

/** Find a cell by its id, else by its source; where ids are not known, one like it is it. */
function placeOf({ id, hash, source }: RanCell, cells: readonly KnownCell[]): Place {
  const byId = id === null ? -1 : cells.findIndex((cell) => cell.id === id);
  if (byId >= 0) return cells[byId]!.hash === hash ? at(byId) : "edited";
  const first = cells.findIndex((cell) => cell.hash === hash);
  if (first >= 0)
    return at(
      first,
      cells.findLastIndex((cell) => cell.hash === hash),
    );
  const known = id !== null && cells.some((cell) => cell.id !== null);
  const like = cells.some((cell) => !cell.ran && isEdited(source, cell.source));
  return like && !known ? "edited" : "gone";
}

const at = (first: number, last = first) => ({ first, last });

function moved(
  cell: RanCell,
  standing: "edited" | "gone",
  { savedAt }: KnownNotebook,
  made?: string,
): Judgement {
  const which = `cell [${cell.executionCount}]${made === undefined ? "" : `, which made ${made},`}`;
  const gone =
    cell.id === null
      ? "is not in the notebook as it ran"
      : "is no longer in the notebook";
  const what = standing === "edited" ? "was edited since" : gone;
  const unsaved = savedAt < cell.startedAt ? "; the notebook was not saved since" : "";
  return { standing, why: `${which} ${what}${unsaved}` };
}

/** Tell what is out of order with a cell that one at `last`, or above it, used. */
function disorder(one: UsedCell, last: number, cells: readonly KnownCell[]): string[] {
  const place = placeOf(one, cells);
  const which = `cell [${one.executionCount}], which made ${one.name},`;
  if (typeof place !== "string" && place.first > last) return [`${which} stands below`];
  return one.again ? [`${which} was run again since`] : [];
}
