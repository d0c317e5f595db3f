import { double, long, nameOf, names, text } from "./attributes";
import type { Leaves, Mapping } from "./mapping";
import { id, isPlain } from "./names";

const measured = `tfjs_prov.series s
JOIN tfjs_prov.series_summaries u ON u.run_id = s.run_id AND u.series = s.series`;
const series = id("series", "s.phase_id", "s.series");
const metric = id("metric", "s.phase_id", "s.series");
const phase = id("phase", "s.phase_id");
const about = {
  "schema:name": text("s.metric"),
  "mls:specifiedBy": `CASE WHEN ${isPlain("s.metric")} THEN ${nameOf("tfjs", "s.metric")} END`,
  "tfjs:split": text("s.split"),
};

const ofMetric = {
  "prov:type": names("mls:ModelEvaluation"),
  ...about,
  "prov:value": double("u.last"),
  "tfjs:step": long("u.last_step"),
};

/** Metrics: a series is one collection; of its points the last is an entity, too. */
export const metrics: Mapping = {
  entity: [
    {
      from: measured,
      run: "s.run_id",
      id: series,
      attributes: {
        "prov:type": names("prov:Collection", "mls:ModelEvaluation", "tfjs:Series"),
        ...about,
        "tfjs:per": text("s.per"),
        "tfjs:count": long("u.points"),
        "tfjs:nans": long("nullif(u.nans, 0)"),
        "tfjs:least": double("u.min"),
        "tfjs:greatest": double("u.max"),
      },
    },
    {
      from: measured,
      run: "s.run_id",
      id: metric,
      attributes: ofMetric,
    },
  ],
  was_generated_by: [
    { from: measured, run: "s.run_id", args: { entity: series, activity: phase } },
    { from: measured, run: "s.run_id", args: { entity: metric, activity: phase } },
  ],
  had_member: [
    { from: measured, run: "s.run_id", args: { collection: series, entity: metric } },
  ],
};

export const metricLeaves: Leaves = {
  what: "metric",
  relation: "wasGeneratedBy",
  direction: "down",
  from: measured,
  of: "s.phase_id",
  run: "s.run_id",
  id: metric,
  name: "s.metric",
  value: "CAST(u.last AS VARCHAR)",
};
