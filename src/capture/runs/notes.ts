import { isObject } from "../tfjs";
import { callbackName } from "../training/callback-names";
import type { RateChange } from "../training/optimizer";
import { endInterrupted } from "./interrupted";
import type { Phase } from "./phase";

/** Add the event of a changed learning rate. */
export function noteRateChange(
  phase: Phase,
  change: RateChange,
  epoch: number | null,
): void {
  const { from: old_value, to: new_value, cause, note: message = null } = change;
  const { step } = phase;
  const values = { old_value, new_value, cause, message };
  phase.event({ kind: "changed", name: "learningRate", epoch, step, ...values });
}

/**
 * End a phase as failed, with an event that names the error; as interrupted where it
 * is that which made it fail.
 */
export function endFailed(phase: Phase, error: unknown, epoch: number | null): void {
  if (phase.ended) return;
  if (phase.record.interruption) {
    endInterrupted(phase, epoch);
    return;
  }
  phase.spend("a failure", () =>
    phase.event({
      kind: "failed",
      name: errorName(error),
      epoch,
      step: phase.step,
      message: errorText(error),
    }),
  );
  phase.end({ status: "failed", reason: reasonOf(error) });
}

/** Say what stopped a training: the callback and its patience, if it tells. */
export function stopReason(callback: unknown): string {
  if (!isObject(callback)) return "model.stopTraining";
  const { monitor, patience } = callback;
  const known = typeof monitor === "string" && typeof patience === "number";
  if (!known) return "model.stopTraining";
  return `${callbackName(callback)} on ${monitor}, patience ${patience}`;
}

/** Say why something failed: the error's name and message. */
export function reasonOf(error: unknown): string {
  return `${errorName(error)}: ${errorText(error)}`;
}

/** Name an error; one thrown in a notebook's cell is of another realm's class. */
export function errorName(error: unknown): string {
  return isObject(error) && typeof error.name === "string" ? error.name : typeof error;
}

function errorText(error: unknown): string {
  const told = isObject(error) && typeof error.message === "string";
  return told ? (error.message as string) : String(error);
}
