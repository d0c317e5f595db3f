import { setImmediate as turn } from "node:timers/promises";
import { messageOf } from "../util/errors";
import { appendPoints } from "./append";
import type { OpenFile } from "./file";
import type { Lifetime } from "./lifetime";
import type { Taken } from "./pending";
import { pointsFrom } from "./points";
import { againText, lostText, troubleText } from "./sayings";
import { transactAll } from "./transact";

/** How often a file that can't be written is tried again, in ms. */
const RETRY_EVERY_MS = 1000;

/** Where the writer finds what came while it was in trouble. */
export interface Backlog {
  /** Take all that waits; nothing when there is none. */
  take(): Taken | undefined;
  /** Points that found no room since this was asked last. */
  lost(): number;
}

/**
 * Run transactions in DuckDB's thread without waiting for them. Trouble is said once;
 * what failed is kept, in its order, and tried again until it is written.
 */
export class Writer {
  #jobs = new Set<Promise<void>>();
  #failed: Taken[] = [];
  #troubled = false;
  #retrying: Promise<void> | undefined;
  #retriedAt = Number.NEGATIVE_INFINITY;
  #refused = false;
  #fatal = false;

  constructor(
    private readonly life: Lifetime,
    private readonly say: (message: string) => void,
    private readonly backlog: Backlog,
  ) {}

  /** Whether something is being written, or waits to be tried again. */
  get working(): boolean {
    return this.#jobs.size > 0 || this.inTrouble;
  }

  /** Whether DuckDB's thread is writing at this moment: the file must not be closed. */
  get writing(): boolean {
    return this.#jobs.size > 0;
  }

  get inTrouble(): boolean {
    return this.#troubled || this.#failed.length > 0;
  }

  /**
   * Write at once: many points in this thread, statements as one transaction in
   * DuckDB's. The order among writes matters only to those that change rows.
   */
  write(taken: Taken): void {
    const file = this.life.file;
    if (this.#troubled || !file) return void this.#failed.push(taken);
    try {
      appendAll(file, taken);
    } catch (error) {
      this.#failed.push(taken);
      this.trouble(error);
      return;
    }
    if (taken.statements.length === 0) return;
    const job = this.#write(taken).finally(() => this.#jobs.delete(job));
    this.#jobs.add(job);
  }

  /** Note that something could not be written, and say so the first time. */
  trouble(error: unknown): void {
    if (!this.#troubled) this.say(troubleText(this.life.path, error));
    this.#troubled = true;
    this.#fatal ||= /FATAL|invalidated/.test(messageOf(error));
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
    if (this.inTrouble) await this.retry({ now: true });
  }

  async #write(taken: Taken): Promise<void> {
    if (taken.changes && this.#jobs.size > 0) await Promise.all(this.#jobs);
    const file = this.life.file;
    if (this.#troubled || !file) return void this.#failed.push(taken);
    try {
      await this.#transact(file, taken);
    } catch (error) {
      this.#failed.push(taken);
      this.trouble(error);
    }
  }

  /** Trouble is over when all is written, also what came while there was some. */
  async #retry(): Promise<void> {
    try {
      await Promise.all(this.#jobs);
      if (this.#fatal) this.life.reset();
      this.#fatal = false;
      const file = await this.life.open();
      for (let next = this.#next(); next; next = this.#next()) {
        appendAll(file, next);
        await this.#transact(file, next);
        this.#failed.shift();
        await turn();
      }
      if (!this.#troubled) return;
      this.#troubled = false;
      const lost = { points: this.backlog.lost(), rows: this.#refused };
      this.#refused = false;
      this.say(againText(this.life.path, lost));
    } catch (error) {
      this.trouble(error);
    }
  }

  #next(): Taken | undefined {
    if (this.#failed.length === 0) {
      const taken = this.backlog.take();
      if (taken) this.#failed.push(taken);
    }
    return this.#failed[0];
  }

  async #transact({ writer }: OpenFile, taken: Taken): Promise<void> {
    await transactAll(writer, taken.statements, (error) => {
      this.#refused = true;
      this.say(lostText(this.life.path, error));
    });
  }
}

/** Append the many points; those that are in the file are taken out of `taken`. */
function appendAll(file: OpenFile, taken: Taken): void {
  if (!taken.points) return;
  const { committed, error } = appendPoints(file.points, taken.points);
  const done = committed === taken.points.length;
  taken.points = done ? undefined : pointsFrom(taken.points, committed);
  if (error !== undefined) throw error;
}
