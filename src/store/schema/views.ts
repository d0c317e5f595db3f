import type { View } from "./define";

/**
 * The views: what people and charts ask. They hold opinions, so they are made anew
 * whenever their text changes, by whichever version of the package opens the file.
 */

/** Return the SQL of a status: a lease that has run out means that the process died. */
const statusOf = (row: string) =>
  `CASE WHEN ${row}.status = 'running' AND epoch_us(${row}.lease_until) < epoch_us(now()) ` +
  `THEN 'interrupted' ELSE ${row}.status END`;

/** Return the SQL of the seconds between two timestamps. */
const seconds = (from: string, to: string) =>
  `(epoch_us(${to}) - epoch_us(${from})) / 1e6`;

/** The end of a row, or now while it runs. */
const endOf = (row: string) =>
  `coalesce(${row}.ended_at, CASE WHEN ${row}.status = 'running' ` +
  `AND epoch_us(${row}.lease_until) >= epoch_us(now()) THEN make_timestamp(epoch_us(now())) END)`;

const id = {
  run_id: "The run's UUID",
  run: "The run's name",
};
const inRun = { ...id, phase_id: "The phase's UUID" };
const times = {
  started_at: "Start, UTC",
  ended_at: "End, UTC; null while it runs",
  duration_s: "Seconds from start to end, or to now while it runs",
};
const status = {
  status: "running, finished, stopped early, failed or interrupted",
  status_reason: "Why: the rule that stopped it, the error's name and message",
};

/** Every series in one row: summaries, and those not finished counted now. */
const seriesSummaries: View = {
  name: "tfjs_prov.series_summaries",
  comment: "A series in one row; unfinished ones are counted at once",
  columns: {
    run_id: "The run's UUID",
    series: "Number of the series in its run, from 0",
    points: "Number of points",
    nans: "Points that are NaN; left out of min and max",
    last: "Value recorded last",
    last_step: "Step of the value recorded last",
    last_epoch: "Epoch of the value recorded last",
    min: "Least value",
    min_step: "Step of the least value",
    min_epoch: "Epoch of the least value",
    max: "Greatest value",
    max_step: "Step of the greatest value",
    max_epoch: "Epoch of the greatest value",
  },
  select: `
SELECT run_id, series, points, nans, last, last_step, last_epoch,
  min, min_step, min_epoch, max, max_step, max_epoch
FROM tfjs_prov.summaries
UNION ALL
SELECT run_id, series, count(*), count(*) FILTER (isnan(value)),
  arg_max(value, p.rowid), arg_max_null(step, p.rowid), arg_max_null(epoch, p.rowid),
  min(value) FILTER (NOT isnan(value)),
  arg_min_null(step, value) FILTER (NOT isnan(value)),
  arg_min_null(epoch, value) FILTER (NOT isnan(value)),
  max(value) FILTER (NOT isnan(value)),
  arg_max_null(step, value) FILTER (NOT isnan(value)),
  arg_max_null(epoch, value) FILTER (NOT isnan(value))
FROM tfjs_prov.points p
JOIN (
  SELECT run_id, series FROM tfjs_prov.series s
  ANTI JOIN tfjs_prov.summaries u USING (run_id, series)
) open USING (run_id, series)
GROUP BY run_id, series`,
};

const runs: View = {
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
  },
  select: `
SELECT r.run_id, r.name, r.experiment, ${statusOf("r")} AS status, r.status_reason,
  r.started_at, r.ended_at, ${seconds("r.started_at", endOf("r"))} AS duration_s,
  coalesce(p.phases, 0) AS phases, coalesce(e.epochs, 0) AS epochs, e.last_epoch,
  greatest(e.last_step, m.last_step) AS last_step,
  m.loss, m.best_loss, m.val_loss, m.best_val_loss, m.best_val_loss_epoch, m.test_loss,
  r.parent_run_id
FROM tfjs_prov.runs r
LEFT JOIN (
  SELECT run_id, count(*) AS phases FROM tfjs_prov.phases GROUP BY run_id
) p USING (run_id)
LEFT JOIN (
  SELECT run_id, count(*) AS epochs, max(run_epoch) AS last_epoch, max(step) AS last_step
  FROM tfjs_prov.epochs GROUP BY run_id
) e USING (run_id)
LEFT JOIN (
  SELECT s.run_id, max(u.last_step) AS last_step,
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
ORDER BY r.started_at, r.run_id`,
};

const phases: View = {
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
    first_run_epoch: "run_epoch of its first epoch",
    capture_ms: "Time spent recording on the thread that trains, milliseconds",
  },
  select: `
SELECT p.run_id, r.name AS run, p.phase_id, p.position, p.kind, p.name,
  ${statusOf("p")} AS status, p.status_reason, p.started_at, p.ended_at,
  ${seconds("p.started_at", endOf("p"))} AS duration_s, coalesce(e.epochs, 0) AS epochs,
  p.model_id, p.parent_phase_id, p.first_run_epoch, p.capture_ms
FROM tfjs_prov.phases p
JOIN tfjs_prov.runs r USING (run_id)
LEFT JOIN (
  SELECT phase_id, count(*) AS epochs FROM tfjs_prov.epochs GROUP BY phase_id
) e USING (phase_id)
ORDER BY r.started_at, p.run_id, p.position`,
};

const metrics: View = {
  name: "main.metrics",
  comment: "A row a point: one value of one metric; ORDER BY step or seconds",
  columns: {
    ...id,
    metric: "Name, such as loss or val_loss",
    split: "Data it was measured on: train, validation or test",
    per: "How often it was measured: epoch or step",
    step: "Updates of the weights so far, or the step told",
    epoch: "Epoch of its phase, from 0",
    run_epoch: "Epoch from 0, going on across the phases of the run",
    seconds: "Seconds since the start of the run",
    value: "The value; NaN and infinities as they came",
    recorded_at: "When it was recorded, UTC",
    phase_id: "The phase's UUID",
  },
  select: `
SELECT p.run_id, r.name AS run, s.metric, s.split, s.per, p.step, p.epoch,
  h.first_run_epoch + p.epoch AS run_epoch,
  ${seconds("r.started_at", "p.recorded_at")} AS seconds, p.value, p.recorded_at, s.phase_id
FROM tfjs_prov.points p
JOIN tfjs_prov.series s USING (run_id, series)
JOIN tfjs_prov.phases h ON h.phase_id = s.phase_id
JOIN tfjs_prov.runs r ON r.run_id = p.run_id`,
};

const epochs: View = {
  name: "main.epochs",
  comment: "A row an epoch, with its metrics",
  columns: {
    ...inRun,
    epoch: "Epoch of its phase, from 0",
    run_epoch: "Epoch from 0, going on across the phases of the run",
    step: "Updates of the weights in the phase up to the epoch's end",
    started_at: "Start, UTC",
    ended_at: "End, UTC",
    duration_s: "Seconds from start to end",
    loss: "Training loss",
    val_loss: "Validation loss",
    learning_rate: "Learning rate in force at the epoch's end",
    metrics: "All metrics of the epoch: metrics['val_acc']",
  },
  select: `
WITH named AS (
  SELECT s.run_id, s.phase_id, p.epoch, s.metric,
    arg_max(p.value, p.rowid) AS value, max(p.step) AS step, max(p.recorded_at) AS recorded_at
  FROM tfjs_prov.points p
  JOIN tfjs_prov.series s USING (run_id, series)
  WHERE s.per = 'epoch' AND p.epoch IS NOT NULL
  GROUP BY ALL
), told AS (
  SELECT run_id, phase_id, epoch, max(step) AS step, max(recorded_at) AS recorded_at,
    max(value) FILTER (metric = 'loss') AS loss,
    max(value) FILTER (metric = 'val_loss') AS val_loss,
    max(value) FILTER (metric = 'learningRate') AS learning_rate,
    map_from_entries(list((metric, value) ORDER BY metric)) AS metrics
  FROM named GROUP BY ALL
), ended AS (
  SELECT run_id, phase_id, epoch, step, started_at, ended_at FROM tfjs_prov.epochs
  UNION ALL
  SELECT run_id, phase_id, epoch, step, NULL, recorded_at FROM told t
  ANTI JOIN tfjs_prov.epochs e USING (phase_id, epoch)
)
SELECT e.run_id, r.name AS run, e.phase_id, e.epoch,
  h.first_run_epoch + e.epoch AS run_epoch, e.step, e.started_at, e.ended_at,
  ${seconds("e.started_at", "e.ended_at")} AS duration_s,
  t.loss, t.val_loss, t.learning_rate, t.metrics
FROM ended e
JOIN tfjs_prov.runs r USING (run_id)
JOIN tfjs_prov.phases h ON h.phase_id = e.phase_id
LEFT JOIN told t ON t.phase_id = e.phase_id AND t.epoch = e.epoch
ORDER BY r.started_at, e.run_id, h.position, e.epoch`,
};

const params: View = {
  name: "main.params",
  comment: "A row a param: what the training was told, with its type",
  columns: {
    ...id,
    name: "Name as Keras and TensorFlow.js write it, nested ones dotted",
    value: "The value: value > 0.1 and value = 'adam' both work",
    source: "optimizer, model, fit or user",
    phase_id: "The phase's UUID; null for a param of the whole run",
  },
  select: `
SELECT p.run_id, r.name AS run, p.name, p.value, p.source, p.phase_id
FROM tfjs_prov.params p
JOIN tfjs_prov.runs r USING (run_id)`,
};

const events: View = {
  name: "main.events",
  comment: "A row an event: something that happened at an instant",
  columns: {
    ...inRun,
    recorded_at: "When, UTC",
    kind: "changed, stopped early, not a number, failed or lost",
    name: "What it happened to: learningRate, a metric, an error",
    epoch: "Epoch of its phase, from 0",
    step: "Updates of the weights so far",
    old_value: "Value before",
    new_value: "Value after",
    cause: "What made it happen",
    message: "More, in words",
    event_id: "UUID of version 7",
  },
  select: `
SELECT e.run_id, r.name AS run, e.phase_id, e.recorded_at, e.kind, e.name, e.epoch, e.step,
  e.old_value, e.new_value, e.cause, e.message, e.event_id
FROM tfjs_prov.events e
LEFT JOIN tfjs_prov.runs r USING (run_id)
ORDER BY e.recorded_at, e.event_id`,
};

/** The models of a run, each with the phase that saw it first. */
const firstSeen = `(
  SELECT run_id, model_id, arg_min(phase_id, position) AS phase_id, min(position) AS seen
  FROM tfjs_prov.phases WHERE model_id IS NOT NULL GROUP BY run_id, model_id
)`;

const layers: View = {
  name: "main.layers",
  comment: "A row a layer of each model of a run, as it stood when a phase began",
  columns: {
    ...id,
    position: "Place in the model, from 0",
    name: "Name of the layer",
    kind: "Keras class, such as Dense",
    units: "Units or filters",
    activation: "Activation",
    rate: "Dropout rate",
    regularizer: "Regulariser with its strengths",
    trainable: "Whether training changes its weights",
    parameters: "Number of weights",
    output_shape: "Shape of its output, null for the batch",
    config: "The layer's Keras config: config->>'units'",
    model_id: "The model's hash",
    phase_id: "The first phase with the model as it stands here",
  },
  select: `
SELECT f.run_id, r.name AS run, l.position, l.name, l.kind, l.units, l.activation, l.rate,
  l.regularizer, l.trainable, l.parameters, l.output_shape, l.config, l.model_id, f.phase_id
FROM tfjs_prov.layers l
JOIN ${firstSeen} f USING (model_id)
JOIN tfjs_prov.runs r ON r.run_id = f.run_id
ORDER BY r.started_at, f.run_id, f.seen, l.position`,
};

const models: View = {
  name: "main.models",
  comment: "A row a model of a run, as it stood when a phase began",
  columns: {
    ...id,
    model_id: "SHA-256 of the description: equal models have equal ids",
    name: "Name of the model",
    class_name: "Keras class, such as Sequential",
    parameters: "Number of weights",
    trainable_parameters: "Number of weights that training changes",
    summary: "What model.summary() prints",
    phase_id: "The first phase with the model as it stands here",
  },
  select: `
SELECT f.run_id, r.name AS run, m.model_id, m.name, m.class_name, m.parameters,
  m.trainable_parameters, m.summary, f.phase_id
FROM tfjs_prov.models m
JOIN ${firstSeen} f USING (model_id)
JOIN tfjs_prov.runs r ON r.run_id = f.run_id
ORDER BY r.started_at, f.run_id, f.seen`,
};

const compare: View = {
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

const experiments: View = {
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

/** All views, each after those that it reads. */
export const views: readonly View[] = [
  seriesSummaries,
  experiments,
  runs,
  phases,
  epochs,
  metrics,
  params,
  events,
  models,
  layers,
  compare,
];
