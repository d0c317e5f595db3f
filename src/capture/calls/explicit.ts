import type { Recorder } from "../recorder";
import type { RunRecord } from "../runs/record";
import { Run, type RunWith } from "../runs/run";
import type { Outcome, RunOptions } from "../runs/run-start";
import { scopes } from "../runs/scope";
import type { Call, CallOptions } from "./call";
import { evaluate } from "./evaluations";
import { train } from "./fits";

/** Begin a training that a verb was called for; its run is there at once. */
export function begun<H>(recorder: Recorder, call: Call, options: CallOptions): Run<H> {
  let met: [RunRecord, Outcome] | undefined;
  const seen = (record: RunRecord, outcome: Outcome) => {
    met = [record, outcome];
  };
  const target = scopes.getStore();
  const done = train(recorder, call, { options, target, seen });
  // Whoever does not await `run.done` must not crash by a failed training.
  done.catch(() => {});
  const [record, outcome] = met ?? unseen(recorder, options, done);
  outcome.done = done.then((history) => {
    outcome.history = history;
  });
  outcome.done.catch(() => {});
  return new Run<H>(record, recorder, outcome);
}

/** Make an evaluation that a verb was called for. */
export async function tested<T>(
  recorder: Recorder,
  call: Call,
  options: RunOptions,
): Promise<RunWith<T>> {
  let met: RunRecord | undefined;
  const seen = (record: RunRecord) => {
    met = record;
  };
  const outcome: Outcome = {};
  const target = scopes.getStore();
  outcome.result = await evaluate(recorder, call, { options, target, seen });
  const record = met ?? unseen(recorder, options, Promise.resolve())[0];
  return new Run(record, recorder, outcome) as RunWith<T>;
}

/** Follow a call that can't be recorded by a run that leaves no facts. */
function unseen(
  recorder: Recorder,
  options: RunOptions,
  done: Promise<unknown>,
): [RunRecord, Outcome] {
  const record = recorder.unrecorded(options);
  done.then(
    () => record.end(),
    (error: unknown) => record.fail(error),
  );
  return [record, {}];
}
