import { randomUUID } from "node:crypto";
import { kernelHost, type LiveDisplay } from "../kernel/host";
import type { MimeBundle } from "../util/mime";

/** Send an output to where the user looks. */
export type Send = (bundle: MimeBundle) => void;

/**
 * Return how to show an output here: in the cell that runs, where a tslab kernel is
 * this process, else as plain text on the console.
 */
export function frontEnd(): Send {
  const write = tslabWriter();
  if (!write) return ({ data }) => console.log(String(data["text/plain"] ?? ""));
  return ({ data, metadata }) => write({ data, metadata, transient: {} }, false);
}

/** A cell whose outputs can change after they were sent. */
export interface Place {
  /** Tells this cell run from others. */
  readonly key: object;
  /** Show an output that will change. */
  live(bundle: MimeBundle): LiveDisplay;
}

/** Return the cell whose code this is, if there are cells. */
export function livePlace(): Place | undefined {
  const host = kernelHost();
  const cell = host?.currentCell();
  if (cell) return { key: cell, live: (bundle) => cell.live(bundle) };
  const write = host ? undefined : tslabWriter();
  return write && { key: write, live: (bundle) => tslabDisplay(write, bundle) };
}

function tslabDisplay(write: TslabWriter, bundle: MimeBundle): LiveDisplay {
  const transient = { display_id: randomUUID() };
  const send = ({ data, metadata }: MimeBundle, update: boolean) =>
    write({ data, metadata, transient }, update);
  send(bundle, false);
  return { update: (bundle) => send(bundle, true) };
}

type TslabWriter = (content: object, update: boolean) => void;

/**
 * Find the writer that tslab 1.0.22 keeps for the cell that runs. Two copies of tslab
 * can be loaded; the one that is the kernel has a writer.
 */
function tslabWriter(): TslabWriter | undefined {
  for (const [path, module] of Object.entries(require.cache)) {
    if (!/[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path)) continue;
    const { lastWriteDisplayData: write } = (module?.exports ?? {}) as {
      lastWriteDisplayData?: TslabWriter | null;
    };
    if (write) return write;
  }
  return undefined;
}
