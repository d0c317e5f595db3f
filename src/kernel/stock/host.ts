import { AsyncLocalStorage } from "node:async_hooks";
import type {
  CellListener,
  InterruptListener,
  KernelHost,
  ShutdownListener,
} from "../host";
import { Listeners } from "../listeners";
import { Magics } from "../magics";
import { notebookPath } from "../notebook-path";
import type { StockCell } from "./cell";

/** What stock tslab offers to the code that runs in it. */
export class StockHost implements KernelHost {
  readonly version = 1;
  readonly kernel = "tslab";
  readonly notebook = notebookPath();
  /** No cell of stock tslab can call them. */
  readonly magics = new Magics();
  readonly cells: StockCell[] = [];
  readonly #current = new AsyncLocalStorage<StockCell>();
  /** What a listener throws there is nobody to tell: it must end no process. */
  readonly #listeners = new Listeners(() => undefined);
  #running: StockCell | undefined;
  #listening = false;

  currentCell(): StockCell | undefined {
    return this.#current.getStore();
  }

  runningCell(): StockCell | undefined {
    return this.#running;
  }

  onCell(listener: CellListener): () => void {
    return this.#listeners.onCell(listener);
  }

  onInterrupt(listener: InterruptListener): () => void {
    this.#listen();
    return this.#listeners.onInterrupt(listener);
  }

  onShutdown(listener: ShutdownListener): () => void {
    this.#listen();
    return this.#listeners.onShutdown(listener);
  }

  /** Run a cell: what it starts knows it, also after its end. */
  async run<T>(cell: StockCell, body: () => Promise<T>): Promise<T> {
    this.cells.push(cell);
    this.#running = cell;
    void this.#listeners.tell(cell, "start");
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
    void this.#listeners.tell(cell, "end");
  }

  /**
   * Listen to the process. A listener of SIGINT that is added while a cell's code runs
   * makes the next interrupt kill the process: Node's own watchdog then leaves the
   * default action behind.
   */
  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    setImmediate(() =>
      process.on("SIGINT", () => void this.#listeners.interrupt(this.#running)),
    );
    process.on("beforeExit", () => void this.#listeners.shutdown());
  }
}
