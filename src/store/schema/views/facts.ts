import type { View } from "../define";
import { id, inRun } from "./parts";

/** A row a param. */
export const params: View = {
  name: "main.params",
  comment: "A row a param: what the training was told, with its type",
  columns: {
    ...id,
    name: "Name as Keras and TensorFlow.js write it, nested ones dotted",
    value: "The value: value > 0.1 and value = 'adam' both work",
    source: "optimizer, model, fit or user",
    phase_id: "The phase's UUID; null for a param of the whole run",
  },
  select: `
SELECT p.run_id, r.name AS run, p.name, p.value, p.source, p.phase_id
FROM tfjs_prov.params p
JOIN tfjs_prov.runs r USING (run_id)`,
};

/** A row an event. */
export const events: View = {
  name: "main.events",
  comment: "A row an event: something that happened at an instant",
  columns: {
    ...inRun,
    recorded_at: "When, UTC",
    kind: "changed, stopped early, interrupted, not a number, failed, lost or unseeded",
    name: "What it happened to: learningRate, a metric, an error",
    epoch: "Epoch of its phase, from 0",
    step: "Updates of the weights so far",
    old_value: "Value before",
    new_value: "Value after",
    cause: "What made it happen",
    message: "More, in words",
    layer: "Layer in which a number that is not finite began; of data, where it enters",
    found_in: "Where it shows first: weights, output, data or loss",
    cell_run_id: "The cell run whose code asked for it, where a user steered",
    event_id: "UUID of version 7",
  },
  select: `
SELECT e.run_id, r.name AS run, e.phase_id, e.recorded_at, e.kind, e.name, e.epoch, e.step,
  e.old_value, e.new_value, e.cause, e.message, e.layer, e.found_in, e.cell_run_id, e.event_id
FROM tfjs_prov.events e
LEFT JOIN tfjs_prov.runs r USING (run_id)
ORDER BY e.recorded_at, e.event_id`,
};
