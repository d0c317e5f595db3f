import { long, names, text } from "./attributes";
import type { Mapping, Steps } from "./mapping";
import { id } from "./names";

const all = "tfjs_prov.charts h";
const chart = id("chart", "h.chart_id");
const drawing = id("drawing", "h.chart_id");
const query = id("query", "h.chart_id");
const ofRuns = "tfjs_prov.chart_runs h";
const bundle = id("bundle", "h.run_id");

/**
 * Charts: the drawing of each is an activity that followed a query as its plan, and used
 * what is told of the runs, which are their bundles.
 */
export const charts: Mapping = {
  entity: [
    {
      from: all,
      thing: { what: "chart", key: "h.chart_id", name: "h.title" },
      id: chart,
      attributes: {
        "prov:type": names("tfjs:Chart", "schema:ImageObject"),
        "schema:name": text("h.title"),
        "schema:description": text("h.summary"),
        "schema:sha256": text("h.spec_hash"),
        "tfjs:rows": long("h.rows"),
        "tfjs:rowsHash": text("h.rows_hash"),
      },
    },
    {
      from: all,
      id: query,
      attributes: {
        "prov:type": names("prov:Plan", "schema:SoftwareSourceCode"),
        "schema:programmingLanguage": text("'SQL'"),
        "schema:text": text("h.query"),
        "tfjs:bound": text("h.bound"),
      },
    },
  ],
  activity: [
    {
      from: all,
      id: drawing,
      args: { start_time: "h.recorded_at", end_time: "h.recorded_at" },
      attributes: {
        "prov:type": names("tfjs:Drawing"),
        "schema:name": text("h.verb"),
      },
    },
  ],
  was_generated_by: [
    { from: all, args: { entity: chart, activity: drawing, time: "h.recorded_at" } },
  ],
  was_started_by: [
    {
      from: `${all} WHERE h.cell_run_id IS NOT NULL`,
      args: {
        activity: drawing,
        starter: id("cell-run", "h.cell_run_id"),
        time: "h.recorded_at",
      },
    },
  ],
  was_associated_with: [
    {
      from: all,
      args: { activity: drawing, agent: id("software", "'tfjs-prov'"), plan: query },
    },
  ],
  used: [
    {
      from: ofRuns,
      run: "h.run_id",
      outside: true,
      args: { activity: drawing, entity: bundle },
    },
  ],
  was_derived_from: [
    {
      from: ofRuns,
      run: "h.run_id",
      outside: true,
      args: { generated_entity: chart, used_entity: bundle },
    },
  ],
};

export const chartSteps: readonly Steps[] = [
  {
    relation: "wasDerivedFrom",
    later: "chart_id",
    earlier: "run_id",
    from: "tfjs_prov.chart_runs",
  },
  {
    relation: "wasStartedBy",
    later: "chart_id",
    earlier: "cell_run_id",
    from: "tfjs_prov.charts WHERE cell_run_id IS NOT NULL",
  },
];
