import type { Split } from "../../store/facts";
import { argsOf, type Call } from "../calls/call";
import type { Kept, Passed } from "../data/streams";
import { partsOf } from "../data/values";
import { isTensor, type TensorLike } from "../tfjs";
import type { TfOps } from "./finding";

/** One tensor that a model is given: an input, or targets of an output. */
export interface Given {
  readonly role: "x" | "y";
  /** Its name or number among others; null where it is alone. */
  readonly part: string | null;
  readonly tensor: TensorLike;
  readonly firstRow: number;
  readonly rows: number;
}

/** What streams tell of themselves once their first pass is over. */
export interface FromStreams {
  kept(split: Split): readonly Kept[];
  passed(split: Split): readonly Passed[];
}

/** List what a call gives a model for a split; nothing of what comes in batches. */
export function givenBy(call: Call, split: Split): Given[] {
  const { validationData } = argsOf(call);
  const told = Array.isArray(validationData) && validationData.length > 0;
  switch (call.kind) {
    case "fit":
      if (split === "validation" && told) {
        return both(validationData[0], validationData[1]);
      }
      return ranged(both(call.given[0], call.given[1]), call, split, told);
    case "fitDataset":
      return told && split === "validation"
        ? both(validationData[0], validationData[1])
        : [];
    case "evaluate":
    case "trainOnBatch":
      return both(call.given[0], call.given[1]);
    default:
      return [];
  }
}

/** tfjs validates on the last rows, taken off before any shuffling. */
function ranged(all: Given[], call: Call, split: Split, told: boolean): Given[] {
  const { validationSplit: share = 0 } = argsOf(call);
  const rows = all[0]?.rows ?? 0;
  if (told || share <= 0 || share >= 1) return split === "validation" ? [] : all;
  const at = Math.floor(rows * (1 - share));
  const range =
    split === "validation"
      ? { firstRow: at, rows: rows - at }
      : { firstRow: 0, rows: at };
  return all.map((one) => ({ ...one, ...range }));
}

function both(x: unknown, y: unknown): Given[] {
  return [...listed(x, "x"), ...listed(y, "y")];
}

function listed(data: unknown, role: "x" | "y"): Given[] {
  return partsOf(data).flatMap(({ name: part, value }) =>
    isTensor(value) && value.shape.length > 0
      ? [{ role, part, tensor: value, firstRow: 0, rows: value.shape[0]! }]
      : [],
  );
}

/** Make tensors again of rows that were kept; to be called in a tidy. */
export function givenFrom(kept: readonly Kept[], tf: TfOps): Given[] {
  return kept.flatMap(({ role, part, dtype, shape, values }) => {
    const tensor = tf.tensor(values, shape, dtype);
    if (!isTensor(tensor)) return [];
    return [{ role, part, tensor, firstRow: 0, rows: shape[0] ?? 0 }];
  });
}

/** Order what is given for one side as a model names its inputs or outputs. */
export function inOrder(
  given: readonly Given[],
  role: "x" | "y",
  names: readonly string[],
): (Given | undefined)[] {
  const side = given.filter((one) => one.role === role);
  return names.map((name, i) => side.find(({ part }) => part === name) ?? side[i]);
}
