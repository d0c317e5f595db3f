import type { PhaseKind } from "../../store/facts";
import type { Phase } from "../runs/phase";
import type { RunRecord } from "../runs/record";
import type { Outcome, RunOptions } from "../runs/run-start";
import { type Scope, scopes } from "../runs/scope";
import { coreOf, isObject, type ModelLike, type TrainingArgs } from "../tfjs";
import type { Every } from "../training/training";
import type { WatchOptions } from "../watching/watch";

/** What a recorded call may be told beside what tfjs takes. */
export interface CallOptions extends RunOptions, WatchOptions {
  /** Record the metrics of each batch, or of each n-th. */
  every?: Every;
}

/** Part a run's options from the arguments that tfjs takes. */
export function divided<A>(
  args: (A & CallOptions) | undefined,
): [CallOptions, unknown] {
  if (args === undefined || args === null) return [{}, args];
  const told = args as CallOptions;
  const { name, experiment, params, every, progress, live, ...rest } = told;
  return [{ name, experiment, params, every, progress, live }, rest];
}

/** The calls that are recorded. */
export type CallKind = Exclude<PhaseKind, "loop">;

/** A call of tfjs on its way: what it is, and how to make it. */
export interface Call {
  readonly kind: CallKind;
  readonly model: ModelLike;
  readonly given: readonly unknown[];
  /** The model whose patched method meets this same call next. */
  readonly next: object | null;
  invoke(given: readonly unknown[]): unknown;
}

/** Where the facts of a call go; a run of its own unless told. */
export interface Target {
  readonly record: RunRecord;
  readonly phase: Phase | null;
}

/** How to record a call. */
export interface Recording {
  options?: CallOptions;
  target?: Target;
  /** Learn of the run before the call begins, and where its outcome will be. */
  seen?(record: RunRecord, outcome: Outcome): void;
}

/** Make a call by a model's own method, as a user would. */
export function callOf(
  model: ModelLike,
  kind: CallKind,
  given: readonly unknown[],
): Call {
  return {
    kind,
    model,
    given,
    next: model,
    invoke: (given) => (model as unknown as Methods)[kind](...given),
  };
}

type Methods = Record<CallKind, (...given: readonly unknown[]) => unknown>;

/** Make a call that met a patched method. */
export function callThrough(
  original: (this: unknown, ...given: unknown[]) => unknown,
  model: ModelLike,
  kind: CallKind,
  given: readonly unknown[],
): Call {
  const core = coreOf(model);
  return {
    kind,
    model,
    given,
    next: core === model ? null : core,
    invoke: (given) => original.apply(model, [...given]),
  };
}

/**
 * Tell whether a call is part of one that is recorded already: an explicit call on its way
 * through autolog, Sequential handing over to the model inside it, or fitDataset
 * validating. What a user's callback calls is none of these.
 */
export function isPart(
  scope: Scope | undefined,
  kind: CallKind,
  model: object,
): boolean {
  if (!scope) return false;
  const { expected, training } = scope;
  if (expected?.kind === kind && expected.model === model) {
    const core = coreOf(model as ModelLike);
    expected.model = core === model ? null : core;
    return true;
  }
  const validates = training !== null && training.phase.kind === "fitDataset";
  return validates && training.inside === 0 && training.model === model;
}

/** Run a call in the scope of its phase, expected by the patched methods beneath. */
export function within<T>(
  call: Call,
  scope: Omit<Scope, "expected">,
  body: () => T,
): T {
  const expected = { kind: call.kind, model: call.next };
  return scopes.run({ ...scope, expected }, body);
}

/** Where the arguments object of a call stands. */
export function argsPlace(kind: CallKind): 1 | 2 {
  return kind === "fit" || kind === "evaluate" ? 2 : 1;
}

/** Return the arguments object of a call, empty where there is none. */
export function argsOf({ kind, given }: Call): TrainingArgs {
  const args = given[argsPlace(kind)];
  return isObject(args) ? (args as TrainingArgs) : {};
}
