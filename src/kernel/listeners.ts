import { setTimeout as wait } from "node:timers/promises";
import type {
  CellListener,
  CellRun,
  InterruptListener,
  ShutdownListener,
} from "./host";

/** How long the listeners may take at the end of a cell, in ms. */
const END_MS = 2000;

/** Who listens to a kernel; their own trouble is never that of a cell. */
export class Listeners {
  readonly #cell = new Set<CellListener>();
  readonly #interrupt = new Set<InterruptListener>();
  readonly #shutdown = new Set<ShutdownListener>();
  readonly #trouble: (error: unknown) => void;

  /** @param trouble takes what a listener throws. */
  constructor(trouble: (error: unknown) => void) {
    this.#trouble = trouble;
  }

  onCell(listener: CellListener): () => void {
    return added(this.#cell, listener);
  }

  onInterrupt(listener: InterruptListener): () => void {
    return added(this.#interrupt, listener);
  }

  onShutdown(listener: ShutdownListener): () => void {
    return added(this.#shutdown, listener);
  }

  /** Tell of a cell; resolves when all are done with it, or had the time for it. */
  tell(cell: CellRun, moment: "start" | "end"): Promise<unknown> {
    const told = this.#each(this.#cell, (listener) => listener(cell, moment));
    if (told.length === 0) return Promise.resolve();
    const enough = wait(END_MS, undefined, { ref: false });
    return Promise.race([Promise.all(told), enough]);
  }

  /** Ask all to stop; nothing where there is nothing to stop. */
  interrupt(cell: CellRun | undefined): Promise<unknown> | undefined {
    const ends = this.#each(this.#interrupt, (listener) => listener(cell));
    return ends.length === 0 ? undefined : Promise.all(ends);
  }

  /** Ask all to write what waits. */
  shutdown(): Promise<unknown> {
    return Promise.all(this.#each(this.#shutdown, (listener) => listener()));
  }

  /** Call each, and return the promises of those that need time. */
  #each<T>(all: Set<T>, call: (one: T) => unknown): Promise<unknown>[] {
    return [...all]
      .map((one) => this.#attempt(() => call(one)))
      .filter((result) => result instanceof Promise);
  }

  #attempt(body: () => unknown): unknown {
    try {
      const result = body();
      return result instanceof Promise ? result.catch(this.#trouble) : undefined;
    } catch (error) {
      this.#trouble(error);
      return undefined;
    }
  }
}

function added<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
