import type { CallOptions, Target } from "../calls/call";
import { Origin } from "../origin/origin";
import type { Recorder } from "../recorder";
import type { ModelLike, TrainingArgs } from "../tfjs";
import { flatten } from "../values";
import { watchedFit } from "../watching/watched-phase";
import { Training } from "./training";

/** What a callback alone learns of the training that it is passed to. */
export interface Heard {
  options: CallOptions;
  model: ModelLike | undefined;
  /** What tfjs tells its callbacks by `setParams`. */
  told: TrainingArgs;
  target: Target | undefined;
}

/** A training known by its callbacks only: its arguments and its failure are not. */
export interface HeardTraining {
  training: Training;
  /** End the phase, and the run where it is ours. */
  end(error?: Error): void;
}

/** Begin to record a training that no patched method saw. */
export function beginHeard(recorder: Recorder, heard: Heard): HeardTraining {
  const { options, model = {}, told, target } = heard;
  const record = target?.record ?? recorder.record(options);
  const { initialEpoch } = told;
  const phase = heard.model
    ? recorder.phase({ kind: "fit", model }, record, { target, initialEpoch })
    : record.phase({ kind: "fit", parent: target?.phase, initialEpoch });
  if (heard.model) phase.origin = new Origin({ model, given: () => [] });
  phase.spend("the params of fit()", () => {
    recorder.describe(phase, model);
    const params = flatten(known(told));
    phase.params("fit", params);
    const { doValidation } = told;
    const watched = watchedFit("fit", told, params);
    record.watch({ ...watched, validates: doValidation === true }, options);
  });
  const planned = (told.epochs ?? 1) - (initialEpoch ?? 0);
  const every = options.every ?? recorder.every;
  const { sink } = recorder;
  const training = new Training(phase, { model, planned, every, sink });
  recorder.runs.set(recorder.front(model), record);
  const end = (error?: Error) => {
    if (error) training.failed(error);
    else training.finished();
    if (!target) record.end();
  };
  return { training, end };
}

/** Name what tfjs tells its callbacks as the other calls name it. */
function known({ samples, steps, ...told }: TrainingArgs): object {
  const { epochs, initialEpoch, batchSize } = told;
  const all = { epochs, initialEpoch, batchSize };
  const given = { ...all, trainSamples: samples, batchesPerEpoch: steps };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
}
