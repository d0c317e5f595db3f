import type { View } from "../define";
import { id } from "./parts";

const made = {
  made_in_run: "Name of the run that trained these very weights first, if any did",
  made_in_run_id: "Its UUID",
  made_in_epoch: "Epoch of its phase after which the model had them, from 0",
};

/**
 * A state that training made, of which a loop of one's own may only tell by saving it. A
 * phase that left the weights as they were made none.
 */
const trained =
  "(s.phase_id IS NOT NULL AND (s.weights_hash IS NULL OR s.weights_hash IS DISTINCT FROM " +
  "b.weights_hash) OR s.origin = 'saved')";
/** The weights that each phase began with. */
const begun = `(
    SELECT u.phase_id, any_value(w.weights_hash) AS weights_hash
    FROM tfjs_prov.state_uses u JOIN tfjs_prov.model_states w USING (state_id)
    GROUP BY u.phase_id
  ) b ON b.phase_id = s.phase_id`;
const equal = `PARTITION BY s.weights_hash ORDER BY NOT ${trained}, s.recorded_at`;
const before = "PARTITION BY s.weights_hash ORDER BY s.recorded_at, s.state_id";
const inRun =
  "PARTITION BY s.weights_hash, s.run_id ORDER BY s.recorded_at, s.state_id";

/** A row a model state. */
export const states: View = {
  name: "main.states",
  comment:
    "A row a model state: a model's weights at one moment, and where they are from",
  columns: {
    state_id: "UUID of version 7",
    ...id,
    phase_id: "The phase that made it",
    phase: "Its name",
    origin: "initial, trained, epoch, checkpoint, restored, saved, loaded or changed",
    epoch: "Epoch of its phase that ended last, from 0",
    step: "Updates of the weights so far",
    weights_hash: "SHA-256 of the weights: equal weights have equal hashes",
    equals_state_id: "The first state recorded with the same weights, if it is another",
    equals_epoch: "Epoch after which the model had the same weights before in this run",
    from_state_id: "The state that most of its weights derive from",
    relation: "How: trained, changed, restored, copied or shared",
    from_run: "Name of the run of that state",
    artifact_id: "What it was loaded from",
    ...made,
    monitor: "The metric for which a checkpoint was made",
    monitor_value: "The metric's value then",
    model_id: "The model as it stood then",
    size_bytes: "Size of the weights in bytes",
    recorded_at: "When, UTC",
    duration_ms: "Time that a checkpoint took, milliseconds",
    hash_ms: "Time spent on the weights on the thread that trains, milliseconds",
  },
  select: `
SELECT e.state_id, e.run_id, r.name AS run, e.phase_id, h.name AS phase, e.origin,
  e.epoch, e.step, e.weights_hash, nullif(e.first_id, e.state_id) AS equals_state_id,
  CASE WHEN e.first_in_run <> e.state_id THEN e.epoch_in_run END AS equals_epoch,
  l.from_state_id, l.relation, fr.name AS from_run, e.artifact_id,
  mr.name AS made_in_run, mr.run_id AS made_in_run_id,
  CASE WHEN mr.run_id IS NOT NULL THEN e.made_in_epoch END AS made_in_epoch,
  e.monitor, e.monitor_value, e.model_id, e.size_bytes, e.recorded_at, e.duration_ms,
  e.hash_ms
FROM (
  SELECT s.*, first_value(s.state_id) OVER (${before}) AS first_id,
    first_value(s.state_id) OVER (${inRun}) AS first_in_run,
    first_value(s.epoch) OVER (${inRun}) AS epoch_in_run,
    first_value(CASE WHEN ${trained} THEN s.run_id END)
      OVER (${equal}) AS made_in_run_id,
    first_value(s.epoch) OVER (${equal}) AS made_in_epoch
  FROM tfjs_prov.model_states s LEFT JOIN ${begun}
  WHERE s.weights_hash IS NOT NULL
  UNION ALL
  SELECT s.*, s.state_id, s.state_id, s.epoch,
    CASE WHEN ${trained} THEN s.run_id END, s.epoch
  FROM tfjs_prov.model_states s LEFT JOIN ${begun}
  WHERE s.weights_hash IS NULL
) e
LEFT JOIN tfjs_prov.runs r ON r.run_id = e.run_id
LEFT JOIN tfjs_prov.phases h ON h.phase_id = e.phase_id
LEFT JOIN (
  SELECT state_id, arg_max(source_state_id, weights) AS from_state_id,
    arg_max(relation, weights) AS relation
  FROM tfjs_prov.state_links GROUP BY state_id
) l ON l.state_id = e.state_id
LEFT JOIN tfjs_prov.model_states f ON f.state_id = l.from_state_id
LEFT JOIN tfjs_prov.runs fr ON fr.run_id = f.run_id
LEFT JOIN tfjs_prov.runs mr ON mr.run_id = e.made_in_run_id
ORDER BY e.recorded_at, e.state_id`,
};

/** A row a phase that had a model. */
export const lineage: View = {
  name: "main.lineage",
  comment:
    "A row a phase of a model: the weights it began with and those it ended with",
  columns: {
    ...id,
    phase_id: "The phase's UUID",
    position: "Place among the phases of the run, from 0",
    phase: "Name of the phase",
    began_as:
      "Origin of the weights it began with: initial, trained, loaded, changed, …",
    from_run: "Name of the run that those weights are from, if any",
    from_run_id: "Its UUID",
    start_state_id: "The model state it began with",
    start_weights: "The hash of its weights",
    end_state_id: "The model state it ended with; null where it trained nothing",
    end_weights: "The hash of its weights",
    equals_epoch: "The epoch whose weights it ended with, where these were restored",
    trainable_parameters: "Number of weights that it trained",
    parameters: "Number of weights",
    model_id: "The model as it stood when the phase began",
  },
  select: `
SELECT u.run_id, r.name AS run, u.phase_id, h.position, h.name AS phase,
  b.origin AS began_as,
  CASE WHEN b.made_in_run_id IS NOT NULL THEN b.made_in_run ELSE b.from_run END
    AS from_run,
  coalesce(b.made_in_run_id, f.run_id) AS from_run_id,
  u.state_id AS start_state_id, b.weights_hash AS start_weights,
  e.state_id AS end_state_id, e.weights_hash AS end_weights, e.equals_epoch,
  m.trainable_parameters, m.parameters, h.model_id
FROM tfjs_prov.state_uses u
JOIN tfjs_prov.phases h ON h.phase_id = u.phase_id
LEFT JOIN tfjs_prov.runs r ON r.run_id = u.run_id
LEFT JOIN main.states b ON b.state_id = u.state_id
LEFT JOIN tfjs_prov.model_states f ON f.state_id = b.from_state_id
LEFT JOIN main.states e
  ON e.phase_id = u.phase_id AND e.origin IN ('trained', 'restored')
LEFT JOIN tfjs_prov.models m ON m.model_id = h.model_id
ORDER BY r.started_at, u.run_id, h.position`,
};

/** A row an artifact. */
export const artifacts: View = {
  name: "main.artifacts",
  comment: "A row an artifact: a model or a file that was saved, loaded or noted",
  columns: {
    artifact_id: "UUID of version 7",
    ...id,
    name: "Name; the last part of the place unless told",
    kind: "model or file",
    verb: "saved, loaded or noted",
    handler: "file, http, https, another scheme or the handler's class",
    place: "Path from the file's folder, or address without credentials",
    sha256: "SHA-256 of the content; of a model in files, of their list",
    files: "SHA-256 of each of its files: files['weights.bin']",
    size_bytes: "Size in bytes",
    overwritten: "Whether it was saved again to the same place later",
    weights_hash: "SHA-256 of the weights, of a model",
    ...made,
    from_run: "Name of the run that most of its weights derive from",
    state_id: "The model state that was saved, or that loading made",
    phase_id: "The phase in which it happened",
    epoch: "Epoch of its phase, from 0",
    step: "Updates of the weights so far",
    recorded_at: "When, UTC",
    duration_ms: "Time that it took, milliseconds",
    cell: "Number in brackets beside the cell whose code did it",
    cell_run_id: "That cell run: one of cells",
    content: "The content itself, where it was asked to be kept",
  },
  select: `
SELECT a.artifact_id, a.run_id, r.name AS run, a.name, a.kind, a.verb, a.handler, a.place,
  a.sha256, f.files, a.size_bytes,
  CASE WHEN a.verb = 'saved' AND a.place IS NOT NULL THEN row_number() OVER (
    PARTITION BY a.verb, a.handler, a.place ORDER BY a.recorded_at DESC, a.artifact_id DESC
  ) > 1 END AS overwritten,
  s.weights_hash, s.made_in_run, s.made_in_run_id, s.made_in_epoch, s.from_run,
  s.state_id,
  a.phase_id, a.epoch, a.step, a.recorded_at, a.duration_ms, c.execution_count AS cell,
  a.cell_run_id, a.content
FROM tfjs_prov.artifacts a
LEFT JOIN tfjs_prov.runs r ON r.run_id = a.run_id
LEFT JOIN (
  SELECT artifact_id, map_from_entries(list((path, sha256) ORDER BY path)) AS files
  FROM tfjs_prov.artifact_files GROUP BY artifact_id
) f ON f.artifact_id = a.artifact_id
LEFT JOIN (
  SELECT artifact_id, any_value(state_id) AS state_id FROM tfjs_prov.model_states
  WHERE artifact_id IS NOT NULL GROUP BY artifact_id
) l ON l.artifact_id = a.artifact_id
LEFT JOIN main.states s ON s.state_id = coalesce(a.state_id, l.state_id)
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = a.cell_run_id
ORDER BY a.recorded_at, a.artifact_id`,
};

/** A row a checkpoint. */
export const checkpoints: View = {
  name: "main.checkpoints",
  comment: "A row a checkpoint: weights kept or saved while a model was trained",
  columns: {
    ...id,
    phase_id: "The phase in which it was made",
    epoch: "Epoch of its phase, from 0",
    step: "Updates of the weights so far",
    monitor: "The metric for which it was made",
    monitor_value: "The metric's value then",
    place: "Where it was saved; null where it was kept in memory",
    usable: "Whether it was saved and not overwritten since",
    restored: "Whether the model got these weights back",
    weights_hash: "SHA-256 of the weights",
    recorded_at: "When, UTC",
    duration_ms: "Time that it took, milliseconds",
    state_id: "The model state",
    artifact_id: "What was saved",
  },
  select: `
SELECT s.run_id, s.run, s.phase_id, s.epoch, s.step, s.monitor, s.monitor_value, a.place,
  coalesce(a.overwritten = false, a.artifact_id IS NOT NULL) AS usable,
  s.state_id IN (
    SELECT source_state_id FROM tfjs_prov.state_links WHERE relation = 'restored'
  ) AS restored,
  s.weights_hash, s.recorded_at, coalesce(a.duration_ms, s.duration_ms) AS duration_ms,
  s.state_id, a.artifact_id
FROM main.states s
LEFT JOIN main.artifacts a ON a.state_id = s.state_id AND a.verb = 'saved'
WHERE s.origin = 'checkpoint' OR (s.phase_id IS NOT NULL AND a.phase_id = s.phase_id)
ORDER BY s.recorded_at, s.state_id`,
};
