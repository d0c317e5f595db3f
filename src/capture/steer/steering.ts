import type { Phase } from "../runs/phase";
import type { ModelLike } from "../tfjs";
import { optimizerSettings, type Setting, stopSettings } from "./settings";

/** Who asked for a change, and why. */
export interface Asking {
  readonly reason: string | null;
  /** The cell run whose code asked. */
  readonly cell: string | null;
}

interface Asked extends Asking {
  readonly changes: readonly (readonly [name: string, value: number])[];
  readonly done: (applied: boolean) => void;
}

/** What is asked of one training while it goes on, until its next batch begins. */
export class Steering {
  readonly #model: ModelLike;
  readonly #callbacks: unknown;
  #asked: Asked[] = [];
  /** Whether anything is asked for; read with each batch. */
  waits = false;

  constructor(model: ModelLike, callbacks?: unknown) {
    this.#model = model;
    this.#callbacks = callbacks;
  }

  /** What may be set now. */
  get settings(): Setting[] {
    const { optimizer } = this.#model;
    const own = optimizer ? optimizerSettings(optimizer) : [];
    return [...own, ...stopSettings(this.#callbacks)];
  }

  /** Ask for changes; resolves to whether they were applied before the end. */
  ask(changes: Asked["changes"], asking: Asking): Promise<boolean> {
    return new Promise((done) => {
      this.#asked.push({ ...asking, changes, done });
      this.waits = true;
    });
  }

  /** Apply what is asked for, an event each. */
  apply(phase: Phase, epoch: number | null): void {
    for (const asked of this.#taken()) {
      phase.spend("what the user set", () => this.#apply(asked, phase, epoch));
      asked.done(true);
    }
  }

  /** Let go what came too late. */
  end(): void {
    for (const { done } of this.#taken()) done(false);
  }

  #taken(): Asked[] {
    this.waits = false;
    return this.#asked.splice(0);
  }

  #apply({ changes, reason, cell }: Asked, phase: Phase, epoch: number | null): void {
    for (const [name, value] of changes) {
      for (const setting of this.settings.filter((one) => one.name === name)) {
        const old_value = setting.read();
        setting.write(value);
        phase.event({
          kind: "changed",
          name,
          epoch,
          step: phase.step,
          old_value,
          new_value: setting.read(),
          cause: "user",
          message: reason,
          cell_run_id: cell,
        });
      }
    }
  }
}
