import type { MimeBundle } from "../util/mime";
import type { Magics } from "./magics";
import type { PlannedCell } from "./plan/planned";

/** How an execution of a cell stands. */
export type CellStatus = "running" | "ok" | "error" | "interrupted";

/** A name of the notebook that a cell used, and the cell run that made it. */
export interface Use {
  readonly name: string;
  readonly cellRunId: string;
}

/** An output that can be changed after it was sent, whichever cell runs by then. */
export interface LiveDisplay {
  update(bundle: MimeBundle): void;
}

/** One execution of a cell, and where its outputs go, also long after it returned. */
export interface CellRun {
  /** UUID of version 7. */
  readonly id: string;
  /** The source as the user wrote it, magics included. */
  readonly source: string;
  /** The cell's id in the notebook file; only some front ends tell it. */
  readonly cellId: string | undefined;
  /** The number in brackets beside the cell. */
  readonly executionCount: number;
  /** Milliseconds since 1970, UTC. */
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly status: CellStatus;
  readonly errorName: string | undefined;
  /** Names of earlier cells that this one used; known once its source was compiled. */
  readonly uses: readonly Use[];
  /** Show an output in this cell. */
  show(bundle: MimeBundle): void;
  /** Show an output in this cell that will change. */
  live(bundle: MimeBundle): LiveDisplay;
  /** Print in this cell; a new line is not added. */
  print(text: string, stream?: "stdout" | "stderr"): void;
}

/**
 * Take note of a cell run that starts or has ended. A promise that is returned at the
 * end is awaited, for 2 s at most, before the front end hears of it: some of them take
 * no output of a cell after that.
 */
export type CellListener = (cell: CellRun, moment: "start" | "end") => unknown;

/**
 * Stop what a cell waits for, or, where no cell runs, what goes on in the background.
 * Return a promise of its end, or nothing where there is nothing to stop.
 */
export type InterruptListener = (
  cell: CellRun | undefined,
) => Promise<unknown> | undefined;

/** Write what waits: the process ends when the promise settles, after 2 s at most. */
export type ShutdownListener = () => Promise<unknown> | undefined;

/**
 * What a kernel offers to the code that runs in it: one object a process. It is found
 * under a global symbol, as the package that a cell imports may be another copy than the
 * kernel's own. Each `on…` returns a function that ends the listening.
 */
export interface KernelHost {
  /** Version of this interface. */
  readonly version: 1;
  /** Ours, or stock tslab, which tells less. */
  readonly kernel: "tfjs-prov" | "tslab";
  /** Absolute path of the notebook, where the front end tells it. */
  readonly notebook: string | undefined;
  /** All cell runs so far, the first started first. */
  readonly cells: readonly CellRun[];
  readonly magics: Magics;
  /**
   * Tell what cells would do, run from top to bottom in a new session; none is run. Only
   * our kernel knows TypeScript well enough.
   */
  readonly plan?: (sources: readonly string[]) => PlannedCell[];
  /** The cell run whose code this is, also in the background of later ones. */
  currentCell(): CellRun | undefined;
  /** The cell run that the front end waits for. */
  runningCell(): CellRun | undefined;
  onCell(listener: CellListener): () => void;
  onInterrupt(listener: InterruptListener): () => void;
  onShutdown(listener: ShutdownListener): () => void;
}

const key = Symbol.for("tfjs-prov.kernel");
const shared = globalThis as { [key]?: KernelHost };

/** Return the kernel that this process is, if it is one that can be talked to. */
export function kernelHost(): KernelHost | undefined {
  return shared[key];
}

/** Make a kernel known to the code that runs in it; a test takes it away again. */
export function provideHost(host: KernelHost | undefined): void {
  shared[key] = host;
}
