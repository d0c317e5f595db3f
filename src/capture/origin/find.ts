import type { Split } from "../../store/facts";
import { messageOf } from "../../util/errors";
import type { Passed } from "../data/streams";
import { layersIn } from "../models/layers";
import type { ModelLike, TensorLike } from "../tfjs";
import { type Given, inOrder } from "./data";
import type { Finding } from "./finding";
import { type Graph, graphOf, passThrough, rowWidth } from "./graph";
import { hasOddWeights, type WeightsSeen, weightsSeen } from "./layer-weights";
import { firstOdd, oddRow, widthOf } from "./odd";

/** Values of a tensor of data up to which all of it is looked at. */
const SCANNED = 2 ** 24;
/** Values that a piece of the data may become in all layers together. */
const PIECE = 2 ** 22;
const PIECE_ROWS = 256;
/** No piece is begun after so many rows, or so many ms. */
const MOST_ROWS = 2048;
const MOST_MS = 250;

/** What is looked at to find where a number that is not finite began. */
export interface Scene {
  readonly model: ModelLike;
  readonly split: Split;
  readonly given: readonly Given[];
  /** What is known of data that came in batches. */
  readonly passed: readonly Passed[];
  /** What the rows of `given` are called, such as `the training data`. */
  readonly rowsOf: string;
  /** Run a pass without leaving a tensor behind. */
  tidy(body: () => void): void;
}

/**
 * Find where a number that is not finite began: in the data; in the first layer, from the
 * inputs on, that makes one of finite inputs; in the loss. Of a layer that does so with
 * weights that are not finite, these are told.
 */
export function find(scene: Scene): Finding {
  const { model } = scene;
  const weights = weightsSeen(model);
  const graph = graphOf(model);
  return (
    inData(scene, graph) ??
    inStreams(scene, graph) ??
    inPieces(scene, graph, weights) ??
    ofWeights(weights.odd[0]?.name, weights) ?? {
      ...{ layer: null, found_in: null },
      message: "the weights are finite, and what was looked at of the data",
    }
  );
}

function inData({ given, rowsOf }: Scene, graph: Graph | undefined) {
  for (const one of given) {
    const { tensor, firstRow, rows } = one;
    const width = widthOf(tensor.shape);
    if (tensor.dtype !== "float32" || width * tensor.shape[0]! > SCANNED) continue;
    const values = tensor.dataSync() as Float32Array;
    const at = firstOdd(values.subarray(firstRow * width, (firstRow + rows) * width));
    if (at < 0) continue;
    return ofData(one, graph, `first in row ${Math.floor(at / width)} of ${rowsOf}`);
  }
  return undefined;
}

function inStreams({ passed }: Scene, graph: Graph | undefined): Finding | undefined {
  for (const one of passed) {
    const { nans = 0, infinities = 0 } = one.fingerprint.stats ?? {};
    if (nans + infinities === 0) continue;
    return ofData(one, graph, `NaN ${nans} times, infinite ${infinities} times`);
  }
  return undefined;
}

function ofData(
  { role, part }: Pick<Given, "role" | "part">,
  graph: Graph | undefined,
  where: string,
): Finding {
  const names = (role === "x" ? graph?.inputNames : graph?.outputNames) ?? [];
  const layer = names.find((name) => name === part) ?? names[Number(part ?? 0)] ?? null;
  const side = role === "x" ? "inputs" : "targets";
  return { layer, found_in: "data", message: `the ${side} are not finite: ${where}` };
}

/** Take pieces of the data through the model, spread over all of it. */
function inPieces(
  scene: Scene,
  graph: Graph | undefined,
  weights: WeightsSeen,
): Finding | undefined {
  // A layer that keeps a state from call to call would keep that of ours.
  if (!graph || isStateful(scene.model)) return undefined;
  const inputs = inOrder(scene.given, "x", graph.inputNames);
  if (!inputs.every((one) => one !== undefined)) return undefined;
  const rows = Math.min(...inputs.map((one) => one.rows));
  const until = performance.now() + MOST_MS;
  let found: Finding | undefined;
  let looked = 0;
  for (const [from, count] of piecesOf(rows, rowWidth(graph))) {
    if (looked > 0 && performance.now() > until) break;
    try {
      scene.tidy(() => {
        found = inPiece({ ...scene, graph, weights, from, count });
      });
    } catch (error) {
      // A layer may be anybody's code, fit for training only.
      return weights.odd.length > 0 ? undefined : notLooked(messageOf(error));
    }
    if (found) return found;
    looked += count;
  }
  if (weights.odd.length > 0) return undefined;
  const message = `the weights are finite, and outputs and loss in ${looked} of ${rows} rows of ${scene.rowsOf}`;
  return { layer: null, found_in: null, message };
}

function notLooked(why: string): Finding {
  const message = `the weights are finite; could not take the data through the model: ${why}`;
  return { layer: null, found_in: null, message };
}

function isStateful(model: ModelLike): boolean {
  return layersIn(model).some(
    ({ layer }) => !layer.layers && (layer as { stateful?: unknown }).stateful === true,
  );
}

function piecesOf(rows: number, width: number): [from: number, count: number][] {
  const fitting = Math.floor(PIECE / width);
  const size = Math.min(rows, PIECE_ROWS, Math.max(1, fitting));
  const pieces = Math.ceil(Math.min(rows, MOST_ROWS) / size);
  const step = pieces > 1 ? (rows - size) / (pieces - 1) : 0;
  return Array.from({ length: pieces }, (_, i) => [Math.floor(i * step), size]);
}

interface Piece extends Scene {
  readonly graph: Graph;
  readonly weights: WeightsSeen;
  readonly from: number;
  readonly count: number;
}

function inPiece(piece: Piece): Finding | undefined {
  const { graph, weights, given, from, rowsOf } = piece;
  const inputs = inOrder(given, "x", graph.inputNames).map((one) =>
    rowsIn(one!, piece),
  );
  const { odd, outputs } = passThrough(
    graph,
    inputs.map((tensor) => ({ tensor, mask: null })),
  );
  if (!odd) return inLoss(piece, outputs);
  const { layer, row } = odd;
  if (hasOddWeights(layer)) return ofWeights(layer.name, weights);
  const message = `its output is not finite, its inputs and weights are: first in row ${from + row} of ${rowsOf}`;
  return { layer: layer.name ?? null, found_in: "output", message };
}

type LossFunction = (targets: TensorLike, outputs: TensorLike) => TensorLike;

/** See whether a loss of finite outputs and targets is not finite. */
function inLoss(piece: Piece, outputs: readonly TensorLike[]): Finding | undefined {
  const { graph, given, from, rowsOf } = piece;
  const { lossFunctions } = graph as { lossFunctions?: readonly LossFunction[] };
  for (const [i, targets] of inOrder(given, "y", graph.outputNames).entries()) {
    const [output, loss] = [outputs[i], lossFunctions?.[i]];
    if (!targets || !output || typeof loss !== "function") continue;
    const row = oddRow(loss(rowsIn(targets, piece), output));
    if (row < 0) continue;
    const layer = graph.outputNames[i] ?? null;
    const message = `the loss of finite outputs and targets is not finite: first in row ${from + row} of ${rowsOf}`;
    return { layer, found_in: "loss", message };
  }
  return undefined;
}

/** Take the rows of a piece, as tfjs would: a list of values is a column. */
function rowsIn({ tensor, firstRow }: Given, { from, count }: Piece): TensorLike {
  const rows = tensor.slice!([firstRow + from], [count]);
  return rows.shape.length === 1 ? rows.reshape!([count, 1]) : rows;
}

function ofWeights(
  layer: string | undefined,
  { odd, all }: WeightsSeen,
): Finding | undefined {
  if (layer === undefined) return undefined;
  const names = odd.slice(0, 5).map(({ name }) => name);
  if (odd.length > names.length) names.push(`${odd.length - names.length} more`);
  const message = `weights are not finite in ${odd.length} of ${all.length} layers: ${names.join(", ")}`;
  return { layer, found_in: "weights", message };
}
