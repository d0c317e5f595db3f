import type { View } from "../define";
import { endOf, id, seconds, status, statusOf, times } from "./parts";

/** A row an experiment. */
export const experiments: View = {
  name: "main.experiments",
  comment: "A row an experiment: a named group of runs",
  columns: {
    experiment: "Name of the experiment",
    runs: "Number of runs",
    finished: "Number of runs that finished or stopped early",
    first_started_at: "Start of its first run, UTC",
    last_started_at: "Start of its last run, UTC",
  },
  select: `
SELECT experiment, count(*) AS runs,
  count(*) FILTER (status IN ('finished', 'stopped early')) AS finished,
  min(started_at) AS first_started_at, max(started_at) AS last_started_at
FROM tfjs_prov.runs
GROUP BY experiment
ORDER BY first_started_at`,
};

/** A row a run. */
export const runs: View = {
  name: "main.runs",
  comment: "A row a run: what became of it and how good it was",
  columns: {
    run_id: "UUID of version 7",
    name: "Name of the run",
    experiment: "The named group of runs that it belongs to",
    ...status,
    ...times,
    phases: "Number of phases",
    epochs: "Number of epochs recorded",
    last_epoch: "The last epoch recorded, counted across phases from 0",
    last_step: "The last step recorded",
    loss: "Training loss recorded last",
    best_loss: "Least training loss",
    val_loss: "Validation loss recorded last",
    best_val_loss: "Least validation loss; NaN left out",
    best_val_loss_epoch: "Epoch of the least validation loss, from 0",
    test_loss: "Loss on test data recorded last, as evaluate() averages it",
    parent_run_id: "The run that this one is part of",
    cell: "Number in brackets beside the cell that started it",
    cell_run_id: "The cell run that started it: one of cells",
    person: "Who trained, where they said so",
    commit_hash: "Commit of the code at the start, where git tells",
    branch: "Branch of the code at the start",
    dirty: "Whether files differed from that commit, or were untracked",
    patch_hash: "SHA-256 of what differed; null when nothing did",
    environment_id: "What it ran in: one of environments; that of the last phase",
    seed: "Seed of its session; null where nothing is seeded and it can't repeat",
    session_id: "The process that recorded it: one of workers",
  },
  select: `
SELECT r.run_id, r.name, r.experiment, ${statusOf("r")} AS status, r.status_reason,
  r.started_at, r.ended_at, ${seconds("r.started_at", endOf("r"))} AS duration_s,
  coalesce(p.phases, 0) AS phases, coalesce(e.epochs, 0) AS epochs, m.last_epoch,
  greatest(e.last_step, m.last_step) AS last_step,
  m.loss, m.best_loss, m.val_loss, m.best_val_loss, m.best_val_loss_epoch, m.test_loss,
  r.parent_run_id, c.execution_count AS cell, r.cell_run_id,
  r.person, g.commit_hash, g.branch, g.dirty, g.patch_hash, p.environment_id, d.seed,
  coalesce(r.session_id, c.session_id) AS session_id
FROM tfjs_prov.runs r
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = r.cell_run_id
LEFT JOIN (
  SELECT run_id, count(*) AS phases, arg_max(environment_id, position) AS environment_id
  FROM tfjs_prov.phases GROUP BY run_id
) p USING (run_id)
LEFT JOIN tfjs_prov.run_commits g USING (run_id)
LEFT JOIN (
  SELECT run_id, count(*) AS epochs, max(step) AS last_step
  FROM tfjs_prov.epochs GROUP BY run_id
) e USING (run_id)
LEFT JOIN (
  SELECT s.run_id, max(u.last_step) AS last_step,
    max(h.first_run_epoch + u.last_epoch) AS last_epoch,
    arg_max(u.last, s.series) FILTER (s.metric = 'loss') AS loss,
    min(u.min) FILTER (s.metric = 'loss') AS best_loss,
    arg_max(u.last, s.series) FILTER (s.metric = 'val_loss') AS val_loss,
    min(u.min) FILTER (s.metric = 'val_loss') AS best_val_loss,
    arg_min(h.first_run_epoch + u.min_epoch, u.min)
      FILTER (s.metric = 'val_loss') AS best_val_loss_epoch,
    arg_max(u.last, s.series) FILTER (s.metric = 'test_loss') AS test_loss
  FROM tfjs_prov.series s
  JOIN tfjs_prov.series_summaries u USING (run_id, series)
  JOIN tfjs_prov.phases h ON h.phase_id = s.phase_id
  GROUP BY s.run_id
) m USING (run_id)
LEFT JOIN tfjs_prov.seeds d ON d.run_id = r.run_id AND d.moment = 'run'
ORDER BY r.started_at, r.run_id`,
};

/** A row a run, with its params and metrics as maps. */
export const compare: View = {
  name: "main.compare",
  comment: "A row a run, its params and metrics side by side",
  columns: {
    ...id,
    experiment: "The named group of runs that it belongs to",
    status: "running, finished, stopped early, failed or interrupted",
    epochs: "Number of epochs recorded",
    duration_s: "Seconds from start to end, or to now while it runs",
    params: "All params, that of the last phase where they differ: params['batchSize']",
    last: "Of each metric the value recorded last: last['val_acc']",
    least: "Of each metric the least value, NaN left out: least['val_loss']",
    greatest: "Of each metric the greatest value, NaN left out: greatest['val_acc']",
  },
  select: `
SELECT r.run_id, r.name AS run, r.experiment, r.status, r.epochs, r.duration_s,
  p.params, m.last, m.least, m.greatest
FROM main.runs r
LEFT JOIN (
  SELECT run_id, map_from_entries(list((name, value) ORDER BY name)) AS params
  FROM (
    SELECT p.run_id, p.name, last(p.value ORDER BY coalesce(h.position, -1)) AS value
    FROM tfjs_prov.params p
    LEFT JOIN tfjs_prov.phases h ON h.phase_id = p.phase_id
    GROUP BY p.run_id, p.name
  ) GROUP BY run_id
) p USING (run_id)
LEFT JOIN (
  SELECT run_id, map_from_entries(list((metric, last) ORDER BY metric)) AS last,
    map_from_entries(list((metric, least) ORDER BY metric)) AS least,
    map_from_entries(list((metric, greatest) ORDER BY metric)) AS greatest
  FROM (
    SELECT s.run_id, s.metric, arg_max(u.last, s.series) AS last,
      min(u.min) AS least, max(u.max) AS greatest
    FROM tfjs_prov.series s
    JOIN tfjs_prov.series_summaries u USING (run_id, series)
    GROUP BY s.run_id, s.metric
  ) GROUP BY run_id
) m USING (run_id)
ORDER BY r.started_at, r.run_id`,
};
