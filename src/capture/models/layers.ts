import type { LayerRow } from "../../store/facts";
import { isObject, type LayerLike, type ModelLike } from "../tfjs";
import { jsonFrom, nameOf } from "../values";

/** A layer, and how many models it is nested in. */
export interface LayerEntry {
  layer: LayerLike;
  depth: number;
}

/** List a model's layers in order; those of a nested model follow it. */
export function layersIn(model: ModelLike, depth = 0): LayerEntry[] {
  return (model.layers ?? []).flatMap((layer) => [
    { layer, depth },
    ...(layer.layers ? layersIn(layer, depth + 1) : []),
  ]);
}

/** Describe one layer; what a custom layer can't tell is null. */
export function layerFacts(
  layer: LayerLike,
  position: number,
): Omit<LayerRow, "model_id"> {
  const kind = told(() => layer.getClassName?.()) ?? nameOf(layer);
  const config = told(() => layer.getConfig?.());
  const { units, filters, activation, rate } = isObject(config) ? config : {};
  return {
    position,
    name: layer.name ?? kind,
    kind,
    units: number(units) ?? number(filters),
    activation: typeof activation === "string" ? activation : null,
    rate: number(rate),
    regularizer: regularizerIn(config),
    trainable: layer.trainable !== false,
    parameters: told(() => layer.countParams?.()) ?? 0,
    output_shape: shapeText(told(() => layer.outputShape)),
    // A nested model's config repeats its layers, which have rows of their own.
    config: layer.layers || !isObject(config) ? null : jsonFrom(config),
  };
}

/** Write the regularizers of a config, such as `kernelRegularizer L1L2(l1=0, l2=0.01)`. */
function regularizerIn(config: unknown): string | null {
  if (!isObject(config)) return null;
  const found = Object.entries(config)
    .filter(([name, value]) => /regularizer$/i.test(name) && isObject(value))
    .map(([name, value]) => `${name} ${regularizerText(value as object)}`);
  return found.length === 0 ? null : found.join(", ");
}

function regularizerText(value: object): string {
  const { className, class_name, config } = value as Record<string, unknown>;
  const name = className ?? class_name ?? nameOf(value);
  const settings = Object.entries(isObject(config) ? config : value)
    .map(([key, setting]) => `${key}=${String(setting)}`)
    .join(", ");
  return `${String(name)}(${settings})`;
}

function shapeText(shape: unknown): string | null {
  return shape === undefined || shape === null ? null : JSON.stringify(shape);
}

function number(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

/** Ask a layer, which may be anybody's code, without letting it throw. */
function told<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}
