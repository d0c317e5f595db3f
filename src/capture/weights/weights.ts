import { layersIn } from "../models/layers";
import { isObject, isTensor, type ModelLike, type TensorLike } from "../tfjs";

/** A weight of a layer; what it holds is a tensor that training replaces. */
export interface Weight {
  readonly originalName?: string;
  read(): WeightTensor;
}

/** The tensor in a weight; `dataId` is another object as soon as its values are. */
export interface WeightTensor extends TensorLike {
  readonly dataId: object;
  readonly dtype: string;
  readonly size: number;
  assign(value: unknown): void;
  clone(): WeightTensor;
  dispose(): void;
}

/**
 * List the weights of a model in the order of its layers, those of nested models in
 * their place, each once. `model.weights` itself lists what is frozen last, so that
 * freezing a layer would change the order.
 */
export function weightsOf(model: ModelLike): Weight[] {
  const leaves = layersIn(model).filter(({ layer }) => !layer.layers);
  const listed = leaves.flatMap(({ layer }) => layer.weights ?? []);
  const all: unknown[] = [...listed, ...(model.weights ?? [])];
  return [...new Set(all)].filter(isWeight);
}

/** Tell whether something is a weight that can be read. */
export function isWeight(value: unknown): value is Weight {
  return isObject(value) && typeof value.read === "function" && isTensor(value.read());
}

/** Count the bytes of a weight: tfjs keeps flags in one byte, all else in four. */
export function bytesOf({ dtype, size }: WeightTensor): number {
  const width = { bool: 1, complex64: 8 }[dtype] ?? 4;
  return size * width;
}
