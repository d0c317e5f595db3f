import { layersIn } from "../models/layers";
import type { LayerLike, ModelLike } from "../tfjs";
import { isWeight } from "../weights/weights";
import { firstOdd } from "./odd";

/** Layers by whether their weights are finite. */
export interface WeightsSeen {
  /** Layers with a weight that is NaN or infinite, in the model's order. */
  readonly odd: readonly LayerLike[];
  /** Layers with weights. */
  readonly all: readonly LayerLike[];
}

/** Look at the weights of all layers, those of nested models in their place. */
export function weightsSeen(model: ModelLike): WeightsSeen {
  const leaves = layersIn(model).filter(({ layer }) => !layer.layers);
  const all = leaves
    .map(({ layer }) => layer)
    .filter((layer) => (layer.weights?.length ?? 0) > 0);
  return { odd: all.filter(hasOddWeights), all };
}

/** Tell whether a weight of a layer is not finite. */
export function hasOddWeights({ weights = [] }: LayerLike): boolean {
  return (weights as readonly unknown[])
    .filter(isWeight)
    .some((weight) => firstOdd(weight.read().dataSync()) >= 0);
}
