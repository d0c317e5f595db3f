import { chartBundle } from "../charts/bundle";
import { compareSpec } from "../charts/compare";
import type { CompareOptions } from "../charts/compare-input";
import { compareText } from "../charts/compare-text";
import { Chart, type Drawing } from "./chart";
import type { NoteChart } from "./chart-notes";
import { comparedRuns, type Histories, refuseAxis, seriesOf } from "./compare-data";
import type { Session } from "./query";
import type { RunChoice } from "./run-choice";

/** What to compare, and how it is drawn. */
export interface CompareChoice extends Partial<Omit<CompareOptions, "metric">> {
  /**
   * Runs by name, by id or as handles, or a query with a column `run_id`; all
   * that have the metric unless told.
   */
  runs?: RunChoice;
  /** Only runs of this experiment. */
  experiment?: string;
}

/** Draw the histories of one metric over each other, a line a run. */
export type Compare = (metric: string, choice?: CompareChoice) => Chart;

/**
 * Make the `compare` verb of a session; it reads when the chart is shown.
 *
 * @param note takes note of each chart that is shown.
 */
export function makeCompare(session: Session, note?: NoteChart): Compare {
  return (metric, choice = {}) => {
    const draw = async () => {
      const { runs, experiment, x, ...look } = choice;
      if (x !== undefined) refuseAxis(x);
      const chosen = await comparedRuns(session, { metric, runs, experiment });
      const axis = x ?? (chosen.perEpoch ? "epoch" : "step");
      const histories = { metric, x: axis, ids: chosen.ids };
      return drawHistories(session, histories, look);
    };
    return new Chart(`${metric} of each run`, draw, (drawing) => note?.(drawing));
  };
}

/** Read and draw the histories of runs that are known, in one query. */
export async function drawHistories(
  session: Session,
  histories: Histories,
  look: Partial<CompareOptions> = {},
): Promise<Drawing> {
  const { series, origin } = await seriesOf(session, histories);
  const { metric, x } = histories;
  const options = { ...look, metric, x };
  const spec = compareSpec(series, options);
  const text = compareText(series, options);
  return { spec, text, origin, bundle: (how) => chartBundle(spec, { text, ...how }) };
}
