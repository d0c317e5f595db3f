import { timestamp, whole } from "../literal";
import type { ShownTables } from "../shown-facts";
import { type Columns, or, scrubbed, text } from "./literals";

/** The columns of what a person told and saw. */
export const shownColumns: { [T in keyof ShownTables]: Columns<ShownTables[T]> } = {
  promotions: {
    promotion_id: text,
    stage: scrubbed,
    run_id: or(text),
    state_id: or(text),
    artifact_id: or(text),
    reason: or(scrubbed),
    person: or(text),
    cell_run_id: or(text),
    recorded_at: timestamp,
  },
  charts: {
    chart_id: text,
    cell_run_id: or(text),
    recorded_at: timestamp,
    verb: text,
    title: scrubbed,
    summary: scrubbed,
    query: scrubbed,
    bound: or(scrubbed),
    rows: whole,
    rows_hash: text,
    spec_hash: text,
  },
  chart_runs: {
    chart_id: text,
    run_id: text,
  },
};
