import type { View } from "../define";
import { id } from "./parts";

/** Promotions with what came after each at its stage; the last ones are in use. */
export const promoted = `(
  SELECT *, lead(recorded_at) OVER stages AS used_until,
    lead(promotion_id) OVER stages AS next_id, lead(run_id) OVER stages AS next_run_id,
    lead(reason) OVER stages AS end_reason
  FROM tfjs_prov.promotions
  WINDOW stages AS (PARTITION BY stage ORDER BY recorded_at, promotion_id)
)`;

/** Whether a promotion put something to use; else it only ended what was. */
export const ofModel = (row: string) =>
  `coalesce(${row}.run_id, ${row}.state_id, ${row}.artifact_id) IS NOT NULL`;

/** A row a model that was in use. */
export const promotions: View = {
  name: "main.promotions",
  comment: "A row a promotion: a model that was put to use, and for how long",
  columns: {
    promotion_id: "UUID of version 7",
    stage: "What it is used as, such as production",
    ...id,
    used_from: "When it was told, UTC",
    used_until: "When another took its place, or it was withdrawn, UTC; null in use",
    reason: "Why, as it was told",
    person: "Who told of it, where they said so",
    replaced_by: "Name of the run whose model took its place; null when withdrawn",
    end_reason: "Why it was replaced or withdrawn",
    weights_hash: "SHA-256 of the model's weights",
    place: "Where the model is saved, from the file's folder",
    state_id: "The model state: one of states",
    artifact_id: "The saved model: one of artifacts",
    cell: "Number in brackets beside the cell that told of it",
    cell_run_id: "That cell run: one of cells",
  },
  select: `
SELECT p.promotion_id, p.stage, p.run_id, r.name AS run, p.recorded_at AS used_from,
  p.used_until, p.reason, p.person, n.name AS replaced_by, p.end_reason, s.weights_hash,
  a.place, p.state_id, p.artifact_id, c.execution_count AS cell, p.cell_run_id
FROM ${promoted} p
LEFT JOIN tfjs_prov.runs r ON r.run_id = p.run_id
LEFT JOIN tfjs_prov.runs n ON n.run_id = p.next_run_id
LEFT JOIN tfjs_prov.model_states s ON s.state_id = p.state_id
LEFT JOIN tfjs_prov.artifacts a ON a.artifact_id = p.artifact_id
LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = p.cell_run_id
WHERE ${ofModel("p")}
ORDER BY p.recorded_at, p.promotion_id`,
};
