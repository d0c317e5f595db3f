import type { FactTables } from "../facts";
import { blob, double, integer, json, timestamp, whole } from "../literal";
import { type Columns, flag, or, scrubbed, text } from "./literals";

type Tables =
  | "models"
  | "layers"
  | "model_states"
  | "state_links"
  | "state_uses"
  | "artifacts"
  | "artifact_files";

/** The columns of models, their states, and files. */
export const modelsColumns: { [T in Tables]: Columns<FactTables[T]> } = {
  models: {
    model_id: text,
    name: text,
    class_name: text,
    summary: text,
    parameters: whole,
    trainable_parameters: whole,
  },
  layers: {
    model_id: text,
    position: whole,
    name: text,
    kind: text,
    units: whole,
    activation: or(text),
    rate: or(double),
    regularizer: or(text),
    trainable: flag,
    parameters: whole,
    output_shape: or(text),
    config: or(json),
  },
  model_states: {
    state_id: text,
    run_id: or(text),
    phase_id: or(text),
    model_id: or(text),
    artifact_id: or(text),
    origin: text,
    weights_hash: or(text),
    size_bytes: whole,
    epoch: integer,
    step: whole,
    monitor: or(text),
    monitor_value: or(double),
    recorded_at: timestamp,
    duration_ms: or(double),
    hash_ms: double,
  },
  state_links: {
    state_id: text,
    source_state_id: text,
    relation: text,
    weights: integer,
  },
  state_uses: {
    run_id: text,
    phase_id: text,
    state_id: text,
  },
  artifacts: {
    artifact_id: text,
    run_id: or(text),
    phase_id: or(text),
    state_id: or(text),
    cell_run_id: or(text),
    kind: text,
    verb: text,
    name: scrubbed,
    handler: text,
    place: or(scrubbed),
    sha256: or(text),
    size_bytes: whole,
    epoch: integer,
    step: whole,
    content: or(blob),
    recorded_at: timestamp,
    duration_ms: or(double),
  },
  artifact_files: {
    artifact_id: text,
    path: scrubbed,
    sha256: text,
    size_bytes: whole,
  },
};
