import type { View } from "../define";
import { id, seconds } from "./parts";

const quantity = {
  name: "The quantity with its unit, such as cpu_percent or rss_bytes",
  gpu: "Number of the GPU; null for what is not of one",
};

/** A row a reading. */
export const telemetrySamples: View = {
  name: "main.telemetry_samples",
  comment: "A row a reading of a quantity while a run trains; ORDER BY seconds",
  columns: {
    ...id,
    ...quantity,
    seconds: "Seconds since the start of the run",
    value: "Its value",
    recorded_at: "When, UTC",
    phase_id: "The phase that had begun last",
  },
  select: `
SELECT t.run_id, r.name AS run, t.name, t.gpu,
  ${seconds("r.started_at", "t.recorded_at")} AS seconds, t.value, t.recorded_at, t.phase_id
FROM tfjs_prov.telemetry t
JOIN tfjs_prov.runs r USING (run_id)`,
};

/** A row a run and quantity. */
export const telemetry: View = {
  name: "main.telemetry",
  comment: "A row a quantity of a run: what it took while it trained, mean and peak",
  columns: {
    ...id,
    ...quantity,
    samples: "Number of readings: one after a second, then one every two",
    mean: "Mean of the readings",
    peak: "Greatest of the readings",
    least: "Least of the readings",
  },
  select: `
SELECT t.run_id, r.name AS run, t.name, t.gpu, t.samples, t.mean, t.peak, t.least
FROM (
  SELECT run_id, name, gpu, count(*) AS samples, avg(value) AS mean, max(value) AS peak,
    min(value) AS least
  FROM tfjs_prov.telemetry GROUP BY run_id, name, gpu
) t
JOIN tfjs_prov.runs r USING (run_id)
ORDER BY r.started_at, t.run_id, t.name, t.gpu`,
};
