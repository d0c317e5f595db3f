import type { DuckDBConnection } from "@duckdb/node-api";
import type { Reading } from "./reader";

/**
 * Lend connections to readers, one each, and keep them for the next: to make one costs
 * a turn of the event loop, which is 125 ms while tfjs trains on the CPU.
 */
export class Readers {
  #idle: DuckDBConnection[] = [];
  #closed = false;

  constructor(private readonly connect: () => Promise<DuckDBConnection>) {}

  /** Start a reading on a connection that nobody else uses until it is free. */
  async lend<T>(
    start: (connection: DuckDBConnection) => Reading<T>,
  ): Promise<Reading<T>> {
    const connection = this.#idle.pop() ?? (await this.connect());
    const reading = start(connection);
    void reading.free.then(() => this.#takeBack(connection));
    return reading;
  }

  /** Close what is idle, and what is lent once it comes back. */
  closeSync(): void {
    this.#closed = true;
    for (const connection of this.#idle.splice(0)) connection.closeSync();
  }

  #takeBack(connection: DuckDBConnection): void {
    if (this.#closed) connection.closeSync();
    else this.#idle.push(connection);
  }
}
