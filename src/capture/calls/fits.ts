import { nowMs } from "../../util/clock";
import { fitDatasetParams, fitParams } from "../models/params";
import { originOf } from "../origin/origin";
import type { Recorder } from "../recorder";
import type { RunRecord } from "../runs/record";
import type { Outcome } from "../runs/run-start";
import { isObject } from "../tfjs";
import { placed } from "../training/callbacks";
import { withoutOwn } from "../training/own-callback";
import { Training } from "../training/training";
import { flatten } from "../values";
import { watchedFit } from "../watching/watched-phase";
import { release } from "../weights/checkpoint";
import { argsOf, argsPlace, type Call, type Recording, within } from "./call";

/** Record a fit or fitDataset; resolve to what tfjs resolves to. */
export async function train(
  recorder: Recorder,
  call: Call,
  recording: Recording = {},
): Promise<unknown> {
  recorder.refuse(recording.target?.record);
  const begun = recorder.guard.attempt(`${call.kind}()`, () =>
    begin(recorder, call, recording),
  );
  if (!begun) return call.invoke(call.given);
  const { record, training, data, outcome } = begun;
  const alone = recording.target === undefined;
  try {
    const given = withOurs(
      data ? { ...call, given: data.enter(call) } : call,
      training,
    );
    const scope = { record, phase: training.phase, training };
    await recorder.ready();
    record.refuse();
    outcome.history = await within(call, scope, () => call.invoke(given));
    training.finished();
    const endedAt = nowMs();
    await training.phase.ending;
    record.refuse();
    await data?.settled();
    if (alone) record.end(endedAt);
    return outcome.history;
  } catch (error) {
    training.failed(error);
    release(argsOf(call).callbacks);
    await training.phase.ending;
    await data?.settled();
    if (alone) record.fail(error);
    throw error;
  } finally {
    if (alone) await record.watching?.shown;
  }
}

function begin(recorder: Recorder, call: Call, recording: Recording) {
  const from = performance.now();
  const { options, target } = recording;
  recorder.endBatches(recorder.front(call.model), target?.record);
  return recorder.begin(target?.record, options, (record) => {
    const begun = beginIn(record, recorder, call, recording);
    const { phase } = begun.training;
    phase.captureMs = performance.now() - from;
    recording.seen?.(record, begun.outcome);
    const data = recorder.dataOf(phase);
    phase.origin = originOf(call, data);
    return { ...begun, record, data };
  });
}

function beginIn(
  record: RunRecord,
  recorder: Recorder,
  call: Call,
  recording: Recording,
) {
  const { options, target } = recording;
  const model = recorder.front(call.model);
  const args = argsOf(call);
  const { initialEpoch } = args;
  const name = target && options?.name;
  const phase = recorder.phase(call, record, { target, name, initialEpoch });
  phase.spend(`the params of ${call.kind}()`, () => {
    const told = call.kind === "fit" ? fitParams : fitDatasetParams;
    const params = told(call.given[0], args);
    recorder.describe(phase, model);
    if (call.kind === "fitDataset") record.seeds.meet(call.given[0]);
    phase.params("fit", params);
    if (target && options?.params) phase.params("user", flatten(options.params));
    record.watch(watchedFit(call.kind, args, params), options);
  });
  const planned = (args.epochs ?? 1) - (initialEpoch ?? 0);
  const every = options?.every ?? recorder.every;
  const { yieldEvery, callbacks } = args;
  const training = new Training(phase, {
    model,
    planned,
    every,
    yieldEvery,
    callbacks,
    sink: recorder.sink,
  });
  const outcome: Outcome = {};
  record.outcome = outcome;
  recorder.runs.set(model, record);
  return { training, outcome };
}

/** Put our ears among the callbacks, in an arguments object of our own. */
function withOurs(call: Call, training: Training): readonly unknown[] {
  const place = argsPlace(call.kind);
  const args = call.given[place];
  const optional = args === undefined && call.kind === "fit";
  if (!optional && !isObject(args)) return call.given;
  const callbacks = training.phase.spend("callbacks", () =>
    placed(withoutOwn(argsOf(call).callbacks), training),
  );
  if (callbacks === undefined) return call.given;
  return call.given
    .slice(0, place)
    .concat({ ...argsOf(call), callbacks }, call.given.slice(place + 1));
}
