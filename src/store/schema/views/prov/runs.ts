import { statusOf } from "../parts";
import { names, text } from "./attributes";
import type { Mapping, Steps } from "./mapping";
import { id, slug } from "./names";

/** How an activity ended, in the words of schema.org. */
export const actionStatus = (row: string) => `CASE ${statusOf(row)}
      WHEN 'running' THEN ${names("schema:ActiveActionStatus")}
      WHEN 'failed' THEN ${names("schema:FailedActionStatus")}
      WHEN 'interrupted' THEN ${names("schema:FailedActionStatus")}
      ELSE ${names("schema:CompletedActionStatus")} END`;

/** Attributes that runs and phases have. */
export const outcome = (row: string) => ({
  "schema:name": text(`${row}.name`),
  "schema:actionStatus": actionStatus(row),
  "tfjs:status": text(statusOf(row)),
  "tfjs:statusReason": text(`${row}.status_reason`),
});

const run = id("run", "r.run_id");
const bundle = id("bundle", "r.run_id");
const experiment = id("experiment", slug("r.experiment"));

/** Runs, the bundles that tell of them, and experiments. */
export const runs: Mapping = {
  activity: [
    {
      from: "tfjs_prov.runs r",
      run: "r.run_id",
      thing: { what: "run", key: "r.run_id", name: "r.name" },
      id: run,
      args: { start_time: "r.started_at", end_time: "r.ended_at" },
      attributes: {
        "prov:type": names("mls:Run", "provone:Execution"),
        "schema:identifier": text("CAST(r.run_id AS VARCHAR)"),
        ...outcome("r"),
      },
    },
  ],
  was_started_by: [
    {
      from: "tfjs_prov.runs r WHERE r.parent_run_id IS NOT NULL",
      run: "r.run_id",
      args: {
        activity: run,
        starter: id("run", "r.parent_run_id"),
        time: "r.started_at",
      },
    },
    {
      from: "tfjs_prov.runs r WHERE r.cell_run_id IS NOT NULL",
      run: "r.run_id",
      args: {
        activity: run,
        starter: id("cell-run", "r.cell_run_id"),
        time: "r.started_at",
      },
    },
  ],
  entity: [
    {
      from: "tfjs_prov.runs r",
      run: "r.run_id",
      outside: true,
      id: bundle,
      attributes: { "prov:type": names("prov:Bundle"), "schema:name": text("r.name") },
    },
    {
      from: "(SELECT DISTINCT experiment FROM tfjs_prov.runs) r",
      id: experiment,
      attributes: {
        "prov:type": names("mls:Experiment", "prov:Collection"),
        "schema:name": text("r.experiment"),
      },
    },
  ],
  had_member: [
    {
      from: "tfjs_prov.runs r",
      run: "r.run_id",
      outside: true,
      args: { collection: experiment, entity: bundle },
    },
  ],
};

export const runSteps: readonly Steps[] = [
  {
    relation: "wasStartedBy",
    later: "run_id",
    earlier: "parent_run_id",
    from: "tfjs_prov.runs WHERE parent_run_id IS NOT NULL",
  },
  {
    relation: "wasStartedBy",
    later: "run_id",
    earlier: "cell_run_id",
    from: "tfjs_prov.runs WHERE cell_run_id IS NOT NULL",
  },
];
