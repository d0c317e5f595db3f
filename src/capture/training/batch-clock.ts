/** The clock is read about so often, in ms. */
const EVERY_MS = 50;
/** So many batches go by unread at most: the next ones may be longer. */
const MOST = 15;

/**
 * Says at which batches of a training the clock is read. Where batches are short not at
 * each: two looks at the clock cost more than all else that capture does with a batch.
 */
export class BatchClock {
  readonly #everyMs: number;
  #at = performance.now();
  #passed = 0;
  #left = 0;

  /** @param turnMs how often the event loop is to turn, in ms. */
  constructor(turnMs = Number.POSITIVE_INFINITY) {
    this.#everyMs = Math.min(EVERY_MS, turnMs);
  }

  /** Count a batch; tell whether the clock is to be read at it. */
  due(): boolean {
    this.#passed += 1;
    this.#left -= 1;
    return this.#left < 0;
  }

  /** Take note of a time that was read; return the batches since the last one. */
  read(now: number): number {
    const passed = this.#passed;
    const each = (now - this.#at) / passed;
    this.#left = Math.min(MOST, Math.floor(this.#everyMs / each) || 0);
    this.#at = now;
    this.#passed = 0;
    return passed;
  }
}
