import { createHash } from "node:crypto";
import type { LayerRow, ModelRow } from "../store/facts";
import { layerFacts, layersIn } from "./layers";
import { isObject, type ModelLike, type WeightLike } from "./tfjs";
import { nameOf } from "./values";

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
  const positions = new Map(entries.map(({ layer }, i) => [layer, i]));
  const names = new Map(entries.map(({ layer }, i) => [layer.name ?? "", `#${i}`]));
  const layers = entries.map(({ layer }, position) => layerFacts(layer, position));
  const class_name = classNameOf(model);
  const canonical = {
    class_name,
    layers: entries.map(({ layer, depth }, i) => ({
      depth,
      kind: layers[i]!.kind,
      trainable: layers[i]!.trainable,
      output_shape: layers[i]!.output_shape,
      config: anonymous(layers[i]!.config, names),
      inputs: (layer.inboundNodes ?? []).map((node) =>
        (node.inboundLayers ?? []).map((from) => positions.get(from) ?? null),
      ),
    })),
  };
  const model_id = createHash("sha256").update(JSON.stringify(canonical)).digest("hex");
  const row: ModelRow = {
    model_id,
    name: model.name ?? class_name,
    class_name,
    summary: summaryOf(model),
    parameters: sizeOf(model.weights),
    trainable_parameters: sizeOf(model.trainableWeights),
  };
  return { model: row, layers: layers.map((layer) => ({ ...layer, model_id })) };
}

/** Rewrite a config with places for names and its keys in order. */
function anonymous(config: string | null, names: Map<string, string>): unknown {
  if (config === null) return null;
  return JSON.parse(config, (key, value: unknown) => {
    if (key === "name") return undefined;
    if (typeof value === "string") return names.get(value) ?? value;
    return isObject(value) && !Array.isArray(value) ? inOrder(value) : value;
  });
}

function inOrder(value: Record<string, unknown>): unknown {
  return Object.fromEntries(
    Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
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
export function sizeOf(weights: readonly WeightLike[] = []): number {
  const size = (shape: readonly (number | null)[] = []) =>
    shape.reduce<number>((product, length) => product * (length ?? 1), 1);
  return weights.reduce((sum, { shape }) => sum + size(shape), 0);
}

function classNameOf(model: ModelLike): string {
  return model.getClassName?.() ?? nameOf(model);
}
