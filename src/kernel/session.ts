import { AsyncLocalStorage } from "node:async_hooks";
import type { Execution } from "./execution";
import type {
  CellListener,
  CellRun,
  InterruptListener,
  KernelHost,
  ShutdownListener,
} from "./host";
import { Listeners } from "./listeners";
import { Magics } from "./magics";
import { notebookPath } from "./notebook-path";

/** What this kernel process knows of its cells, and who listens to it. */
export class Session implements KernelHost {
  readonly version = 1;
  readonly kernel = "tfjs-prov";
  readonly notebook = notebookPath();
  readonly magics = new Magics();
  /** Set by who has a compiler. */
  plan: KernelHost["plan"];
  readonly #scopes = new AsyncLocalStorage<Execution>();
  readonly #cells: Execution[] = [];
  readonly #listeners = new Listeners((error) => console.error(error));
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
    return this.#listeners.onCell(listener);
  }

  onInterrupt(listener: InterruptListener): () => void {
    return this.#listeners.onInterrupt(listener);
  }

  onShutdown(listener: ShutdownListener): () => void {
    return this.#listeners.onShutdown(listener);
  }

  /** Run a cell, whose code and all that it starts belongs to it; `kept` as history. */
  async run<T>(cell: Execution, kept: boolean, body: () => Promise<T>): Promise<T> {
    this.#running = cell;
    this.#last = cell;
    if (kept) {
      this.#cells.push(cell);
      void this.#listeners.tell(cell, "start");
    }
    try {
      return await this.#scopes.run(cell, body);
    } finally {
      this.#running = undefined;
      if (kept) await this.#listeners.tell(cell, "end");
    }
  }

  /** Ask everyone to stop; nothing where there is nothing to stop. */
  interrupt(): Promise<unknown> | undefined {
    return this.#listeners.interrupt(this.#running);
  }

  /** Ask everyone to write what waits. */
  shutdown(): Promise<unknown> {
    return this.#listeners.shutdown();
  }
}
