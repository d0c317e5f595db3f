import { ProvError } from "../../util/errors";
import type { Phase } from "./phase";
import type { RunRecord } from "./record";

/** Report that a training was stopped, by its user or with the kernel. */
export class Interrupted extends ProvError {
  override get name(): string {
    return "Interrupted";
  }
}

/** Why a run is being stopped, and how far it came. */
export interface Interruption {
  readonly reason: string;
  epoch: number | null;
  step: number;
  /** Whether the event of it was added. */
  noted: boolean;
}

/** What a training of an interrupted run throws at its end, or at its next step. */
export function interruptedError(run: RunRecord): Interrupted {
  const { reason, epoch, step } = run.interruption!;
  const by = reason.startsWith("by ") ? reason : `as ${reason}`;
  const came = [
    ...(epoch === null ? [] : [`epoch ${epoch + 1}`]),
    ...(step === 0 ? [] : [`step ${step}`]),
  ];
  const where = came.length === 0 ? "before its first step" : `in ${came.join(", ")}`;
  return new Interrupted(`The run ${run.name} was interrupted ${by}`, {
    hint: [
      `it stopped ${where}; what was recorded is kept`,
      "try: train the model again, it goes on from the weights that it has",
    ],
  });
}

/** What a cell that was interrupted gets where it goes on to train. */
export function stoppedCellError(): Interrupted {
  return new Interrupted("Could not train in a cell that was interrupted", {
    hint: ["what it trained before is recorded", "try: run the cell again"],
  });
}

/** End a phase of an interrupted run, with an event where the run has none yet. */
export function endInterrupted(phase: Phase, epoch: number | null): void {
  const { record } = phase;
  const { reason } = record.interruption!;
  phase.spend("an interrupt", () => record.noteInterrupted(phase, epoch));
  phase.end({ status: "interrupted", reason });
}
