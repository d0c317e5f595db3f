import { messageOf } from "../../util/errors";
import type { Guard } from "../guard";
import type { Numbers, Watch, WatchedEnd, WatchedPhase, WatchedRun } from "./watch";

/** The watcher of one run, kept from stopping what it watches. */
export class Watching {
  readonly #run: WatchedRun;
  readonly #watch: Watch;
  readonly #guard: Guard;
  #watcher: ReturnType<Watch>;
  /** Settles when the last of the run is shown. */
  shown: Promise<unknown> | undefined;

  constructor(run: WatchedRun, watch: Watch, guard: Guard) {
    this.#run = run;
    this.#watch = watch;
    this.#guard = guard;
  }

  /** Whether somebody watches. */
  get on(): boolean {
    return this.#watcher !== undefined;
  }

  began(phase: WatchedPhase): void {
    try {
      this.#watcher ??= this.#watch(this.#run);
      this.#watcher?.began(phase);
    } catch (error) {
      this.#failed(error);
    }
  }

  batch(epoch: number | null, batch: number): void {
    try {
      this.#watcher?.batch(epoch, batch);
    } catch (error) {
      this.#failed(error);
    }
  }

  epoch(epoch: number, numbers: Numbers): void {
    try {
      this.#watcher?.epoch(epoch, numbers);
    } catch (error) {
      this.#failed(error);
    }
  }

  logged(values: object, step: number, epoch: number | null): void {
    try {
      this.#watcher?.logged(values, step, epoch);
    } catch (error) {
      this.#failed(error);
    }
  }

  ended(end: WatchedEnd): void {
    try {
      this.shown = this.#watcher?.ended(end)?.catch((error) => this.#failed(error));
    } catch (error) {
      this.#failed(error);
    }
    this.#watcher = undefined;
  }

  #failed(error: unknown): void {
    this.#watcher = undefined;
    this.#guard.sayOnce(
      "watching",
      `Could not show how a training goes\n  ${messageOf(error)}\n  the training goes on`,
    );
  }
}
