import { AsyncLocalStorage } from "node:async_hooks";
import type {
  CellListener,
  CellRun,
  InterruptListener,
  KernelHost,
  ShutdownListener,
} from "./host";
import { Magics } from "./magics";
import { notebookPath } from "./notebook-path";
import type { StockCell } from "./stock-cell";

/** What stock tslab offers to the code that runs in it. */
export class StockHost implements KernelHost {
  readonly version = 1;
  readonly kernel = "tslab";
  /** No cell of stock tslab can call them. */
  readonly magics = new Magics();
  readonly cells: StockCell[] = [];
  readonly #current = new AsyncLocalStorage<StockCell>();
  readonly #onCell = new Set<CellListener>();
  readonly #onInterrupt = new Set<InterruptListener>();
  readonly #onShutdown = new Set<ShutdownListener>();
  #running: StockCell | undefined;
  #listening = false;

  get notebook(): string | undefined {
    return notebookPath();
  }

  currentCell(): StockCell | undefined {
    return this.#current.getStore();
  }

  runningCell(): StockCell | undefined {
    return this.#running;
  }

  onCell(listener: CellListener): () => void {
    return added(this.#onCell, listener);
  }

  onInterrupt(listener: InterruptListener): () => void {
    this.#listen();
    return added(this.#onInterrupt, listener);
  }

  onShutdown(listener: ShutdownListener): () => void {
    this.#listen();
    return added(this.#onShutdown, listener);
  }

  /** Run a cell: what it starts knows it, also after its end. */
  async run<T>(cell: StockCell, body: () => Promise<T>): Promise<T> {
    this.cells.push(cell);
    this.#running = cell;
    this.#tell(cell, "start");
    try {
      const value = await this.#current.run(cell, body);
      this.#end(cell, true);
      return value;
    } catch (error) {
      this.#end(cell, false);
      throw error;
    }
  }

  #end(cell: StockCell, ok: boolean): void {
    cell.end(ok);
    this.#running = undefined;
    this.#tell(cell, "end");
  }

  #tell(cell: CellRun, moment: "start" | "end"): void {
    for (const listener of this.#onCell) {
      quietly(() => listener(cell, moment));
    }
  }

  /**
   * Listen to the process. A listener of SIGINT that is added while a cell's code runs
   * makes the next interrupt kill the process: Node's own watchdog then leaves the
   * default action behind.
   */
  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    setImmediate(() => process.on("SIGINT", () => this.#interrupt()));
    process.on("beforeExit", () => {
      for (const listener of this.#onShutdown) quietly(listener);
    });
  }

  #interrupt(): void {
    for (const listener of this.#onInterrupt) {
      quietly(() => listener(this.#running));
    }
  }
}

/** Call who listens; its trouble must fail no cell and end no process. */
function quietly(listen: () => unknown): void {
  try {
    void Promise.resolve(listen()).catch(() => undefined);
  } catch {
    // nobody to tell
  }
}

function added<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
