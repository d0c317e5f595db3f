import type { EventRow } from "../../store/facts";
import type { Recorder } from "../recorder";
import type { Phase, PhaseEnd } from "../runs/phase";
import type { RunRecord } from "../runs/record";
import type { SteerOptions } from "./steer";
import type { Asking } from "./steering";

/** A user's wish that what trains now stops. */
export interface Stopping extends Asking {
  /** The phases that went on when it was told. */
  readonly phases: ReadonlySet<Phase>;
}

/** What stopped a training before its end, as its event tells. */
export interface Stop extends Pick<EventRow, "cause" | "message" | "cell_run_id"> {
  /** Why, as the phase tells. */
  readonly reason: string;
}

/** What all events of an early stop have. */
export const stopEvent = { kind: "stopped early", name: "stopTraining" } as const;

/** Tell of a stop that no user told from elsewhere. */
export function stopBy(reason: string, cause: string): Stop {
  return { reason, cause, message: reason, cell_run_id: null };
}

/** Tell of a stop that a user told. */
export function stopByUser({ reason, cell }: Stopping): Stop {
  return {
    reason: reasonOf(reason),
    cause: "user",
    message: reason,
    cell_run_id: cell,
  };
}

/** Say how a phase ends that nothing ended otherwise. */
export function endingOf(phase: Phase): PhaseEnd {
  const { stopping } = phase.record;
  if (!stopping?.phases.has(phase)) return { status: "finished" };
  return { status: "stopped early", reason: reasonOf(stopping.reason) };
}

/** Stop what a run trains now, each after its batch; what is not told is not stopped. */
export function stop(
  recorder: Recorder,
  record: RunRecord,
  { reason }: SteerOptions,
): void {
  if (record.endedAt !== null || record.stopping || record.repeated) return;
  const asking = { reason: reason ?? null, cell: recorder.cell ?? null };
  const stopping = { ...asking, phases: new Set(record.open) };
  record.stopping = stopping;
  for (const training of record.trainings) training.stop();
  // A fit tells of its stop at its end, when the last of its batches is known.
  const trained = new Set([...record.trainings].map(({ phase }) => phase));
  const { reason: _, ...told } = stopByUser(stopping);
  for (const phase of stopping.phases) {
    if (trained.has(phase)) continue;
    const at = { epoch: phase.loopEpoch, step: phase.step };
    phase.spend("a stop", () => phase.event({ ...stopEvent, ...at, ...told }));
  }
}

function reasonOf(reason: string | null): string {
  return reason === null ? "by the user" : `by the user: ${reason}`;
}
