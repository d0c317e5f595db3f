/** The rows of models' states and of what was saved and loaded, named as their columns. */

/** A model's weights at one moment. */
export interface ModelStateRow {
  state_id: string;
  run_id: string | null;
  /** The phase that made it. */
  phase_id: string | null;
  model_id: string | null;
  /** What it was loaded from. */
  artifact_id: string | null;
  /**
   * `initial`: met for the first time; `trained`: at the end of a phase; `restored`: so,
   * but of weights of an earlier state; `changed`: by nothing that was recorded.
   */
  origin:
    | "initial"
    | "trained"
    | "epoch"
    | "checkpoint"
    | "restored"
    | "saved"
    | "loaded"
    | "changed";
  weights_hash: string | null;
  size_bytes: number;
  epoch: number | null;
  step: number | null;
  monitor: string | null;
  monitor_value: number | null;
  recorded_at: number;
  duration_ms: number | null;
  hash_ms: number;
}

/** What a model state derives from. */
export interface StateLinkRow {
  state_id: string;
  source_state_id: string;
  relation: "trained" | "changed" | "restored" | "copied" | "shared";
  /** How many of its weights it concerns. */
  weights: number;
}

/** The weights that a phase began with. */
export interface StateUseRow {
  run_id: string;
  phase_id: string;
  state_id: string;
}

/** A model or a file that was saved, loaded or noted. */
export interface ArtifactRow {
  artifact_id: string;
  run_id: string | null;
  phase_id: string | null;
  /** The model state that was saved. */
  state_id: string | null;
  cell_run_id: string | null;
  kind: "model" | "file";
  verb: "saved" | "loaded" | "noted";
  name: string;
  /** `file`, another scheme, or the class of a handler. */
  handler: string;
  /** From the file's folder with forward slashes, or an address without credentials. */
  place: string | null;
  sha256: string | null;
  size_bytes: number | null;
  epoch: number | null;
  step: number | null;
  content: Uint8Array | null;
  recorded_at: number;
  duration_ms: number | null;
}

/** A file of an artifact. */
export interface ArtifactFileRow {
  artifact_id: string;
  path: string;
  sha256: string;
  size_bytes: number;
}
