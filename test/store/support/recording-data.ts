import type { DatasetRow } from "../../../src/store/data-facts";
import type { PhaseRow } from "../../../src/store/facts";
import type { Store } from "../../../src/store/store";
import { nowMs } from "../../../src/util/clock";
import { uuidv7 } from "../../../src/util/uuid";

const stats = { min: 0, max: 1, mean: 0.5, nans: 0, infinities: 0 };

export const datasetRow: DatasetRow = {
  ...{ dataset_hash: "cd34", dtype: "float32", shape: "[2,2]", rows: 2 },
  ...{ size_bytes: 16, read_bytes: 16 },
  ...stats,
};

/** Record data in every table that it has, used by a phase. */
export function recordData(store: Store, { run_id, phase_id }: PhaseRow): void {
  const { dataset_hash } = datasetRow;
  const at = nowMs();
  store.add("datasets", datasetRow);
  for (const position of [0, 1]) {
    store.add("dataset_columns", { dataset_hash, position, ...stats });
  }
  store.add("dataset_classes", { dataset_hash, class: 0, rows: 2 });
  const fingerprints = [2n ** 64n - 1n, 0n];
  store.add("row_fingerprints", { dataset_hash, first_row: 0, fingerprints });
  store.add("dataset_uses", {
    ...{ run_id, phase_id, dataset_hash, role: "x", part: null, split: "train" },
    ...{ via: "tensor", first_row: 0, rows: 2, batches: null, complete: true },
    hash_ms: 0.1,
  });
  store.add("dataset_names", {
    ...{ dataset_hash, name: "toy", part: null, source: "toy.csv", split: "train" },
    ...{ recorded_at: at, cell_run_id: null },
  });
  store.add("derivations", {
    ...{ step_id: uuidv7(), step: "scale", source_hash: null, cell_run_id: null },
    ...{ started_at: at, ended_at: at, input_hash: null, input_part: null },
    ...{ input_name: "toy", output_hash: dataset_hash, output_part: null },
  });
}
