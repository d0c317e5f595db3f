import { attach } from "../kernel/attach";
import { kernelHost } from "../kernel/host";
import { stockTslab } from "../kernel/stock-tslab";
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
