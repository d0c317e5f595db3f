import type { Scalar } from "../../store/facts";
import { coreOf, isObject, isTensor, type ModelLike, type TrainingArgs } from "../tfjs";
import { callbackNames } from "../training/callback-names";
import { jsonFrom, type Param, scalarFrom } from "../values";

/** List what a model was compiled with; several losses or metrics as JSON text. */
export function modelParams(model: ModelLike): Param[] {
  const { loss, metrics } = coreOf(model);
  return known([
    ["loss", namesOf(loss)],
    ["metrics", namesOf(metrics)],
  ]);
}

/** List what `fit()` was told, with the defaults of tfjs where it was not. */
export function fitParams(x: unknown, args: TrainingArgs = {}): Param[] {
  const { batchSize = 32, shuffle = true } = args;
  return known([
    ["batchSize", batchSize ?? 32],
    ["epochs", args.epochs ?? 1],
    ["initialEpoch", args.initialEpoch ?? 0],
    ["validationSplit", args.validationSplit],
    ["validationData", args.validationData != null],
    ["validationSteps", args.validationSteps],
    ["shuffle", scalarFrom(shuffle ?? true)],
    ["stepsPerEpoch", args.stepsPerEpoch],
    ...weightParams(args),
    ["callbacks", jsonFrom(callbackNames(args.callbacks))],
    ...sampleParams(x, args),
  ]);
}

/** List what `fitDataset()` was told. */
export function fitDatasetParams(dataset: unknown, args: TrainingArgs): Param[] {
  const { size } = isObject(dataset) ? dataset : {};
  return known([
    ["epochs", args.epochs],
    ["initialEpoch", args.initialEpoch ?? 0],
    ["batchesPerEpoch", args.batchesPerEpoch ?? finite(size)],
    ["validationData", args.validationData != null],
    ["validationBatches", args.validationBatches],
    ["validationBatchSize", args.validationBatchSize],
    ...weightParams(args),
    ["callbacks", jsonFrom(callbackNames(args.callbacks))],
    ["validationSamples", samplesIn(first(args.validationData))],
  ]);
}

/** List what `evaluate()` or `evaluateDataset()` was told. */
export function evaluateParams(data: unknown, args: unknown): Param[] {
  const told = isObject(args) ? args : {};
  return known([
    ["batchSize", told.batchSize],
    ["batches", told.batches],
    ["testSamples", samplesIn(data)],
  ]);
}

/** List what a step of `trainOnBatch()` tells about all of them. */
export function batchParams(x: unknown): Param[] {
  return known([["batchSize", samplesIn(x)]]);
}

function weightParams(args: TrainingArgs): [string, unknown][] {
  const { classWeight, sampleWeight } = args;
  return [
    ["classWeight", classWeight == null ? undefined : jsonFrom(classWeight)],
    ["sampleWeight", sampleWeight != null],
  ];
}

/** Count samples as tfjs divides them: the split takes the last ones. */
function sampleParams(x: unknown, args: TrainingArgs): [string, unknown][] {
  const all = samplesIn(x);
  const given = samplesIn(first(args.validationData));
  const split = given === undefined ? (args.validationSplit ?? 0) : 0;
  if (all === undefined || !(split > 0 && split < 1)) {
    return [
      ["trainSamples", all],
      ["validationSamples", given],
    ];
  }
  const train = Math.floor(all * (1 - split));
  return [
    ["trainSamples", train],
    ["validationSamples", all - train],
  ];
}

/** Count the samples in a tensor, a list of tensors or tensors by name. */
function samplesIn(data: unknown): number | undefined {
  if (isTensor(data)) return data.shape[0];
  if (!isObject(data) || typeof data.iterator === "function") return undefined;
  const inner: unknown = Object.values(data)[0];
  return isTensor(inner) ? inner.shape[0] : undefined;
}

function first(pair: unknown): unknown {
  return Array.isArray(pair) ? (pair[0] as unknown) : undefined;
}

function finite(size: unknown): unknown {
  return Number.isFinite(size) ? size : undefined;
}

function namesOf(names: unknown): unknown {
  if (names == null) return undefined;
  return typeof names === "object" ? jsonFrom(names) : scalarFrom(names);
}

function known(params: readonly [string, unknown][]): Param[] {
  return params
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]): [string, Scalar] => [name, scalarFrom(value)]);
}
