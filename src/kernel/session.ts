import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { Execution } from "./execution";
import type {
  CellListener,
  CellRun,
  InterruptListener,
  KernelHost,
  ShutdownListener,
} from "./host";
import { Magics } from "./magics";
import { notebookPath } from "./notebook-path";

/** How long the listeners may take at the end of a cell, in ms. */
const END_MS = 2000;

/** What this kernel process knows of its cells, and who listens to it. */
export class Session implements KernelHost {
  readonly version = 1;
  readonly kernel = "tfjs-prov";
  readonly notebook = notebookPath();
  readonly magics = new Magics();
  readonly #scopes = new AsyncLocalStorage<Execution>();
  readonly #cells: Execution[] = [];
  readonly #listeners = {
    cell: new Set<CellListener>(),
    interrupt: new Set<InterruptListener>(),
    shutdown: new Set<ShutdownListener>(),
  };
  #running: Execution | undefined;
  #last: Execution | undefined;

  get cells(): readonly CellRun[] {
    return this.#cells;
  }

  currentCell(): Execution | undefined {
    return this.#scopes.getStore() ?? this.#running;
  }

  runningCell(): Execution | undefined {
    return this.#running;
  }

  /** Where output goes that comes from nowhere: the last cell that ran. */
  outputCell(): Execution | undefined {
    return this.currentCell() ?? this.#last;
  }

  /** Return the last cell run with a number. */
  executionOf(count: number): Execution | undefined {
    return this.#cells.findLast(({ executionCount }) => executionCount === count);
  }

  onCell(listener: CellListener): () => void {
    return listening(this.#listeners.cell, listener);
  }

  onInterrupt(listener: InterruptListener): () => void {
    return listening(this.#listeners.interrupt, listener);
  }

  onShutdown(listener: ShutdownListener): () => void {
    return listening(this.#listeners.shutdown, listener);
  }

  /** Run a cell, whose code and all that it starts belongs to it; `kept` as history. */
  async run<T>(cell: Execution, kept: boolean, body: () => Promise<T>): Promise<T> {
    this.#running = cell;
    this.#last = cell;
    if (kept) {
      this.#cells.push(cell);
      this.#tell(cell, "start");
    }
    try {
      return await this.#scopes.run(cell, body);
    } finally {
      this.#running = undefined;
      if (kept) await this.#tell(cell, "end");
    }
  }

  /** Run code as part of a cell, such as a handler of its failed promise. */
  within<T>(cell: Execution, body: () => T): T {
    return this.#scopes.run(cell, body);
  }

  /** Ask everyone to stop; nothing where there is nothing to stop. */
  interrupt(): Promise<unknown> | undefined {
    const ends = [...this.#listeners.interrupt]
      .map((listener) => attempted(() => listener(this.#running)))
      .filter((end) => end !== undefined);
    return ends.length === 0 ? undefined : Promise.allSettled(ends);
  }

  /** Ask everyone to write what waits. */
  shutdown(): Promise<unknown> {
    return Promise.allSettled(
      [...this.#listeners.shutdown].map((listener) => attempted(listener)),
    );
  }

  /** Resolves when the listeners are done, or had the time for it. */
  #tell(cell: Execution, moment: "start" | "end"): Promise<unknown> {
    const told = [...this.#listeners.cell].map((listener) =>
      attempted(() => listener(cell, moment)),
    );
    const all = Promise.allSettled(told);
    const waits = told.some((one) => one instanceof Promise);
    return waits ? Promise.race([all, wait(END_MS, undefined, { ref: false })]) : all;
  }
}

/** A listener's own trouble must not become the cell's. */
function attempted<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch (error) {
    console.error(error);
    return undefined;
  }
}

function listening<T>(all: Set<T>, one: T): () => void {
  all.add(one);
  return () => void all.delete(one);
}
