import type { View } from "../define";
import { endOf, statusOf } from "./parts";

/** A run that its process left behind: it said nothing of an end. */
const lost =
  `${statusOf("r")} = 'interrupted' AND ` +
  "(r.status = 'running' OR r.status_reason = 'the process ended')";

/** A row a process that recorded runs. */
export const workers: View = {
  name: "main.workers",
  comment: "A row a worker: a process that recorded runs into this file",
  columns: {
    session_id: "UUID of the process; null for runs of which none is known",
    machine: "Platform, processors, memory and GPUs in one text; no host's name",
    backend: "Backends of TensorFlow.js that it trained on",
    person: "Who trained, where they said so",
    experiments: "The experiments that it took part in",
    runs: "Number of runs that it recorded: those of runs with its session_id",
    interrupted: "Number of these that were interrupted",
    dropped_out: "Whether it ended while it recorded a run",
    first_started_at: "Start of its first run, UTC",
    last_seen_at: "End of its last run, UTC; now while it records",
  },
  select: `
SELECT w.session_id, w.machine, w.backend, w.person, w.experiments, w.runs, w.interrupted,
  w.dropped_out, w.first_started_at, w.last_seen_at
FROM (
  SELECT coalesce(r.session_id, c.session_id) AS session_id,
    string_agg(DISTINCT e.machine, '; ' ORDER BY e.machine) AS machine,
    string_agg(DISTINCT e.backend, ', ' ORDER BY e.backend) AS backend,
    string_agg(DISTINCT r.person, ', ' ORDER BY r.person) AS person,
    list(DISTINCT r.experiment ORDER BY r.experiment) AS experiments,
    count(DISTINCT r.run_id) AS runs,
    count(DISTINCT r.run_id) FILTER (${statusOf("r")} = 'interrupted') AS interrupted,
    bool_or(${lost}) AS dropped_out, min(r.started_at) AS first_started_at,
    max(coalesce(${endOf("r")}, r.lease_until, r.started_at)) AS last_seen_at
  FROM tfjs_prov.runs r
  LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = r.cell_run_id
  LEFT JOIN (
    SELECT DISTINCT h.run_id, v.machine, v.backend FROM tfjs_prov.phases h
    JOIN main.environments v ON v.environment_id = h.environment_id
  ) e ON e.run_id = r.run_id
  GROUP BY coalesce(r.session_id, c.session_id)
) w
ORDER BY w.first_started_at, w.session_id`,
};
