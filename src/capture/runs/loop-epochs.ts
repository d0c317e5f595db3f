import type { Phase } from "./phase";

/**
 * The epochs of a loop of the user's own, known by the `epoch` that `log()` is given: one
 * ends when the next is first seen, or with the phase. One that comes again after a
 * later one adds no second row.
 */
export class LoopEpochs {
  readonly #phase: Phase;
  #epoch = -1;
  #open = false;
  #startedAt = 0;
  #endedAt = 0;

  constructor(phase: Phase) {
    this.#phase = phase;
  }

  /** The last epoch seen. */
  get last(): number | null {
    return this.#epoch < 0 ? null : this.#epoch;
  }

  /** Note that a value of an epoch was logged. */
  seen(epoch: number, at: number): void {
    if (epoch > this.#epoch) {
      this.close();
      this.#startedAt = this.#endedAt || at;
      this.#epoch = epoch;
      this.#open = true;
    }
    this.#endedAt = at;
  }

  /** End the open epoch. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    const times = { started_at: this.#startedAt, ended_at: this.#endedAt };
    this.#phase.epoch({ epoch: this.#epoch, ...times });
    this.#phase.pace();
  }
}
