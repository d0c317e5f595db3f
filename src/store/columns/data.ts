import type { DataTables } from "../data-facts";
import { double, fingerprints, timestamp, whole } from "../literal";
import { type Columns, flag, or, scrubbed, text } from "./literals";

const stats = {
  min: or(double),
  max: or(double),
  mean: or(double),
  nans: whole,
  infinities: whole,
};

/** How the rows of data are written. */
export const dataColumns: { [T in keyof DataTables]: Columns<DataTables[T]> } = {
  datasets: {
    dataset_hash: text,
    dtype: text,
    shape: text,
    rows: whole,
    size_bytes: whole,
    read_bytes: whole,
    ...stats,
  },
  dataset_columns: { dataset_hash: text, position: whole, ...stats },
  dataset_classes: { dataset_hash: text, class: whole, rows: whole },
  row_fingerprints: { dataset_hash: text, first_row: whole, fingerprints },
  dataset_uses: {
    run_id: text,
    phase_id: text,
    dataset_hash: text,
    role: text,
    part: or(text),
    split: text,
    via: text,
    first_row: whole,
    rows: whole,
    batches: whole,
    complete: flag,
    hash_ms: double,
  },
  dataset_names: {
    dataset_hash: text,
    name: or(scrubbed),
    part: or(text),
    source: or(scrubbed),
    split: or(text),
    recorded_at: timestamp,
    cell_run_id: or(text),
  },
  derivations: {
    step_id: text,
    step: or(scrubbed),
    source_hash: or(text),
    started_at: timestamp,
    ended_at: timestamp,
    cell_run_id: or(text),
    input_hash: or(text),
    input_part: or(text),
    input_name: or(scrubbed),
    output_hash: or(text),
    output_part: or(text),
  },
};
