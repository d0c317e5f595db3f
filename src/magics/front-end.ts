import { randomUUID } from "node:crypto";
import { kernelHost, type LiveDisplay } from "../kernel/host";
import { attach } from "../kernel/stock/attach";
import { stockTslab, type WriteDisplay } from "../kernel/stock/tslab";
import type { MimeBundle } from "../util/mime";

/** Send an output to where the user looks. */
export type Send = (bundle: MimeBundle) => void;

// From the next cell on a stock kernel tells of its cells.
attach();

/**
 * Return how to show an output here: in the cell whose code this is, else in the cell
 * that runs, and where no kernel is this process as plain text on the console.
 */
export function frontEnd(): Send {
  const host = kernelHost();
  const cell = host?.currentCell() ?? host?.runningCell();
  if (cell) return (bundle) => cell.show(bundle);
  const write = stockTslab()?.jupyter.lastWriteDisplayData;
  if (!write) return ({ data }) => console.log(String(data["text/plain"] ?? ""));
  return ({ data, metadata }) => write({ data, metadata, transient: {} }, false);
}

/** A cell whose outputs can change after they were sent. */
export interface Place {
  /** Tells this cell run from others. */
  readonly key: object;
  /** That cell run, where it is known. */
  readonly cellRunId?: string;
  /** Show an output that will change. */
  live(bundle: MimeBundle): LiveDisplay;
}

/** Return the cell whose code this is, if there are cells. */
export function livePlace(): Place | undefined {
  const cell = kernelHost()?.currentCell();
  if (cell)
    return { key: cell, cellRunId: cell.id, live: (bundle) => cell.live(bundle) };
  const write = stockTslab()?.jupyter.lastWriteDisplayData;
  if (!write) return undefined;
  return { key: write, live: (bundle) => stockDisplay(write, bundle) };
}

/** Of the cell that imports the package a stock tslab tells nothing but its writer. */
function stockDisplay(write: WriteDisplay, bundle: MimeBundle): LiveDisplay {
  const transient = { display_id: randomUUID() };
  const send = ({ data, metadata }: MimeBundle, update: boolean) =>
    write({ data, metadata, transient }, update);
  send(bundle, false);
  return { update: (bundle) => send(bundle, true) };
}
