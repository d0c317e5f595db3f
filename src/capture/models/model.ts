import type { LayerRow, ModelRow } from "../../store/facts";
import { sha256 } from "../../util/sha256";
import {
  isObject,
  type LayerLike,
  type ModelLike,
  type NodeLike,
  type WeightLike,
} from "../tfjs";
import { nameOf } from "../values";
import { type LayerEntry, layerFacts, layersIn } from "./layers";

/** A model's rows. */
export interface ModelFacts {
  model: ModelRow;
  layers: LayerRow[];
}

const cache = new WeakMap<object, { signature: string; facts: ModelFacts }>();

/**
 * Describe a model by its shape. Its id is the SHA-256 of its classes, configurations,
 * connections and trainable flags. Names don't count, for tfjs numbers them as it goes
 * (`dense_Dense1`, then `dense_Dense2`): the same cell run twice makes equal models.
 */
export function modelFacts(model: ModelLike): ModelFacts {
  const signature = signatureOf(model);
  const known = cache.get(model);
  if (known?.signature === signature) return known.facts;
  const facts = described(model);
  cache.set(model, { signature, facts });
  return facts;
}

/** What may change in a model between two fits, cheap to read. */
function signatureOf(model: ModelLike): string {
  const flags = layersIn(model).map(({ layer }) => (layer.trainable ? "t" : "f"));
  return `${flags.join("")} ${model.weights?.length}`;
}

function described(model: ModelLike): ModelFacts {
  const entries = layersIn(model);
  const rows = entries.map(({ layer }, position) => layerFacts(layer, position));
  const class_name = classNameOf(model);
  const canonical = JSON.stringify([class_name, canonicalLayers(model, entries, rows)]);
  const model_id = sha256(canonical);
  return {
    model: {
      model_id,
      name: model.name ?? class_name,
      class_name,
      summary: summaryOf(model),
      parameters: sizeOf(model.weights),
      trainable_parameters: sizeOf(model.trainableWeights),
    },
    layers: rows.map((row) => ({ ...row, model_id })),
  };
}

/** Say of each layer what makes it equal to another, and where its input comes from. */
function canonicalLayers(
  model: ModelLike,
  entries: readonly LayerEntry[],
  rows: readonly Omit<LayerRow, "model_id">[],
): unknown[] {
  const names = new Map(entries.map(({ layer }, i) => [layer.name ?? "", `#${i}`]));
  const positions = new Map(entries.map(({ layer }, i) => [layer, i]));
  const place = (layer: LayerLike) => positions.get(layer) ?? null;
  // A layer is also used by models that were made from it later; they don't count.
  const nodes = new Set([model, ...positions.keys()].flatMap(nodesOf));
  return entries.map(({ layer, depth }, i) => {
    const { kind, trainable, output_shape, config } = rows[i]!;
    const uses = (layer.inboundNodes ?? []).filter((node) => nodes.has(node));
    const inputs = uses.map((node) => (node.inboundLayers ?? []).map(place));
    const settings = anonymous(config, names);
    return [depth, kind, trainable, output_shape, settings, inputs];
  });
}

function nodesOf({ nodesByDepth = {} }: LayerLike): NodeLike[] {
  return Object.values(nodesByDepth).flat();
}

/** Rewrite a config with places for names and its keys in order. */
function anonymous(config: string | null, names: ReadonlyMap<string, string>): unknown {
  // A walk of our own: a reviver takes twice as long.
  const rewritten = (value: unknown): unknown => {
    if (typeof value === "string") return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(rewritten);
    if (!isObject(value)) return value;
    const keys = Object.keys(value).filter((key) => key !== "name");
    return Object.fromEntries(keys.sort().map((key) => [key, rewritten(value[key])]));
  };
  return config === null ? null : rewritten(JSON.parse(config));
}

/** Print a summary into a text, without the warnings that tfjs writes beside it. */
function summaryOf(model: ModelLike): string {
  const lines: string[] = [];
  const quiet = Object.create(model, {
    checkTrainableWeightsConsistency: { value: () => {} },
  }) as ModelLike;
  try {
    quiet.summary?.(undefined, undefined, (line) => lines.push(line));
  } catch {
    // A model that can't be summed up, as one not built yet, may still be trained.
    return "";
  }
  return lines.join("\n");
}

/** Count the numbers in weights; an unknown dimension counts as one. */
function sizeOf(weights: readonly WeightLike[] = []): number {
  const size = (shape: readonly (number | null)[] = []) =>
    shape.reduce<number>((product, length) => product * (length ?? 1), 1);
  return weights.reduce((sum, { shape }) => sum + size(shape), 0);
}

function classNameOf(model: ModelLike): string {
  return model.getClassName?.() ?? nameOf(model);
}
