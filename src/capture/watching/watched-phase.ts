import type { PhaseKind } from "../../store/facts";
import type { TrainingArgs } from "../tfjs";
import type { Param } from "../values";
import type { WatchedPhase } from "./watch";

/** Tell who watches what a fit or fitDataset is about to do. */
export function watchedFit(
  kind: PhaseKind,
  args: TrainingArgs,
  params: readonly Param[],
): WatchedPhase {
  const told = new Map(params);
  const { validationData, validationSplit = 0, verbose } = args;
  return {
    kind,
    firstEpoch: args.initialEpoch ?? 0,
    endEpoch: args.epochs ?? 1,
    batches: number(told.get("batchesPerEpoch")) ?? batchesOf(told),
    validates: validationData != null || validationSplit > 0,
    ...(verbose === 0 && { progress: false }),
  };
}

/** Tell who watches of a training whose epochs nobody planned. */
export function watchedLoop(kind: PhaseKind): WatchedPhase {
  const unknown = { endEpoch: undefined, batches: undefined };
  return { kind, firstEpoch: 0, ...unknown, validates: false };
}

function batchesOf(told: ReadonlyMap<string, unknown>): number | undefined {
  const samples = number(told.get("trainSamples"));
  const size = number(told.get("batchSize"));
  return samples && size ? Math.ceil(samples / size) : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
