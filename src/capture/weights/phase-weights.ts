import type { Phase } from "../runs/phase";
import type { ModelLike } from "../tfjs";
import type { Moment, Noted, States } from "./states";

/** What the states of a phase belong to. */
export interface OfPhase {
  readonly states: States;
  readonly model: ModelLike;
  readonly modelId: string | null;
}

/** The weights of the model of one phase, as it begins, goes on and ends. */
export class PhaseWeights {
  readonly model: ModelLike;
  readonly #phase: Phase;
  readonly #states: States;
  readonly #modelId: string | null;
  readonly #firstStep: number;

  constructor(phase: Phase, { states, model, modelId }: OfPhase) {
    this.#phase = phase;
    this.#states = states;
    this.model = model;
    this.#modelId = modelId;
    this.#firstStep = phase.step;
  }

  /** Return the state that the phase begins with. */
  begin(): Noted {
    const { record, step } = this.#phase;
    return this.#states.start(this.model, {
      run_id: record.id,
      model_id: this.#modelId,
      step,
    });
  }

  /** Note the end of an epoch, where each is asked for. */
  epoch(epoch: number): void {
    if (this.#states.each) this.at({ origin: "epoch", epoch });
  }

  /** Return the state that the model is in at a moment of the phase. */
  at(moment: Moment): Noted {
    return this.#states.at(this.model, { ...this.#where, ...moment });
  }

  /** Return a state of its own, such as a checkpoint's. */
  made(moment: Moment): Noted {
    return this.#states.made(this.model, { ...this.#where, ...moment });
  }

  /** Note the state that training led to; none where no weight was updated. */
  end(): Promise<void> | undefined {
    const { step, lastEpoch: epoch } = this.#phase;
    if (step === this.#firstStep) return undefined;
    return this.made({ origin: "trained", epoch, step }).recorded;
  }

  get #where() {
    const { record, id, step } = this.#phase;
    return { run_id: record.id, phase_id: id, model_id: this.#modelId, step };
  }
}
