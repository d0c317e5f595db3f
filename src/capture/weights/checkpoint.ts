import { fileSystem } from "../artifacts/file-system";
import { save } from "../artifacts/models";
import { mixes } from "../calls/mixed-lists";
import type { Recorder } from "../recorder";
import { apart, scopes } from "../runs/scope";
import { isObject, isTensor, type ModelLike } from "../tfjs";
import type { TrainingCallback } from "../training/own-callback";
import { type WeightTensor, weightsOf } from "./weights";

/** How `prov.checkpoint` keeps the best weights. */
export interface CheckpointOptions {
  /** The metric that tells which are best; `val_loss`, or `loss` without validation. */
  monitor?: string;
  /** Whether less or more is better; more for what is named like an accuracy. */
  mode?: "min" | "max" | "auto";
  /** Give the model its best weights back when the training ends. */
  restore?: boolean;
  /** Save them into this folder too; `{epoch}` becomes the epoch. */
  path?: string;
}

/** What `prov.checkpoint` makes: to be passed among the callbacks of one training. */
export interface CheckpointCallback extends TrainingCallback {
  /** The epoch after which the monitored metric was best, 0-based. */
  readonly bestEpoch: number | null;
  readonly bestValue: number | null;
}

const made = new WeakMap<object, Checkpoint>();

/** Let go what the checkpoints among callbacks hold, where a training failed. */
export function release(callbacks: unknown): void {
  for (const one of [callbacks].flat()) {
    if (isObject(one)) made.get(one)?.release();
  }
}

/** Tell the checkpoints among callbacks the model: tfjs does not tell plain objects. */
export function meet(callbacks: unknown, model: ModelLike): void {
  for (const one of [callbacks].flat()) {
    if (isObject(one)) made.get(one)?.meet(model);
  }
}

/** Keeps the best weights of a training, and gives them back. */
export class Checkpoint {
  readonly #recorder: Recorder;
  readonly #options: CheckpointOptions;
  #model: ModelLike | undefined;
  #best: { epoch: number; value: number } | null = null;
  #kept: WeightTensor[] = [];

  constructor(recorder: Recorder, options: CheckpointOptions) {
    this.#recorder = recorder;
    this.#options = options;
  }

  /** Make the callback to pass; an instance of tfjs' class where that is known. */
  made(base: object = Object.prototype): CheckpointCallback {
    const best = () => this.#best;
    const nothing = async () => {};
    const callback = Object.assign(Object.create(base) as object, {
      [mixes]: true,
      setParams: () => {},
      setModel: (model: unknown) => this.meet(model as ModelLike),
      onTrainBegin: this.#began,
      onTrainEnd: this.#ended,
      onEpochBegin: nothing,
      onEpochEnd: this.#epochEnd,
      onBatchBegin: nothing,
      onBatchEnd: nothing,
    });
    Object.defineProperties(callback, {
      bestEpoch: { get: () => best()?.epoch ?? null },
      bestValue: { get: () => best()?.value ?? null },
    });
    made.set(callback, this);
    return callback as object as CheckpointCallback;
  }

  /** Learn which model is trained. */
  meet(model: ModelLike): void {
    this.#model = model;
  }

  /** Let go the weights that it holds. */
  release(): void {
    for (const tensor of this.#kept.splice(0)) tensor.dispose();
  }

  readonly #began = async (): Promise<void> => {
    this.release();
    this.#best = null;
  };

  readonly #epochEnd = async (epoch: number, logs?: unknown): Promise<void> => {
    const model = this.#trained;
    const found = await this.#monitored(logs);
    if (!model || !found) return;
    const [monitor, value] = found;
    if (!this.#isBetter(monitor, value)) return;
    this.#best = { epoch, value };
    const from = performance.now();
    if (this.#options.restore) this.#keep(model);
    const duration_ms = performance.now() - from;
    this.#note(model, { epoch, monitor, monitor_value: value, duration_ms });
    if (this.#options.path !== undefined) await this.#save(model, epoch);
  };

  /** Give the best weights back, as they were to the bit. */
  readonly #ended = async (): Promise<void> => {
    const model = this.#trained;
    if (model && this.#kept.length > 0) {
      weightsOf(model).forEach((weight, i) => {
        // Not by `write`, which would apply the constraints of a layer once more.
        weight.read().assign(this.#kept[i]);
      });
    }
    this.release();
  };

  #keep(model: ModelLike): void {
    this.release();
    this.#kept = weightsOf(model).map((weight) => weight.read().clone());
  }

  #note(
    model: ModelLike,
    moment: {
      epoch: number;
      monitor: string;
      monitor_value: number;
      duration_ms: number;
    },
  ): void {
    const phase = scopes.getStore()?.training?.phase;
    if (phase?.weights?.model !== this.#recorder.front(model)) return;
    phase.spend("a checkpoint", () =>
      phase.weights?.made({ origin: "checkpoint", ...moment }),
    );
  }

  async #save(core: ModelLike, epoch: number): Promise<void> {
    const model = this.#recorder.front(core);
    const { path = "" } = this.#options;
    const to = fileSystem(path.replaceAll("{epoch}", String(epoch)));
    const invoke = () => apart.run(true, () => (model as unknown as Saves).save(to));
    if (scopes.getStore()) await save(this.#recorder, model, to, invoke);
    else await invoke();
  }

  get #trained(): ModelLike | undefined {
    return scopes.getStore()?.training?.model ?? this.#model;
  }

  async #monitored(logs: unknown): Promise<[string, number] | undefined> {
    const all = isObject(logs) ? logs : {};
    const { monitor = "val_loss" in all ? "val_loss" : "loss" } = this.#options;
    const told = all[monitor];
    const value: unknown = isTensor(told) ? (await told.data())[0] : told;
    if (typeof value === "number") return [monitor, value];
    this.#recorder.guard.sayOnce(
      `monitor ${monitor}`,
      [
        `Could not make a checkpoint by ${JSON.stringify(monitor)}`,
        `  metrics of the epoch: ${Object.keys(all).join(", ")}`,
        "  the training goes on",
      ].join("\n"),
    );
    return undefined;
  }

  #isBetter(monitor: string, value: number): boolean {
    if (Number.isNaN(value)) return false;
    if (!this.#best) return true;
    const { mode = "auto" } = this.#options;
    const more = mode === "max" || (mode === "auto" && monitor.includes("acc"));
    return more ? value > this.#best.value : value < this.#best.value;
  }
}

interface Saves {
  save(to: unknown): Promise<unknown>;
}
