import type { Split } from "./facts";

/** A content of tensors or arrays that entered a phase or was named. */
export interface DatasetRow {
  /** SHA-256 of the content, as `ContentHash` of capture defines it, in hex. */
  dataset_hash: string;
  dtype: string;
  /** Such as `[150,4]`. */
  shape: string;
  rows: number | null;
  size_bytes: number;
  /** Less than `size_bytes` where only a part was read. */
  read_bytes: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  nans: number | null;
  infinities: number | null;
}

export interface DatasetColumnRow {
  dataset_hash: string;
  /** 0-based place in the row. */
  position: number;
  min: number | null;
  max: number | null;
  mean: number | null;
  nans: number | null;
  infinities: number | null;
}

export interface DatasetClassRow {
  dataset_hash: string;
  class: number;
  rows: number;
}

/** Fingerprints of rows that follow each other. */
export interface RowFingerprintsRow {
  dataset_hash: string;
  /** 0-based place of the first one's row. */
  first_row: number;
  /** 64 bits each. */
  fingerprints: readonly bigint[];
}

/** What a phase used a content for. */
export interface DatasetUseRow {
  run_id: string;
  phase_id: string;
  dataset_hash: string;
  role: "x" | "y";
  /** Its name or number among several inputs or outputs; null for one alone. */
  part: string | null;
  split: Split;
  /** `stream` for a `tf.data.Dataset`, `batches` for trainOnBatch. */
  via: "tensor" | "stream" | "batches";
  /** The rows used: so many from this one on. */
  first_row: number;
  rows: number | null;
  /** Batches seen of what came in batches. */
  batches: number | null;
  /** Whether that was all there was. */
  complete: boolean;
  /** Time that reading and hashing took the thread that trains, in ms. */
  hash_ms: number;
}

/** What a person told about a content. */
export interface DatasetNameRow {
  dataset_hash: string;
  name: string | null;
  part: string | null;
  source: string | null;
  split: Split | null;
  recorded_at: number;
  cell_run_id: string | null;
}

/** One output of a step, with one of its inputs. */
export interface DerivationRow {
  step_id: string;
  step: string | null;
  /** SHA-256 of the function's source, in hex. */
  source_hash: string | null;
  started_at: number;
  ended_at: number;
  cell_run_id: string | null;
  input_hash: string | null;
  input_part: string | null;
  /** Told instead of the data itself. */
  input_name: string | null;
  output_hash: string | null;
  output_part: string | null;
}

/** The tables that hold what is known of data, by name. */
export interface DataTables {
  datasets: DatasetRow;
  dataset_columns: DatasetColumnRow;
  dataset_classes: DatasetClassRow;
  row_fingerprints: RowFingerprintsRow;
  dataset_uses: DatasetUseRow;
  dataset_names: DatasetNameRow;
  derivations: DerivationRow;
}
