import { dirname, join } from "node:path";
import { TSLAB } from "../typescript/version";

/** Send text of a cell, or an output: tslab makes one of each for each message. */
export type WriteStream = (name: "stdout" | "stderr", text: string) => void;
export type WriteDisplay = (content: object, update: boolean) => void;

export interface ExecuteRequest {
  readonly code: string;
}

interface ExecuteMessage {
  readonly content: ExecuteRequest;
  readonly metadata?: { readonly cellId?: unknown };
}

/** What is patched of tslab's jupyter.js. */
export interface TslabJupyter {
  /** Writes into the cell that was executed last. */
  readonly lastWriteDisplayData: WriteDisplay | null;
  readonly ZmqServer: {
    readonly prototype: {
      handleExecute(socket: unknown, message: ExecuteMessage): Promise<void>;
    };
  };
  readonly JupyterHandlerImpl: {
    readonly prototype: {
      execCount?: number;
      handleExecuteImpl(
        request: ExecuteRequest,
        writeStream: WriteStream,
        writeDisplay: WriteDisplay,
      ): Promise<unknown>;
    };
  };
}

let loaded: readonly string[] | undefined;

/**
 * Find the stock tslab that is this process, if there is one. Two copies of it can be
 * loaded, a global and a local one; the one that is the kernel has written, or has
 * what to write with. It was there before any cell, so it is looked for once.
 */
export function stockTslab(): { jupyter: TslabJupyter; path: string } | undefined {
  loaded ??= Object.keys(require.cache).filter((path) =>
    /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path),
  );
  for (const path of loaded) {
    const jupyter = require.cache[path]?.exports as Partial<TslabJupyter> | undefined;
    if (jupyter?.lastWriteDisplayData)
      return { jupyter: jupyter as TslabJupyter, path };
  }
  return undefined;
}

/** Tell whether a tslab is of the version and the shape that is known here. */
export function isKnown(jupyter: TslabJupyter, path: string): boolean {
  const { ZmqServer, JupyterHandlerImpl } = jupyter as Partial<TslabJupyter>;
  return (
    versionOf(path) === TSLAB &&
    ZmqServer?.prototype?.handleExecute?.length === 2 &&
    JupyterHandlerImpl?.prototype?.handleExecuteImpl?.length === 3
  );
}

function versionOf(path: string): string | undefined {
  try {
    const file = join(dirname(path), "..", "package.json");
    return (require(file) as { version?: string }).version;
  } catch {
    return undefined;
  }
}
