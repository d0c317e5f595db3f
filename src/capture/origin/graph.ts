import { coreOf, isObject, isTensor, type ModelLike, type TensorLike } from "../tfjs";
import { oddRow, widthOf } from "./odd";

/** A tensor in the plan of a model. */
export interface SymbolicLike {
  readonly id: number;
  readonly shape: readonly (number | null)[];
}

/** A layer as it is called. */
export interface CalledLayer extends ModelLike {
  readonly supportsMasking?: boolean;
  call(inputs: unknown, kwargs: object): unknown;
  computeMask?(inputs: unknown, masks: unknown): unknown;
}

/** One use of a layer, with the tensors that it takes and makes. */
export interface GraphNode {
  readonly outboundLayer: CalledLayer;
  readonly inputTensors: readonly SymbolicLike[];
  readonly outputTensors: readonly SymbolicLike[];
  readonly callArgs?: object | null;
}

/** A model whose uses of layers are known. */
export interface Graph extends ModelLike {
  readonly inputs: readonly SymbolicLike[];
  readonly outputs: readonly SymbolicLike[];
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly nodesByDepth: Readonly<Record<string, readonly never[]>>;
}

/** Return the graph of a model; nothing where it has none. */
export function graphOf(model: ModelLike): Graph | undefined {
  const core = coreOf(model) as Partial<Graph>;
  const { inputs, outputs, inputNames, outputNames, nodesByDepth } = core;
  const known = [inputs, outputs, inputNames, outputNames].every(Array.isArray);
  return known && isObject(nodesByDepth) ? (core as Graph) : undefined;
}

/** List the uses of layers from the inputs to the outputs. */
export function nodesOf({ nodesByDepth }: Graph): GraphNode[] {
  return Object.keys(nodesByDepth)
    .sort((a, b) => Number(b) - Number(a))
    .flatMap((depth) => nodesByDepth[depth]! as readonly GraphNode[]);
}

/** Count the values that a row of data becomes, in all layers together. */
export function rowWidth(graph: Graph): number {
  const made = nodesOf(graph).flatMap(({ outputTensors }) => outputTensors);
  return made.reduce((sum, { shape }) => sum + widthOf(shape), 0);
}

/** A layer whose output is not finite though its inputs were, and in which row. */
export interface OddLayer {
  readonly layer: CalledLayer;
  readonly row: number;
}

/** What a pass through a model led to. */
export interface Passed {
  readonly odd: OddLayer | undefined;
  readonly outputs: readonly TensorLike[];
}

interface Known {
  readonly tensor: TensorLike;
  readonly mask: unknown;
}

/**
 * Take inputs through a model layer by layer, as for a prediction, up to the first layer
 * that makes something of them that is not finite. A nested model is looked into.
 */
export function passThrough(graph: Graph, given: readonly Known[]): Passed {
  const known = new Map<number, Known>();
  graph.inputs.forEach(({ id }, i) => {
    if (given[i]) known.set(id, given[i]);
  });
  for (const node of nodesOf(graph)) {
    const inputs = node.inputTensors.flatMap(({ id }) => known.get(id) ?? []);
    const done = node.outputTensors.every(({ id }) => known.has(id));
    if (done || inputs.length < node.inputTensors.length) continue;
    const odd = called(node, inputs, known);
    if (odd) return { odd, outputs: [] };
  }
  const outputs = graph.outputs.flatMap(({ id }) => known.get(id)?.tensor ?? []);
  return { odd: undefined, outputs };
}

function called(
  { outboundLayer: layer, outputTensors, callArgs }: GraphNode,
  inputs: readonly Known[],
  known: Map<number, Known>,
): OddLayer | undefined {
  const one = inputs.length === 1;
  const tensors = one ? inputs[0]!.tensor : inputs.map(({ tensor }) => tensor);
  const masks = one ? inputs[0]!.mask : inputs.map(({ mask }) => mask);
  const masked = inputs.some(({ mask }) => mask != null);
  const kwargs = { ...callArgs, ...(masked ? { mask: inputs[0]!.mask } : {}) };
  const made = [layer.call(tensors, kwargs)].flat().filter(isTensor);
  const next = layer.supportsMasking ? layer.computeMask?.(tensors, masks) : null;
  outputTensors.forEach(({ id }, i) => {
    if (made[i]) known.set(id, { tensor: made[i], mask: [next].flat()[i] });
  });
  const row = Math.max(...made.map(oddRow), -1);
  return row < 0 ? undefined : within(layer, inputs, row);
}

function within(layer: CalledLayer, inputs: readonly Known[], row: number): OddLayer {
  const graph = layer.layers && graphOf(layer);
  return (graph && passThrough(graph, inputs).odd) ?? { layer, row };
}
