import { nowMs } from "../../util/clock";
import { evaluateParams } from "../models/params";
import { originOf } from "../origin/origin";
import type { Recorder } from "../recorder";
import { endFailed } from "../runs/notes";
import type { Phase } from "../runs/phase";
import type { RunRecord } from "../runs/record";
import { isObject, isTensor, type ModelLike } from "../tfjs";
import { argsOf, type Call, type Recording, within } from "./call";

/**
 * Record an evaluate or evaluateDataset and return just what tfjs returned. It joins the
 * run around it, or the last run of its model even when that has ended (whose status
 * stays), else it is a run of its own.
 */
export function evaluate(
  recorder: Recorder,
  call: Call,
  recording: Recording = {},
): unknown {
  const begun = recorder.guard.attempt(`${call.kind}()`, () =>
    begin(recorder, call, recording),
  );
  if (!begun) return call.invoke(call.given);
  const { record, phase, alone } = begun;
  const data = recorder.dataOf(phase);
  phase.origin = originOf(call, data);
  const took = (scores: unknown) => {
    phase.spend("test metrics", () => addScores(phase, record, call.model, scores));
    phase.end({ status: "finished" });
    if (alone) record.end();
    return scores;
  };
  const failed = (error: unknown): never => {
    endFailed(phase, error, null);
    if (alone) record.fail(error);
    throw error;
  };
  try {
    const scope = { record, phase, training: null };
    const given = data?.enter(call) ?? call.given;
    const scores = within(call, scope, () => call.invoke(given));
    if (!isPromise(scores)) return took(scores);
    return scores.finally(() => data?.settled()).then(took, failed);
  } catch (error) {
    return failed(error);
  }
}

function isPromise(value: unknown): value is Promise<unknown> {
  return isObject(value) && typeof value.then === "function";
}

function begin(recorder: Recorder, call: Call, { options, target, seen }: Recording) {
  const joined = target?.record ?? recorder.runs.get(recorder.front(call.model));
  return recorder.begin(joined, options, (record) => {
    const phase = recorder.phase(call, record, {
      target,
      name: joined && options?.name,
    });
    phase.spend(`the params of ${call.kind}()`, () =>
      phase.params("fit", evaluateParams(call.given[0], argsOf(call))),
    );
    seen?.(record, record.outcome);
    return { record, phase, alone: joined === undefined };
  });
}

/**
 * Read the scores now, before the user may dispose of them: a wait for the device that
 * reading them costs the user anyway. They belong to the last epoch of the run.
 */
function addScores(
  phase: Phase,
  run: RunRecord,
  model: ModelLike,
  scores: unknown,
): void {
  const tensors = (Array.isArray(scores) ? scores : [scores]).filter(isTensor);
  const names = model.metricsNames ?? ["loss"];
  // With several outputs tfjs puts partial sums of the loss before the loss itself.
  const extra = Math.max(0, tensors.length - names.length);
  const step = run.trained?.step ?? 0;
  const at = nowMs();
  names.forEach((name, i) => {
    const value = tensors[i + extra]?.dataSync()[0];
    if (value === undefined) return;
    phase.metrics.push(`test_${name}`, "epoch", value, step, run.lastEpoch, at);
  });
}
