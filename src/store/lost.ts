import { nowMs } from "../util/clock";
import { uuidv7 } from "../util/uuid";
import type { EventRow, SeriesRow } from "./facts";

/** Return the event that says how many points of a series are not in the file. */
export function lostPoints(series: SeriesRow, count: number): EventRow {
  const recordedAt = nowMs();
  return {
    event_id: uuidv7(recordedAt),
    run_id: series.run_id,
    phase_id: series.phase_id,
    recorded_at: recordedAt,
    kind: "lost",
    name: series.metric,
    epoch: null,
    step: null,
    old_value: null,
    new_value: count,
    cause: "the file could not be written",
    message: `${count} points of ${series.metric} found no room in memory`,
    cell_run_id: null,
    layer: null,
    found_in: null,
  };
}
