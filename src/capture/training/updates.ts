import { nowMs } from "../../util/clock";
import type { Phase } from "../runs/phase";
import { meetRate, repeatChanges, repeatStop } from "../steer/repeat";
import { Steering } from "../steer/steering";
import type { ModelLike } from "../tfjs";
import { BatchClock } from "./batch-clock";
import { causeOf } from "./callback-names";
import { RateWatch } from "./optimizer";
import { type Asked, Turns } from "./turns";

/** Who watches a training is told of its batches so often at most, in ms. */
const TELL_MS = 200;

/** What is around the updates of a training. */
export interface Around {
  /** How often the event loop is to turn, as `fit` takes it. */
  yieldEvery?: unknown;
  /** The callbacks that its user gave. */
  callbacks?: unknown;
  /** Tells whether a query waits for the event loop. */
  sink?: Asked;
}

/**
 * The updates of a training's weights, each as it begins: whether the rate has changed,
 * what a user set, how many there were. What runs with each of them makes few calls and
 * touches few objects, as tfjs clears the caches of the processor between two.
 */
export class Updates {
  /** The epoch that the training is in, as tfjs counts. */
  epoch: number | null = null;
  /** What its user asks of it from elsewhere. */
  readonly steering: Steering;
  readonly turns: Turns;
  readonly #phase: Phase;
  readonly #rate: RateWatch;
  readonly #clock: BatchClock;
  /** Whether the run is another one, trained again. */
  readonly #repeats: boolean;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(phase: Phase, model: ModelLike, around: Around) {
    const { yieldEvery, callbacks, sink } = around;
    this.#phase = phase;
    this.#rate = new RateWatch(model);
    this.steering = new Steering(model, callbacks);
    this.turns = new Turns(yieldEvery, sink);
    this.#clock = new BatchClock(this.turns.everyMs);
    this.#repeats = phase.record.repeated !== null;
  }

  /** Take one that begins; where the loop turns first, others may change its rate. */
  begin(batch: number): Promise<void> | undefined {
    const due = this.#clock.due();
    const turn = due ? this.turns.due("onBatchBegin") : this.turns.wanted();
    if (turn) return turn.then(() => this.#take(batch, due));
    this.#take(batch, due);
    return undefined;
  }

  /** See whether the rate changed. */
  look(callback?: unknown): void {
    const change = this.#rate.changed();
    if (!change) return;
    const cause = causeOf(callback) ?? change.cause;
    meetRate(this.#phase, this.#rate, { ...change, cause }, this.epoch);
  }

  /** Set what was set before an epoch's end, as it shows there; return the rate. */
  atEpochEnd(): number | undefined {
    if (this.#repeats) {
      repeatChanges(this.#phase, this.steering, { epochEnds: true });
      if (this.steering.waits) this.#steer();
    }
    return this.#rate.read();
  }

  /** End where the run that is repeated ended: in an update, or with its epoch. */
  endWith(at?: { epochEnds: boolean }): void {
    if (!this.#repeats) return;
    this.#phase.record.reached(this.#phase, at);
    repeatStop(this.#phase, at);
  }

  /** Time it where that is due; the work of those without a time is taken as alike. */
  #take(batch: number, due: boolean): void {
    const from = due ? performance.now() : 0;
    this.#count();
    if (due) this.#clocked(batch, from, performance.now());
  }

  #clocked(batch: number, from: number, to: number): void {
    const phase = this.#phase;
    phase.captureMs += (to - from) * this.#clock.read(from);
    if (to - this.#toldAt < TELL_MS) return;
    this.#toldAt = to;
    phase.spend("onBatchBegin", () => this.#tell(batch));
  }

  #count(): void {
    const { steering } = this;
    const phase = this.#phase;
    try {
      this.look();
      if (this.#repeats) repeatChanges(phase, steering);
      if (steering.waits) this.#steer();
      if (phase.ended) return;
      phase.step += 1;
      // tfjs stops after the batch in which it is told to.
      this.endWith();
    } catch (error) {
      phase.failed("onBatchBegin", error);
    }
  }

  /** Apply what its user set; the change of the rate is noted as theirs. */
  #steer(): void {
    this.steering.apply(this.#phase, this.epoch);
    this.#rate.changed();
  }

  #tell(batch: number): void {
    const { ended, record } = this.#phase;
    if (ended) return;
    record.watching?.batch(this.epoch, batch);
    record.surroundings?.late(nowMs());
  }
}
