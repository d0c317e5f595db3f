/**
 * TensorFlow.js as capture meets it: by shape, never by import, so that any flavour of
 * tfjs 4 works and none of its types reaches our declarations.
 */

/** A tensor, as far as capture reads it. */
export interface TensorLike {
  readonly shape: readonly number[];
  readonly dtype?: string;
  readonly size?: number;
  /** Names the values, which a reshaped tensor shares. */
  readonly dataId?: object;
  data(): Promise<ArrayLike<number>>;
  dataSync(): ArrayLike<number>;
  reshape?(shape: number[]): TensorLike;
  slice?(begin: number[], size: number[]): TensorLike;
  dispose?(): void;
}

/** A weight; its shape alone counts. */
export interface WeightLike {
  readonly shape?: readonly (number | null)[];
}

/** One use of a layer: the layers that it takes its input from. */
export interface NodeLike {
  readonly inboundLayers?: readonly LayerLike[];
}

export interface LayerLike {
  readonly name?: string;
  readonly trainable?: boolean;
  readonly outputShape?: unknown;
  readonly layers?: readonly LayerLike[];
  readonly inboundNodes?: readonly NodeLike[];
  /** The uses of layers that make up a model, where this is one. */
  readonly nodesByDepth?: Readonly<Record<string, readonly NodeLike[]>>;
  readonly weights?: readonly WeightLike[];
  readonly trainableWeights?: readonly WeightLike[];
  getClassName?(): string;
  getConfig?(): unknown;
  countParams?(): number;
}

/** A model; Sequential holds the model that does its work under `model`. */
export interface ModelLike extends LayerLike {
  readonly model?: ModelLike | null;
  readonly optimizer?: object | null;
  readonly loss?: unknown;
  readonly metrics?: unknown;
  readonly metricsNames?: readonly string[];
  stopTraining?: boolean;
  readonly fit?: unknown;
  summary?(
    lineLength?: number,
    positions?: number[],
    print?: (line: string) => void,
  ): void;
}

/** What `fit()` and `fitDataset()` may be told, as far as capture reads it. */
export interface TrainingArgs {
  readonly epochs?: number;
  readonly initialEpoch?: number;
  readonly batchSize?: number;
  readonly validationSplit?: number;
  readonly validationData?: unknown;
  readonly callbacks?: unknown;
  readonly [name: string]: unknown;
}

/** The module that a user imports as `tf`, as far as `autolog` needs it. */
export interface Tfjs {
  readonly LayersModel: { readonly prototype: object };
  readonly Sequential: { readonly prototype: object };
}

/** A model that can be trained on tensors. */
export interface Fits {
  fit(x: never, y: never, args: never): Promise<unknown>;
}

/** A model that can be trained on a dataset. */
export interface FitsDataset {
  fitDataset(dataset: never, args: never): Promise<unknown>;
}

/** A model that can be evaluated on tensors. */
export interface Evaluates {
  evaluate(x: never, y: never, args: never): unknown;
}

/** A model that can be evaluated on a dataset. */
export interface EvaluatesDataset {
  evaluateDataset(dataset: never, args: never): Promise<unknown>;
}

/** What the third or second parameter of a method takes, without `undefined`. */
type Third<F> = F extends (x: never, y: never, args: infer A) => unknown
  ? NonNullable<A>
  : never;
type Second<F> = F extends (x: never, args: infer A) => unknown
  ? NonNullable<A>
  : never;

/** The arguments object of a model's own `fit`, and so of the others. */
export type FitArgs<M extends Fits> = Third<M["fit"]>;
export type FitDatasetArgs<M extends FitsDataset> = Second<M["fitDataset"]>;
export type EvaluateArgs<M extends Evaluates> = Third<M["evaluate"]>;
export type EvaluateDatasetArgs<M extends EvaluatesDataset> = Second<
  M["evaluateDataset"]
>;

/** Tell whether a value is an object or a function. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** Tell whether a value is a tensor by its shape. */
export function isTensor(value: unknown): value is TensorLike {
  return (
    isObject(value) &&
    Array.isArray(value.shape) &&
    typeof value.dataSync === "function" &&
    typeof value.data === "function"
  );
}

/** Tell whether a value is the module of TensorFlow.js by its shape. */
export function isTfjs(value: unknown): value is Tfjs {
  if (!isObject(value)) return false;
  const { LayersModel, Sequential } = value;
  return [LayersModel, Sequential].every(
    (made) =>
      isObject(made) && isObject(made.prototype) && isObject(made.prototype.fit),
  );
}

/** Return the model that does the work: what Sequential holds, else the model. */
export function coreOf(model: ModelLike): ModelLike {
  const inner = model.model;
  return isObject(inner) && typeof inner.fit === "function" ? inner : model;
}
