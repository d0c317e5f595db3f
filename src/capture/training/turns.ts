import type { Hook } from "./callback-names";

/** What tfjs means by `yieldEvery: "auto"`, in ms. */
const AUTO_MS = 125;

/** Who tells whether a query waits for the event loop. */
export interface Asked {
  readonly asked: boolean;
}

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
  /** How often the loop is to turn, in ms. */
  readonly everyMs: number;
  readonly #hook: Hook;
  readonly #sink: Asked;
  #last = performance.now();

  /**
   * @param yieldEvery `auto`, `batch`, `epoch`, `never` or milliseconds.
   * @param sink tells whether a query waits.
   */
  constructor(yieldEvery: unknown = "auto", sink: Asked = { asked: false }) {
    this.#sink = sink;
    this.#hook = yieldEvery === "epoch" ? "onEpochBegin" : "onBatchBegin";
    this.everyMs = everyMs(yieldEvery);
  }

  /** Return a turn of the loop where one is due at this hook. */
  due(hook: Hook, now = performance.now()): Promise<void> | undefined {
    const regular = hook === this.#hook && now - this.#last >= this.everyMs;
    if (regular) return this.take();
    return hook === "onBatchBegin" ? this.wanted() : undefined;
  }

  /** Return a turn of the loop where a query waits for one. */
  wanted(): Promise<void> | undefined {
    return this.#sink.asked ? this.take() : undefined;
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
