import type { View } from "../define";
import { endOf, inRun, seconds, status, statusOf, times } from "./parts";

/** A row a phase. */
export const phases: View = {
  name: "main.phases",
  comment: "A row a phase: one fit, evaluate or custom loop inside a run",
  columns: {
    ...inRun,
    position: "Place among the phases of the run, from 0",
    kind: "fit, fitDataset, evaluate, evaluateDataset, trainOnBatch or loop",
    name: "Name; the kind unless told",
    ...status,
    ...times,
    epochs: "Number of epochs recorded",
    model_id: "The model as it stood at the start",
    parent_phase_id: "The phase that this one is nested in",
    first_run_epoch: "run_epoch of its epoch 0",
    capture_ms: "Time spent recording on the thread that trains, milliseconds",
    environment_id: "What it ran in: one of environments",
  },
  select: `
SELECT p.run_id, r.name AS run, p.phase_id, p.position, p.kind, p.name,
  ${statusOf("p")} AS status, p.status_reason, p.started_at, p.ended_at,
  ${seconds("p.started_at", endOf("p"))} AS duration_s, coalesce(e.epochs, 0) AS epochs,
  p.model_id, p.parent_phase_id, p.first_run_epoch, p.capture_ms, p.environment_id
FROM tfjs_prov.phases p
JOIN tfjs_prov.runs r USING (run_id)
LEFT JOIN (
  SELECT phase_id, count(*) AS epochs FROM tfjs_prov.epochs GROUP BY phase_id
) e USING (phase_id)
ORDER BY r.started_at, p.run_id, p.position`,
};

/** A row an epoch. */
export const epochs: View = {
  name: "main.epochs",
  comment: "A row an epoch, with its metrics",
  columns: {
    ...inRun,
    epoch: "Epoch of its phase, from 0",
    run_epoch: "Epoch from 0, going on across the phases of the run",
    step: "Updates of the weights in the run up to the epoch's end",
    started_at: "Start, UTC",
    ended_at: "End, UTC",
    duration_s: "Seconds from start to end",
    loss: "Training loss",
    val_loss: "Validation loss",
    learning_rate: "Learning rate in force at the epoch's end",
    metrics: "All metrics of the epoch: metrics['val_acc']",
  },
  select: `
SELECT e.run_id, r.name AS run, e.phase_id, e.epoch, e.run_epoch, e.step,
  e.started_at, e.ended_at, ${seconds("e.started_at", "e.ended_at")} AS duration_s,
  t.loss, t.val_loss, t.learning_rate, t.metrics
FROM tfjs_prov.epochs e
JOIN tfjs_prov.runs r USING (run_id)
JOIN tfjs_prov.phases h ON h.phase_id = e.phase_id
LEFT JOIN (
  SELECT run_id, phase_id, epoch,
    max(value) FILTER (metric = 'loss') AS loss,
    max(value) FILTER (metric = 'val_loss') AS val_loss,
    max(value) FILTER (metric = 'learningRate') AS learning_rate,
    map_from_entries(list((metric, value) ORDER BY metric)) AS metrics
  FROM (
    SELECT p.run_id, s.phase_id, p.epoch, s.metric, arg_max(p.value, p.rowid) AS value
    FROM tfjs_prov.points p
    JOIN tfjs_prov.series s USING (run_id, series)
    WHERE s.per = 'epoch'
    GROUP BY p.run_id, s.phase_id, p.epoch, s.metric
  ) GROUP BY run_id, phase_id, epoch
) t ON t.run_id = e.run_id AND t.phase_id = e.phase_id AND t.epoch = e.epoch
ORDER BY r.started_at, e.run_id, h.position, e.epoch`,
};
