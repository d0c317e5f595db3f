import type { View } from "../define";
import { id, seconds } from "./parts";

/** Every series in one row: summaries, and those not finished counted now. */
export const seriesSummaries: View = {
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

/** A row a point. */
export const metrics: View = {
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
