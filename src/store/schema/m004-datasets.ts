import { table } from "./define";

const hash = "SHA-256 of the values and then of dtype and shape, in hex";
const stats = {
  min: ["DOUBLE", "Least value; NaN left out"],
  max: ["DOUBLE", "Greatest value; NaN left out"],
  mean: ["DOUBLE", "Mean of the finite values"],
  nans: ["BIGINT", "Values that are NaN"],
  infinities: ["BIGINT", "Values that are infinite"],
} as const;

/** Add the data that trainings use: contents, uses, names, and what was made of what. */
export const m004Datasets: readonly string[] = [
  ...table("datasets", "One content of a tensor or an array, named by its hash", {
    dataset_hash: ["VARCHAR", `${hash}; docs/data.md has the recipe`],
    dtype: ["VARCHAR", "float32, int32, bool, string or complex64; json for records"],
    shape: ["VARCHAR", "Shape as JSON, such as [150,4]"],
    rows: ["BIGINT", "Length of the first dimension; null for a single value"],
    size_bytes: ["BIGINT", "Size of the values"],
    read_bytes: ["BIGINT", "Bytes hashed and counted; fewer where it was too large"],
    ...stats,
  }),
  ...table("dataset_columns", "One column of a content that has few", {
    dataset_hash: ["VARCHAR", "The content"],
    position: ["INTEGER", "Place in the row, from 0"],
    ...stats,
  }),
  ...table("dataset_classes", "One class of a content that can be labels", {
    dataset_hash: ["VARCHAR", "The content"],
    class: ["BIGINT", "The label; for one-hot rows the place of the one, from 0"],
    rows: ["BIGINT", "Rows of that class"],
  }),
  ...table("row_fingerprints", "Fingerprints of a content's rows, many at once", {
    dataset_hash: ["VARCHAR", "The content"],
    first_row: ["BIGINT", "Place of the first one's row, from 0"],
    fingerprints: ["UBIGINT[]", "First 64 bits of the hash of each row"],
  }),
  ...table("dataset_uses", "What a phase used a content for", {
    run_id: ["UUID", "The run"],
    phase_id: ["UUID", "The phase"],
    dataset_hash: ["VARCHAR", "The content"],
    role: ["VARCHAR", "x for inputs, y for targets"],
    part: ["VARCHAR", "Name or number among several inputs or targets"],
    split: ["VARCHAR", "train, validation or test"],
    via: ["VARCHAR", "tensor; stream for a tf.data.Dataset; batches for trainOnBatch"],
    first_row: ["BIGINT", "First row used, from 0"],
    rows: ["BIGINT", "Number of rows used, from first_row on"],
    batches: ["BIGINT", "Batches seen in the first pass"],
    complete: ["BOOLEAN", "Whether that was all there was"],
    hash_ms: ["DOUBLE", "Time reading it took on the thread that trains, milliseconds"],
  }),
  ...table("dataset_names", "What was told about a content", {
    dataset_hash: ["VARCHAR", "The content"],
    name: ["VARCHAR", "Name"],
    part: ["VARCHAR", "Name or number among the parts of what was named"],
    source: ["VARCHAR", "Where it is from"],
    split: ["VARCHAR", "What it is for: train, validation or test"],
    recorded_at: ["TIMESTAMP", "When it was told, UTC"],
    cell_run_id: ["UUID", "The cell run that told it"],
  }),
  ...table("derivations", "An output of a step, with one of its inputs", {
    step_id: ["UUID", "The step, UUID of version 7"],
    step: ["VARCHAR", "Name of the step"],
    source_hash: ["VARCHAR", "SHA-256 of the function's source, in hex"],
    started_at: ["TIMESTAMP", "Start, UTC"],
    ended_at: ["TIMESTAMP", "End, UTC"],
    cell_run_id: ["UUID", "The cell run that took it"],
    input_hash: ["VARCHAR", "The content that went in"],
    input_part: ["VARCHAR", "Its name or number among the inputs"],
    input_name: ["VARCHAR", "Name of an input, where only that was told"],
    output_hash: ["VARCHAR", "The content that came out"],
    output_part: ["VARCHAR", "Its name or number among the outputs"],
  }),
];
