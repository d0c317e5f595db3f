/** The rows of what a person told and saw, their fields named as the columns. */

/** A model that was put to use, or taken out of it. */
export interface PromotionRow {
  promotion_id: string;
  /** What it is used as, such as `production`. */
  stage: string;
  /** The run that made it; null where none in the file did, or nothing is used now. */
  run_id: string | null;
  state_id: string | null;
  /** The saved model. */
  artifact_id: string | null;
  reason: string | null;
  /** Who told of it, where they said so. */
  person: string | null;
  cell_run_id: string | null;
  recorded_at: number;
}

/** A chart as it was shown, and the query that it was drawn from. */
export interface ChartRow {
  chart_id: string;
  cell_run_id: string | null;
  recorded_at: number;
  verb: "compare" | "chart" | "live";
  title: string;
  /** The chart in a line of text. */
  summary: string;
  query: string;
  /** What was bound, as JSON; null where it is long. */
  bound: string | null;
  rows: number;
  /** SHA-256 of the rows, in hex. */
  rows_hash: string;
  /** SHA-256 of the Vega-Lite specification, in hex. */
  spec_hash: string;
}

/** A run that is drawn in a chart. */
export interface ChartRunRow {
  chart_id: string;
  run_id: string;
}

/** The tables of what a person told and saw, by name. */
export interface ShownTables {
  promotions: PromotionRow;
  charts: ChartRow;
  chart_runs: ChartRunRow;
}
