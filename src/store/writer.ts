import { basename } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { messageOf } from "../util/errors";
import type { Lifetime } from "./lifetime";

/** How often a file that can't be written is tried again, in ms. */
const RETRY_EVERY_MS = 1000;

/**
 * Run transactions in DuckDB's thread without waiting for them. Trouble is said once;
 * what failed is kept, in its order, and tried again until it is written.
 */
export class Writer {
  #jobs = new Set<Promise<void>>();
  #failed: string[][] = [];
  #troubled = false;
  #retrying: Promise<void> | undefined;
  #retriedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly life: Lifetime,
    private readonly say: (message: string) => void,
  ) {}

  /** Whether something is being written, or waits to be tried again. */
  get working(): boolean {
    return this.#jobs.size > 0 || this.#failed.length > 0;
  }

  /** Whether DuckDB is at work on something at this moment. */
  get writing(): boolean {
    return this.#jobs.size > 0;
  }

  get inTrouble(): boolean {
    return this.#troubled;
  }

  /**
   * Write statements as one transaction.
   *
   * @param ordered whether all that was written before must be in the file.
   */
  write(statements: string[], ordered: boolean): void {
    if (statements.length === 0) return;
    const job = this.#write(statements, ordered).finally(() => this.#jobs.delete(job));
    this.#jobs.add(job);
  }

  /** Note that something could not be written, and say so the first time. */
  trouble(error: unknown): void {
    if (!this.#troubled) this.say(troubleText(this.life.path, error));
    this.#troubled = true;
    if (/FATAL|invalidated/.test(messageOf(error))) this.#letGo();
  }

  /** Try again what failed, at most once a second unless `now`. */
  retry({ now = false } = {}): Promise<void> {
    const due = performance.now() - this.#retriedAt >= RETRY_EVERY_MS;
    if (!this.#retrying && (due || now)) {
      this.#retriedAt = performance.now();
      this.#retrying = this.#retry().finally(() => {
        this.#retrying = undefined;
      });
    }
    return this.#retrying ?? Promise.resolve();
  }

  /** Resolve when what was handed over until now is written or has failed. */
  async written(): Promise<void> {
    await Promise.all([...this.#jobs]);
  }

  /** Resolve when all that was handed over is written or has failed. */
  async settled(): Promise<void> {
    while (this.#jobs.size > 0) await Promise.all(this.#jobs);
    if (this.#troubled) await this.retry({ now: true });
  }

  async #write(statements: string[], ordered: boolean): Promise<void> {
    if (ordered && this.#jobs.size > 0) await Promise.all(this.#jobs);
    const connection = this.life.file?.writer;
    if (this.#troubled || !connection) return void this.#failed.push(statements);
    try {
      await transact(connection, statements);
    } catch (error) {
      this.#failed.push(statements);
      this.trouble(error);
    }
  }

  async #retry(): Promise<void> {
    try {
      const { writer } = await this.life.open();
      for (let next = this.#failed[0]; next; next = this.#failed[0]) {
        await this.#writeAgain(writer, next);
        this.#failed.shift();
      }
      this.#troubled = false;
      this.say(`${basename(this.life.path)} is written again; nothing is lost so far`);
    } catch (error) {
      this.trouble(error);
    }
  }

  /** Write once more; a statement that can never be written is left out, and said. */
  async #writeAgain(connection: DuckDBConnection, statements: string[]): Promise<void> {
    try {
      await transact(connection, statements);
    } catch (error) {
      if (!isHopeless(error)) throw error;
      for (const statement of statements) {
        await transact(connection, [statement]).catch((reason) => {
          if (!isHopeless(reason)) throw reason;
          this.say(`Some rows are lost: ${messageOf(reason).split("\n")[0]}`);
        });
      }
    }
  }

  #letGo(): void {
    try {
      this.life.close();
    } catch {
      // A file that can't be closed whole is opened anew, from its log.
    }
  }
}

/** Run statements as one transaction, in one job of DuckDB's thread. */
async function transact(connection: DuckDBConnection, statements: string[]) {
  try {
    await connection.run(["BEGIN", ...statements, "COMMIT"].join(";\n"));
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Tell whether DuckDB refuses the statement itself, so that no retry helps. */
function isHopeless(error: unknown): boolean {
  return /^(Parser|Binder|Catalog|Conversion|Constraint|Invalid Input|Out of Range|Type) /.test(
    messageOf(error),
  );
}

function troubleText(path: string, error: unknown): string {
  const [first] = messageOf(error).split("\n");
  return [
    `Can't write ${basename(path)}: ${first}`,
    "  the training goes on; what is recorded waits in memory and is tried every second",
  ].join("\n");
}
