import { table } from "./define";

const size = "Size in bytes";

/** Add the weights of models at moments, what was saved and loaded, and who steered. */
export const m005States: readonly string[] = [
  ...table("model_states", "A model's weights at one moment", {
    state_id: ["UUID", "UUID of version 7: restored weights are another state"],
    run_id: ["UUID", "The run that had the model then; null where there was none"],
    phase_id: ["UUID", "The phase that made the state"],
    model_id: ["VARCHAR", "The model as it stood then"],
    artifact_id: ["UUID", "What the state was loaded from"],
    origin: [
      "VARCHAR",
      "initial, trained, epoch, checkpoint, restored, saved, loaded or changed",
    ],
    weights_hash: ["VARCHAR", "SHA-256 of the weights, in hex; null if not hashed"],
    size_bytes: ["BIGINT", "Size of the weights in bytes"],
    epoch: ["INTEGER", "Epoch of its phase that ended last, from 0"],
    step: ["BIGINT", "Updates of the weights so far"],
    monitor: ["VARCHAR", "The metric for which a checkpoint was made"],
    monitor_value: ["DOUBLE", "The metric's value then"],
    recorded_at: ["TIMESTAMP", "When, UTC"],
    duration_ms: ["DOUBLE", "Time that a checkpoint took, milliseconds"],
    hash_ms: ["DOUBLE", "Time spent on the weights on the thread, milliseconds"],
  }),
  ...table("state_links", "What a model state derives from", {
    state_id: ["UUID", "The model state"],
    source_state_id: ["UUID", "The model state before"],
    relation: ["VARCHAR", "trained, changed, restored, copied or shared"],
    weights: ["INTEGER", "How many of its weights it concerns"],
  }),
  ...table("state_uses", "The weights that a phase began with", {
    run_id: ["UUID", "The run"],
    phase_id: ["UUID", "The phase"],
    state_id: ["UUID", "The model state"],
  }),
  ...table("artifacts", "A model or a file that was saved, loaded or noted", {
    artifact_id: ["UUID", "UUID of version 7"],
    run_id: ["UUID", "The run that it belongs to, if any"],
    phase_id: ["UUID", "The phase in which it happened"],
    state_id: ["UUID", "The model state that was saved"],
    cell_run_id: ["UUID", "The cell run whose code did it"],
    kind: ["VARCHAR", "model or file"],
    verb: ["VARCHAR", "saved, loaded or noted"],
    name: ["VARCHAR", "Name; the last part of the place unless told"],
    handler: ["VARCHAR", "file, http, https, another scheme or the handler's class"],
    place: ["VARCHAR", "Path from the file's folder, or address without credentials"],
    sha256: [
      "VARCHAR",
      "SHA-256 of the content in hex; of several files, of their list",
    ],
    size_bytes: ["BIGINT", size],
    epoch: ["INTEGER", "Epoch of its phase, from 0"],
    step: ["BIGINT", "Updates of the weights so far"],
    content: ["BLOB", "The content itself, where it was asked to be kept"],
    recorded_at: ["TIMESTAMP", "When it was done, UTC"],
    duration_ms: ["DOUBLE", "Time that saving or loading took, milliseconds"],
  }),
  ...table("artifact_files", "A file of an artifact", {
    artifact_id: ["UUID", "The artifact"],
    path: ["VARCHAR", "Path from the artifact's place"],
    sha256: ["VARCHAR", "SHA-256 of its bytes, in hex"],
    size_bytes: ["BIGINT", size],
  }),
  "ALTER TABLE tfjs_prov.events ADD COLUMN cell_run_id UUID",
  "COMMENT ON COLUMN tfjs_prov.events.cell_run_id IS 'The cell run that asked for it'",
];
