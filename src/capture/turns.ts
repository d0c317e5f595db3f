import type { Hook } from "./callback-names";

/** What tfjs means by `yieldEvery: "auto"`, in ms. */
const AUTO_MS = 125;

/**
 * Let the event loop turn during a training, as often as `yieldEvery` says, and at each
 * batch while a query waits: an answer takes several turns.
 *
 * tfjs itself does so for callbacks that are plain objects only. With a list of its own
 * classes, such as `tf.callbacks.earlyStopping()` alone, a training on the CPU keeps the
 * loop for itself to the end (`CallbackList` of tfjs-layers 4.22): no other cell, query,
 * timer or stop button would be heard. Turning the loop changes no number.
 */
export class Turns {
  readonly #hook: Hook;
  readonly #everyMs: number;
  readonly #asked: () => boolean;
  #last = performance.now();

  /**
   * @param yieldEvery `auto`, `batch`, `epoch`, `never` or milliseconds.
   * @param asked tells whether a query waits.
   */
  constructor(yieldEvery: unknown = "auto", asked = () => false) {
    this.#asked = asked;
    this.#hook = yieldEvery === "epoch" ? "onEpochBegin" : "onBatchBegin";
    this.#everyMs = everyMs(yieldEvery);
  }

  /** Return a turn of the loop where one is due at this hook. */
  due(hook: Hook): Promise<void> | undefined {
    const regular = hook === this.#hook && this.#waited() >= this.#everyMs;
    const wanted = hook === "onBatchBegin" && this.#asked();
    return regular || wanted ? this.take() : undefined;
  }

  #waited(): number {
    return performance.now() - this.#last;
  }

  /** Let the loop turn now. */
  async take(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#last = performance.now();
  }
}

function everyMs(yieldEvery: unknown): number {
  switch (yieldEvery) {
    case "batch":
    case "epoch":
      return 0;
    case "never":
      return Number.POSITIVE_INFINITY;
    default:
      return typeof yieldEvery === "number" ? yieldEvery : AUTO_MS;
  }
}
