import type {
  DatasetClassRow,
  DatasetColumnRow,
  DatasetRow,
  RowFingerprintsRow,
} from "../../store/data-facts";
import type { Fingerprint } from "./fingerprinting";
import type { Stats } from "./tally";

/** Fingerprints in one row of their table. */
const AT_ONCE = 4096;

/** The rows of a content. */
export interface DatasetFacts {
  dataset: DatasetRow;
  columns: DatasetColumnRow[];
  classes: DatasetClassRow[];
  rows: RowFingerprintsRow[];
}

/** Turn a fingerprint into rows. */
export function factsFrom(print: Fingerprint): DatasetFacts {
  const dataset_hash = print.hash;
  return {
    dataset: datasetFrom(print),
    columns: print.columns.map((stats, position) => ({
      dataset_hash,
      position,
      ...statsFrom(stats),
    })),
    classes: [...(print.classes ?? [])].map(([label, rows]) => ({
      dataset_hash,
      class: label,
      rows,
    })),
    rows: rowsFrom(dataset_hash, print.rowHashes ?? []),
  };
}

function datasetFrom(print: Fingerprint): DatasetRow {
  return {
    dataset_hash: print.hash,
    dtype: print.dtype,
    shape: JSON.stringify(print.shape),
    rows: print.rows,
    size_bytes: print.sizeBytes,
    read_bytes: print.readBytes,
    ...statsFrom(print.stats),
  };
}

function statsFrom(stats: Stats | null) {
  const { min = null, max = null, mean = null } = stats ?? {};
  return {
    min,
    max,
    mean,
    nans: stats?.nans ?? null,
    infinities: stats?.infinities ?? null,
  };
}

function rowsFrom(dataset_hash: string, all: readonly bigint[]): RowFingerprintsRow[] {
  const pieces = Math.ceil(all.length / AT_ONCE);
  return Array.from({ length: pieces }, (_, i) => ({
    dataset_hash,
    first_row: i * AT_ONCE,
    fingerprints: all.slice(i * AT_ONCE, (i + 1) * AT_ONCE),
  }));
}
