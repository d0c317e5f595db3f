import { setTimeout as wait } from "node:timers/promises";
import type { Session } from "./session";
import type { Interpreter } from "./typescript/interpreter";

/** How long a shutdown waits for what is to be written, in ms: Jupyter waits 2.5 s. */
const WRITE_MS = 2000;
/** How long a cell may take to end after what it waited for was stopped, in ms. */
const GRACE_MS = 200;
/** How often the process that started the kernel is looked for, in ms. */
const WATCH_MS = 2000;

/** What is stopped and ended. */
export interface LifecycleParts {
  session: Session;
  interpreter: Pick<Interpreter, "interrupt">;
  /** Send what waits and close. */
  close(): Promise<void>;
}

/** The stop button, and the end of the kernel, by whichever way it comes. */
export class Lifecycle {
  readonly #parts: LifecycleParts;
  #stopping = false;
  #writing: Promise<unknown> | undefined;

  constructor(parts: LifecycleParts) {
    this.#parts = parts;
  }

  /** Listen to signals, and end when the process that started this one is gone. */
  watch(): void {
    process.on("SIGINT", () => this.interrupt());
    process.on("SIGTERM", () => void this.end(143));
    const parent = Number(process.env.JPY_PARENT_PID);
    if (!parent || process.platform === "win32") return;
    setInterval(() => {
      if (!isAlive(parent)) void this.end(1);
    }, WATCH_MS).unref();
  }

  /**
   * Stop what the running cell waits for; a training first ends its batch. Whoever stops
   * a second time does not want to wait for that.
   */
  interrupt(): void {
    const { session, interpreter } = this.#parts;
    const stopped = this.#stopping ? undefined : session.interrupt();
    if (!stopped) {
      interpreter.interrupt();
      return;
    }
    const cell = session.runningCell();
    this.#stopping = true;
    void stopped
      .then(() => wait(GRACE_MS))
      .then(() => {
        this.#stopping = false;
        if (cell && session.runningCell() === cell) interpreter.interrupt();
      });
  }

  /** Resolve when everyone has written what waited, or had the time for it. */
  written(): Promise<unknown> {
    const enough = wait(WRITE_MS, undefined, { ref: false });
    this.#writing ??= Promise.race([this.#parts.session.shutdown(), enough]);
    return this.#writing;
  }

  /** Write what waits, and end the process. */
  async end(code = 0): Promise<void> {
    await this.written();
    await this.#parts.close();
    process.exit(code);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
