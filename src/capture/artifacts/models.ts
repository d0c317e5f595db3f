import { uuidv7 } from "../../util/uuid";
import { modelFacts } from "../models/model";
import type { Recorder } from "../recorder";
import { scopes } from "../runs/scope";
import { coreOf, isObject, type ModelLike } from "../tfjs";
import { addArtifact } from "./artifacts";
import { type Content, contentOfModel } from "./content";
import { type Place, placeOf } from "./place";

/** Save a model and record what was saved; resolve to what tfjs resolves to. */
export async function save(
  recorder: Recorder,
  model: ModelLike,
  to: unknown,
  invoke: () => unknown,
): Promise<unknown> {
  const from = performance.now();
  // The weights of this moment: a training may go on while they are written.
  const about = recorder.guard.attempt("a saved model", () => stateOf(recorder, model));
  const result = await invoke();
  const duration_ms = performance.now() - from;
  const place = placeOf(to);
  const content = await contentAt(recorder, place);
  recorder.guard.attempt("a saved model", () => {
    const saved = { ...about, kind: "model", verb: "saved", duration_ms } as const;
    addArtifact(recorder, saved, place, content);
  });
  return result;
}

/** Load a model and record what it was loaded from; resolve to the model. */
export async function load(
  recorder: Recorder,
  from: unknown,
  invoke: () => unknown,
): Promise<unknown> {
  const began = performance.now();
  const model = await invoke();
  const duration_ms = performance.now() - began;
  const place = placeOf(from);
  const content = await contentAt(recorder, place);
  await recorder.guard.attempt("a loaded model", () => {
    const record = scopes.getStore()?.record;
    const artifact_id = uuidv7();
    const of = { artifact_id, run_id: record?.id ?? null };
    const about = { ...of, kind: "model", verb: "loaded", duration_ms } as const;
    addArtifact(recorder, about, place, content);
    if (!isObject(model) || !recorder.states) return undefined;
    const { model_id } = modelFacts(model as ModelLike).model;
    const moment = { ...of, origin: "loaded", model_id } as const;
    return recorder.states.made(model as ModelLike, moment).recorded;
  });
  return model;
}

/** Return the state that a model is saved in, with the run and phase that it is of. */
function stateOf(recorder: Recorder, given: ModelLike) {
  const model = recorder.front(given);
  const scope = scopes.getStore();
  const trains = scope?.training?.model === coreOf(model) ? scope.training : null;
  const batches = (scope?.record.batches ?? recorder.implied).get(model);
  const phase = trains?.phase ?? batches?.phase ?? scope?.phase ?? null;
  const record = phase?.record ?? scope?.record ?? recorder.runs.get(model);
  const epoch = trains?.epoch ?? null;
  const step = phase?.step ?? null;
  const of = { run_id: record?.id ?? null, phase_id: phase?.id ?? null, epoch, step };
  const weights = phase?.weights;
  const state = weights
    ? weights.at({ origin: "saved", epoch })
    : scope
      ? recorder.states?.at(model, { ...of, origin: "saved" })
      : recorder.states?.start(model, { run_id: of.run_id });
  return { ...of, state_id: state?.id ?? null };
}

/** Hash what lies in files; what does not is told by its weights. */
async function contentAt(
  recorder: Recorder,
  { path }: Place,
): Promise<Content | undefined> {
  if (path === null) return undefined;
  try {
    return await contentOfModel(path);
  } catch (error) {
    recorder.guard.failed("the files of a model", error);
    return undefined;
  }
}
