import { nowMs } from "../../util/clock";
import { endInterrupted } from "../runs/interrupted";
import { endFailed, stopReason } from "../runs/notes";
import type { Phase } from "../runs/phase";
import type { Steering } from "../steer/steering";
import { type Stop, stopBy, stopByUser, stopEvent } from "../steer/stop";
import { coreOf, isObject, isTensor, type ModelLike } from "../tfjs";
import { causeOf, type Hook } from "./callback-names";
import { OUTSIDE } from "./optimizer";
import { type Around, Updates } from "./updates";

/** How often per-batch metrics are recorded: each batch, or each n-th. */
export type Every = "batch" | number;

/** Numbers by name, copied out of logs that tfjs will change. */
type Numbers = (readonly [name: string, value: number])[];

/** What a training needs to be watched. */
export interface Watched extends Around {
  model: ModelLike;
  /** Epochs asked for. */
  planned: number;
  every?: Every;
}

/** One fit or fitDataset as its callbacks tell it, recorded into a phase. */
export class Training {
  readonly phase: Phase;
  /** Batches between two that are recorded; 0 for none. */
  readonly every: number;
  /** The model that does the work. */
  readonly model: ModelLike;
  /** The updates of its weights. */
  readonly updates: Updates;
  /** Callbacks of the user's that run now. */
  inside = 0;
  readonly #planned: number;
  #epochStartedAt = nowMs();
  #stop: Stop | null = null;

  constructor(phase: Phase, watched: Watched) {
    const { model, planned, every = 0 } = watched;
    this.phase = phase;
    this.every = every === "batch" ? 1 : Math.max(0, Math.trunc(every));
    this.model = coreOf(model);
    this.#planned = planned;
    this.updates = new Updates(phase, this.model, watched);
    phase.record.trainings.add(this);
  }

  /** The epoch that it is in, as tfjs counts. */
  get epoch(): number | null {
    return this.updates.epoch;
  }

  /** What its user asks of it from elsewhere. */
  get steering(): Steering {
    return this.updates.steering;
  }

  /** Stop after the batch that goes on. */
  stop(): void {
    this.phase.spend("an interrupt", () => {
      this.model.stopTraining = true;
    });
  }

  /** Record a moment of the training, before any callback of the user's sees it. */
  before(hook: Hook, given: readonly unknown[]): Promise<void> | undefined {
    if (hook === "onBatchBegin") return this.updates.begin(given[0] as number);
    const reading = this.phase.spend(hook, () => {
      this.#look(hook, undefined);
      return this.#record(hook, given);
    });
    return reading ?? this.updates.turns.due(hook);
  }

  /** See what a callback of the user's did. */
  after(hook: Hook, callback: unknown): void {
    this.phase.spend(hook, () => this.#look(hook, callback));
  }

  /** End the phase as tfjs ended the training. */
  finished(): void {
    const phase = this.phase;
    this.#over();
    if (phase.ended) return;
    if (phase.record.interruption) {
      endInterrupted(phase, this.epoch);
      return;
    }
    const stop = this.#stoppedBy();
    if (!stop) {
      phase.end({ status: "finished" });
      return;
    }
    const { reason, ...told } = stop;
    phase.spend("the early stop", () =>
      phase.event({ ...stopEvent, epoch: this.epoch, step: phase.step, ...told }),
    );
    phase.end({ status: "stopped early", reason });
  }

  /** End the phase as failed. */
  failed(error: unknown): void {
    this.#over();
    endFailed(this.phase, error, this.epoch);
  }

  #over(): void {
    this.phase.record.trainings.delete(this);
    this.steering.end();
  }

  /** Tell what stopped the training before its end, if anything. */
  #stoppedBy(): Stop | null {
    const { record } = this.phase;
    if (record.stopping?.phases.has(this.phase)) return stopByUser(record.stopping);
    const early = this.phase.epochs < this.#planned && this.model.stopTraining === true;
    return early ? (this.#stop ?? stopBy("model.stopTraining", "user")) : null;
  }

  #record(hook: Hook, given: readonly unknown[]): Promise<void> | undefined {
    if (this.phase.ended) return undefined;
    switch (hook) {
      case "onEpochBegin":
        this.updates.epoch = given[0] as number;
        this.#epochStartedAt = nowMs();
        return undefined;
      case "onBatchEnd":
        return this.#batchEnd(given[1]);
      case "onEpochEnd":
        return this.#epochEnd(given[0] as number, given[1]);
      default:
        return undefined;
    }
  }

  #batchEnd(logs: unknown): Promise<void> | undefined {
    const { step } = this.phase;
    if (this.every === 0 || step % this.every !== 0) return undefined;
    const epoch = this.epoch;
    const at = nowMs();
    return this.#read(logs, (numbers) => {
      for (const [name, value] of numbers) {
        if (name === "batch" || name === "size") continue;
        this.phase.metrics.push(name, "step", value, step, epoch, at);
      }
      const { watching } = this.phase.record;
      if (watching?.on) watching.logged(Object.fromEntries(numbers), step, epoch);
    });
  }

  #epochEnd(epoch: number, logs: unknown): Promise<void> | undefined {
    const { phase } = this;
    const ended_at = nowMs();
    const rate = this.updates.atEpochEnd();
    return this.#read(logs, (numbers) => {
      phase.epoch({ epoch, started_at: this.#epochStartedAt, ended_at });
      if (rate !== undefined) numbers.push(["learningRate", rate]);
      for (const [name, value] of numbers) {
        phase.metrics.push(name, "epoch", value, phase.step, epoch, ended_at);
      }
      phase.weights?.epoch(epoch);
      phase.pace();
      phase.record.watching?.epoch(epoch, numbers);
      this.updates.endWith({ epochEnds: true });
    });
  }

  /** Copy numbers out of logs; tensors are awaited and left as they are. */
  #read(logs: unknown, use: (numbers: Numbers) => void): Promise<void> | undefined {
    const entries = isObject(logs) ? Object.entries(logs) : [];
    if (!entries.some(([, value]) => isTensor(value))) {
      use(entries.filter((entry): entry is [string, number] => isNumber(entry[1])));
      return undefined;
    }
    const values = entries.map(([, value]) =>
      isTensor(value) ? value.data() : [value],
    );
    return Promise.all(values).then(
      (read) =>
        this.phase.spend("metrics", () =>
          use(entries.map(([name], i) => [name, Number(read[i]![0])])),
        ),
      (error: unknown) => {
        this.phase.spend("metrics", () => {
          throw error;
        });
      },
    );
  }

  /** See whether the rate or the wish to stop changed. */
  #look(hook: Hook, callback: unknown): void {
    this.updates.look(callback);
    if (this.#mustStop) {
      // tfjs takes the wish to stop back as a training begins.
      this.model.stopTraining = true;
      return;
    }
    // Until the first epoch the flag may still be that of the training before.
    if (this.epoch === null || hook === "onTrainEnd" || this.#stop) return;
    if (this.model.stopTraining !== true) return;
    const cause = causeOf(callback) ?? OUTSIDE;
    this.#stop = stopBy(stopReason(callback), cause);
  }

  get #mustStop(): boolean {
    const { interruption, stopping } = this.phase.record;
    return interruption !== null || (stopping?.phases.has(this.phase) ?? false);
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
