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
