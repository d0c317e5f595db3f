import type { View } from "../define";
import { id, inRun } from "./parts";

const content = {
  dataset_hash: "The content: SHA-256 of its values, dtype and shape",
};
const stats = {
  min: "Least value; NaN left out",
  max: "Greatest value; NaN left out",
  mean: "Mean of the finite values",
  nans: "Values that are NaN",
  infinities: "Values that are infinite",
};

/** What was told last about each content. */
const named = `(
  SELECT dataset_hash,
    arg_max(CASE WHEN part IS NULL THEN name ELSE name || '.' || part END, recorded_at)
      FILTER (name IS NOT NULL) AS name,
    arg_max(source, recorded_at) FILTER (source IS NOT NULL) AS source,
    arg_max(split, recorded_at) FILTER (split IS NOT NULL) AS split
  FROM tfjs_prov.dataset_names GROUP BY dataset_hash
)`;

/** A row a content. */
export const datasets: View = {
  name: "main.datasets",
  comment: "A row a dataset: one content of a tensor or an array, named by its hash",
  columns: {
    ...content,
    name: "Name told last, that of its part after a dot",
    source: "Where it is from, as told",
    split: "What it is for, as told; dataset_uses has what it was used for",
    dtype: "float32, int32, bool, string or complex64; json for records",
    shape: "Shape as JSON, such as [150,4]",
    rows: "Length of the first dimension; null for a single value",
    size_bytes: "Size of the values",
    read_bytes: "Bytes hashed and counted; fewer where it was too large",
    ...stats,
    classes: "Rows of each class, where these can be labels: classes[0]",
    row_fingerprints: "Number of rows that have a fingerprint in dataset_rows",
    runs: "Number of runs that used it",
    first_used_at: "Start of the first phase that used it, UTC",
  },
  select: `
SELECT d.dataset_hash, n.name, n.source, n.split, d.dtype, d.shape, d.rows, d.size_bytes,
  d.read_bytes, d.min, d.max, d.mean, d.nans, d.infinities, c.classes,
  coalesce(f.fingerprints, 0) AS row_fingerprints, coalesce(u.runs, 0) AS runs,
  u.first_used_at
FROM tfjs_prov.datasets d
LEFT JOIN ${named} n USING (dataset_hash)
LEFT JOIN (
  SELECT dataset_hash, map_from_entries(list((class, rows) ORDER BY class)) AS classes
  FROM tfjs_prov.dataset_classes GROUP BY dataset_hash
) c USING (dataset_hash)
LEFT JOIN (
  SELECT dataset_hash, CAST(sum(len(fingerprints)) AS BIGINT) AS fingerprints
  FROM tfjs_prov.row_fingerprints GROUP BY dataset_hash
) f USING (dataset_hash)
LEFT JOIN (
  SELECT dataset_hash, count(DISTINCT u.run_id) AS runs,
    min(p.started_at) AS first_used_at
  FROM tfjs_prov.dataset_uses u JOIN tfjs_prov.phases p USING (phase_id)
  GROUP BY dataset_hash
) u USING (dataset_hash)
ORDER BY u.first_used_at, d.dataset_hash`,
};

/** A row a use of a content by a phase. */
export const datasetUses: View = {
  name: "main.dataset_uses",
  comment: "A row a use: which rows of a dataset a phase used, and for what",
  columns: {
    ...inRun,
    split: "train, validation or test",
    role: "x for inputs, y for targets",
    part: "Name or number among several inputs or targets",
    name: "Name of the dataset, where one was told",
    rows: "Number of rows used, from first_row on",
    first_row: "First row used, from 0",
    dtype: "Of the dataset",
    shape: "Of the dataset, as JSON",
    ...content,
    via: "tensor; stream for a tf.data.Dataset; batches for trainOnBatch",
    batches: "Batches seen in the first pass",
    complete: "Whether that was all there was",
    hash_ms: "Time reading it took on the thread that trains, milliseconds",
  },
  select: `
SELECT u.run_id, r.name AS run, u.phase_id, u.split, u.role, u.part, n.name, u.rows,
  u.first_row, d.dtype, d.shape, u.dataset_hash, u.via, u.batches, u.complete, u.hash_ms
FROM tfjs_prov.dataset_uses u
JOIN tfjs_prov.runs r USING (run_id)
JOIN tfjs_prov.phases p ON p.phase_id = u.phase_id
LEFT JOIN tfjs_prov.datasets d ON d.dataset_hash = u.dataset_hash
LEFT JOIN ${named} n ON n.dataset_hash = u.dataset_hash
ORDER BY r.started_at, u.run_id, p.position,
  CASE u.split WHEN 'train' THEN 0 WHEN 'validation' THEN 1 ELSE 2 END, u.role, u.part`,
};

/** A row a column of a content. */
export const datasetColumns: View = {
  name: "main.dataset_columns",
  comment: "A row a column of each dataset of at most 256 columns",
  columns: {
    ...content,
    name: "Name of the dataset, where one was told",
    position: "Place of the column, from 0",
    ...stats,
  },
  select: `
SELECT c.dataset_hash, n.name, c.position, c.min, c.max, c.mean, c.nans, c.infinities
FROM tfjs_prov.dataset_columns c
LEFT JOIN ${named} n USING (dataset_hash)
ORDER BY c.dataset_hash, c.position`,
};

/** A row a class of a content. */
export const datasetClasses: View = {
  name: "main.dataset_classes",
  comment: "A row a class of each dataset that can be labels",
  columns: {
    ...content,
    name: "Name of the dataset, where one was told",
    class: "The label; for one-hot rows the place of the one, from 0",
    rows: "Rows of that class",
  },
  select: `
SELECT c.dataset_hash, n.name, c.class, c.rows
FROM tfjs_prov.dataset_classes c
LEFT JOIN ${named} n USING (dataset_hash)
ORDER BY c.dataset_hash, c.class`,
};

/** A row a row of data, for each use of it. */
export const datasetRows: View = {
  name: "main.dataset_rows",
  comment: "A row a fingerprinted row of a dataset, for each use; join on fingerprint",
  columns: {
    ...content,
    name: "Name of the dataset, where one was told",
    position: "Place of the row, from 0",
    fingerprint: "First 64 bits of the row's own hash: equal rows have equal ones",
    ...id,
    phase_id: "The phase that used the row; null where none did",
    split: "What for: train, validation or test",
    role: "x for inputs, y for targets",
    part: "Name or number among several inputs or targets",
  },
  select: `
SELECT f.dataset_hash, n.name, f.position, f.fingerprint, u.run_id, r.name AS run,
  u.phase_id, u.split, u.role, u.part
FROM (
  SELECT dataset_hash, first_row + generate_subscripts(fingerprints, 1) - 1 AS position,
    unnest(fingerprints) AS fingerprint
  FROM tfjs_prov.row_fingerprints
) f
LEFT JOIN tfjs_prov.dataset_uses u ON u.dataset_hash = f.dataset_hash
  AND f.position >= u.first_row AND f.position < u.first_row + u.rows
LEFT JOIN tfjs_prov.runs r ON r.run_id = u.run_id
LEFT JOIN ${named} n ON n.dataset_hash = f.dataset_hash`,
};

/** A row a derivation of one content from another. */
export const derivations: View = {
  name: "main.derivations",
  comment: "A row a derivation: a dataset that a step made, with one it made it from",
  columns: {
    step: "Name of the step",
    input: "Name of the input, where one was told",
    output: "Name of the output, where one was told",
    input_hash: "The content that went in; by its name, where only that was told",
    output_hash: "The content that came out",
    input_part: "Its name or number among the inputs",
    output_part: "Its name or number among the outputs",
    started_at: "Start, UTC",
    duration_ms: "Milliseconds from start to end",
    source_hash: "SHA-256 of the function's source, in hex",
    cell: "Number in brackets beside the cell that took it",
    cell_run_id: "The cell run that took it: one of cells",
    step_id: "The step, UUID of version 7",
  },
  select: `
SELECT s.step, coalesce(i.name, s.input_name) AS input, o.name AS output,
  coalesce(s.input_hash, t.dataset_hash) AS input_hash, s.output_hash, s.input_part,
  s.output_part, s.started_at,
  (epoch_us(s.ended_at) - epoch_us(s.started_at)) / 1e3 AS duration_ms, s.source_hash,
  c.execution_count AS cell, s.cell_run_id, s.step_id
FROM tfjs_prov.derivations s
LEFT JOIN ${named} i ON i.dataset_hash = s.input_hash
LEFT JOIN ${named} o ON o.dataset_hash = s.output_hash
LEFT JOIN (
  SELECT name, arg_max(dataset_hash, recorded_at) AS dataset_hash
  FROM tfjs_prov.dataset_names WHERE part IS NULL GROUP BY name
) t ON t.name = s.input_name
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = s.cell_run_id
ORDER BY s.started_at, s.step_id, s.input_part, s.output_part`,
};
