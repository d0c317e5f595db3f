import { nowMs } from "../../util/clock";
import type { PhaseData } from "../data/phase-data";
import type { StreamWatch } from "../data/streams";
import { batchParams } from "../models/params";
import { type Given, givenBy } from "../origin/data";
import { Origin } from "../origin/origin";
import type { Recorder } from "../recorder";
import { endInterrupted } from "../runs/interrupted";
import { endFailed } from "../runs/notes";
import type { Phase, PhaseEnd } from "../runs/phase";
import { scopes } from "../runs/scope";
import { meetRate, repeatChanges, repeatStop } from "../steer/repeat";
import { Steering } from "../steer/steering";
import { endingOf } from "../steer/stop";
import { coreOf, type ModelLike } from "../tfjs";
import { RateWatch } from "../training/optimizer";
import { watchedLoop } from "../watching/watched-phase";
import { type Call, within } from "./call";

/** Silence that ends the run which trainOnBatch opened. */
const silenceMs = 2000;

/** Record one update of trainOnBatch; resolve to what tfjs resolves to. */
export async function trainOnBatch(recorder: Recorder, call: Call): Promise<unknown> {
  refuse(recorder, call);
  const batches = recorder.guard.attempt("trainOnBatch()", () => open(recorder, call));
  if (!batches) return call.invoke(call.given);
  const { phase } = batches;
  const scope = { record: phase.record, phase, training: null };
  try {
    await recorder.ready();
    await recorder.turns.due("onBatchBegin");
    batches.begins();
    await batches.sees(call.given);
    const losses = await within(call, scope, () => call.invoke(call.given));
    batches.took(losses, call);
    return losses;
  } catch (error) {
    batches.failed(error);
    throw error;
  }
}

/** Throw where the run of this update was interrupted; a new cell begins a new run. */
function refuse(recorder: Recorder, { model }: Call): void {
  const target = scopes.getStore();
  const stopped = recorder.implied.get(recorder.front(model));
  if (!target && stopped?.phase.record.interruption) {
    recorder.implied.delete(recorder.front(model));
    if (recorder.isOf(stopped.phase.record)) stopped.phase.record.refuse();
  }
  recorder.refuse(target?.record);
}

/** Return the phase that a model's updates belong to, started with the first. */
function open(recorder: Recorder, call: Call): BatchTraining {
  const target = scopes.getStore();
  const model = recorder.front(call.model);
  const known = target ? target.record.batches : recorder.implied;
  const running = known.get(model);
  if (running) return running;
  return recorder.begin(target?.record, undefined, (record) => {
    const phase = recorder.phase(call, record, { target });
    phase.spend("the params of trainOnBatch()", () => {
      recorder.describe(phase, model);
      phase.params("fit", batchParams(call.given[0]));
      record.watch(watchedLoop("trainOnBatch"));
    });
    recorder.runs.set(model, record);
    const batches = new BatchTraining(phase, model, {
      ...{ known, implied: target === undefined },
      data: recorder.dataOf(phase),
    });
    phase.origin = new Origin({ model, given: () => batches.given });
    known.set(model, batches);
    return batches;
  });
}

interface BatchesStart {
  /** Where it is found until its end. */
  known: Map<object, BatchTraining>;
  /** Whether the run is there for these updates alone. */
  implied: boolean;
  data: PhaseData | undefined;
}

/** The updates that trainOnBatch makes to one model, one phase until their end. */
export class BatchTraining {
  readonly phase: Phase;
  readonly #model: ModelLike;
  readonly #known: Map<object, BatchTraining>;
  readonly #rate: RateWatch;
  /** Ends a run that nothing else would end; null inside a run of the user's. */
  readonly #silence: NodeJS.Timeout | null;
  /** What its user asks of it from elsewhere. */
  readonly steering: Steering;
  readonly #data: PhaseData | undefined;
  readonly #watch: StreamWatch | undefined;
  #call: Call | undefined;
  #inFlight = 0;
  #lastAt = nowMs();

  constructor(phase: Phase, model: ModelLike, { known, implied, data }: BatchesStart) {
    this.phase = phase;
    this.#model = model;
    this.#known = known;
    this.#data = data;
    this.#watch = data?.batches();
    this.#rate = new RateWatch(coreOf(model));
    this.steering = new Steering(coreOf(model));
    this.#silence = implied ? setTimeout(() => this.#silent(), silenceMs) : null;
    this.#silence?.unref();
  }

  /** Note that an update begins. */
  begins(): void {
    this.#inFlight += 1;
    this.phase.spend("trainOnBatch()", () => {
      this.phase.record.surroundings?.late(nowMs());
      const change = this.#rate.changed();
      if (change) meetRate(this.phase, this.#rate, change, null);
      repeatChanges(this.phase, this.steering);
      if (!this.steering.waits) return;
      this.steering.apply(this.phase, null);
      this.#rate.changed();
    });
  }

  /** Look at what an update trains on, before tfjs does; never rejects. */
  sees([x, y]: readonly unknown[]): Promise<void> | undefined {
    return this.#watch?.look(x, y);
  }

  /** Record an update and what it returned. */
  took(losses: unknown, call: Call): void {
    this.#passed();
    this.#call = call;
    this.phase.spend("trainOnBatch()", () => {
      this.phase.step += 1;
      this.phase.record.reached(this.phase);
      repeatStop(this.phase);
      this.#measured(Array.isArray(losses) ? losses : [losses]);
    });
    this.#call = undefined;
    if (this.phase.record.interruption) this.interrupt();
  }

  /** Record what an update measured, in the order of `metricsNames`. */
  #measured(values: readonly unknown[]): void {
    const { step, metrics, record } = this.phase;
    const names = this.#model.metricsNames ?? ["loss"];
    const numbers = values
      .map((value, i) => [names[i], value])
      .filter(
        (one): one is [string, number] =>
          typeof one[1] === "number" && one[0] !== undefined,
      );
    for (const [name, value] of numbers) {
      metrics.push(name, "step", value, step, null, this.#lastAt);
    }
    const { watching } = record;
    if (watching?.on) watching.logged(Object.fromEntries(numbers), step, null);
  }

  /** What the update that is being recorded trained on. */
  get given(): Given[] {
    return this.#call ? givenBy(this.#call, "train") : [];
  }

  /** End as interrupted, after the update that goes on. */
  interrupt(): void {
    if (this.#inFlight > 0) return;
    endInterrupted(this.phase, null);
    if (!this.#silence) return;
    clearTimeout(this.#silence);
    this.phase.record.endInterrupted(this.#lastAt);
  }

  /** End the phase as failed, and the run where it is ours. */
  failed(error: unknown): void {
    this.#passed();
    endFailed(this.phase, error, null);
    this.#forget();
    if (this.#silence) this.phase.record.fail(error);
  }

  /** End the phase, and the run where it is ours, as of the last update. */
  end(ending: PhaseEnd = endingOf(this.phase)): void {
    this.phase.end({ ...ending, at: this.#lastAt });
    this.#forget();
    if (this.#silence) this.phase.record.end(this.#lastAt);
  }

  #passed(): void {
    this.#inFlight -= 1;
    this.#lastAt = nowMs();
    this.#silence?.refresh();
  }

  #silent(): void {
    if (this.#inFlight > 0) this.#silence?.refresh();
    else this.end();
  }

  #forget(): void {
    void this.#data?.settled();
    if (this.#silence) clearTimeout(this.#silence);
    this.#known.delete(this.#model);
    this.steering.end();
  }
}
