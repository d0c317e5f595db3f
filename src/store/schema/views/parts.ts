/** Return the SQL of a status: a lease that has run out means that the process died. */
export const statusOf = (row: string) =>
  `CASE WHEN ${row}.status = 'running' AND epoch_us(${row}.lease_until) < epoch_us(now()) ` +
  `THEN 'interrupted' ELSE ${row}.status END`;

/** Return the SQL of the seconds between two timestamps. */
export const seconds = (from: string, to: string) =>
  `(epoch_us(${to}) - epoch_us(${from})) / 1e6`;

/** Return the SQL of a number as text: 20, not 20.0. */
export const numberText = (value: string) =>
  `regexp_replace(CAST(${value} AS VARCHAR), '\\.0$', '')`;

/** The end of a row, or now while it runs. */
export const endOf = (row: string) =>
  `coalesce(${row}.ended_at, CASE WHEN ${row}.status = 'running' ` +
  `AND epoch_us(${row}.lease_until) >= epoch_us(now()) THEN make_timestamp(epoch_us(now())) END)`;

/** COMMENTs of columns that many views have. */
export const id = {
  run_id: "The run's UUID",
  run: "The run's name",
};
export const inRun = { ...id, phase_id: "The phase's UUID" };
export const times = {
  started_at: "Start, UTC",
  ended_at: "End, UTC; null while it runs",
  duration_s: "Seconds from start to end, or to now while it runs",
};
export const status = {
  status: "running, finished, stopped early, failed or interrupted",
  status_reason: "Why: the rule that stopped it, the error's name and message",
};
