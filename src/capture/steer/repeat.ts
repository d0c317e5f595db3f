import { noteRateChange } from "../runs/notes";
import type { Phase } from "../runs/phase";
import { OUTSIDE, type RateChange, type RateWatch } from "../training/optimizer";
import { optimizerSettings } from "./settings";
import type { Steering } from "./steering";

/** An end that a person brought about: after so many updates of the run. */
interface End {
  readonly step: number;
  /** Whether its epoch came to its end, with what was measured on validation data. */
  readonly epochEnded: boolean;
}

interface Told {
  /** The phase's place in the run, from 0. */
  readonly phase: number;
  readonly step: number;
  readonly reason: string | null;
}

/**
 * What a person did to a run from outside its code. Where that run is trained again each
 * thing is done at its step, and nobody else is heard: a person acts in time.
 */
export interface Repeated {
  readonly interrupted: End | null;
  readonly changes: readonly (Told & {
    readonly name: string;
    readonly value: number;
    /** Whether it came after the last update of an epoch, before that epoch's end. */
    readonly endsEpoch: boolean;
  })[];
  readonly stops: readonly (Told & End)[];
}

/** A run that nobody steered. */
export const unsteered: Repeated = { interrupted: null, changes: [], stops: [] };

/** Ask for what was set before the update that begins now, or before an epoch's end. */
export function repeatChanges(
  phase: Phase,
  steering: Steering,
  { epochEnds = false } = {},
): void {
  const { repeated } = phase.record;
  if (!repeated) return;
  for (const { name, value, reason, endsEpoch, ...at } of repeated.changes) {
    if (at.phase !== phase.position || at.step !== phase.step) continue;
    if (endsEpoch !== epochEnds) continue;
    void steering.ask([[name, value]], { reason, cell: null });
  }
}

/**
 * Note a change of the rate. In a run that repeats another, a rate that a cell's code set
 * beside the training is taken back instead: it came at a step of its own, and is set there.
 */
export function meetRate(
  phase: Phase,
  watch: RateWatch,
  change: RateChange,
  epoch: number | null,
): void {
  const { optimizer } = watch.model;
  const beside = change.cause === OUTSIDE && change.note === undefined;
  if (!phase.record.repeated || !beside || !optimizer) {
    noteRateChange(phase, change, epoch);
    return;
  }
  const rate = optimizerSettings(optimizer).find(({ name }) => name === "learningRate");
  rate?.write(change.from);
  watch.changed();
}

/** Tell whether an end has come; the end of an epoch is told apart. */
export function hasCome(end: End, step: number, epochEnds: boolean): boolean {
  return step > end.step || (step === end.step && (epochEnds || !end.epochEnded));
}

/** Stop what was stopped in the update that goes on, or at the end of its epoch. */
export function repeatStop(phase: Phase, { epochEnds = false } = {}): void {
  const { record } = phase;
  if (!record.repeated || record.stopping) return;
  const stop = record.repeated.stops.find(
    (one) => one.phase === phase.position && hasCome(one, phase.step, epochEnds),
  );
  if (!stop) return;
  const { reason } = stop;
  record.stopping = { reason, cell: null, phases: new Set([phase]) };
  for (const training of record.trainings) {
    if (training.phase === phase) training.stop();
  }
}
